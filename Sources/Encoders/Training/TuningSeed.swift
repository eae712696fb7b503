internal import Tensors

/// Where random numbers of a run begin: a function of seed, place and purpose, so that a run that goes on draws what one
/// that never stopped would.
enum TuningSeed {
    /// What numbers are drawn for.
    enum Purpose: UInt64 { case order = 1, dropout, head, tokens, vectors, pairs, fold, stack }

    /// The seed of one purpose in an epoch and a batch of it.
    static func seed(_ seed: UInt64, _ purpose: Purpose, epoch: Int = 0, batch: Int = 0) -> UInt64 {
        var mixed = seed
        for part in [purpose.rawValue, UInt64(epoch), UInt64(batch)] {
            mixed = (mixed ^ part) &+ 0x9E37_79B9_7F4A_7C15
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            mixed ^= mixed >> 31
        }
        return mixed
    }

    static func random(_ seed: UInt64, _ purpose: Purpose, epoch: Int = 0, batch: Int = 0) -> SeededRandom {
        SeededRandom(seed: self.seed(seed, purpose, epoch: epoch, batch: batch))
    }
}
