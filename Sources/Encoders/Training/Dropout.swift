internal import CKernels

/// Sets some numbers to 0 and makes up for it in the others.
///
/// Source: Srivastava et al. 2014. /// What falls is a function of seed, place and row, so the way back finds it again, and no thread decides it.
struct Dropout: Sendable {
    /// The probability of each number to fall, from 0 to below 1.
    let rate: Float
    let seed: UInt64

    /// A place in the layers where numbers may fall.
    struct Site {
        let layer: Int
        let place: Place

        /// Behind the embedding layer.
        static let embeddings = Site(layer: -1, place: .feedForward)

        enum Place: Int { case probabilities, attention, feedForward }
    }

    private func key(_ site: Site) -> UInt32 {
        let place = UInt64(site.layer * 3 + site.place.rawValue + 4)
        var mixed = seed ^ (place &* 0x9E37_79B9_7F4A_7C15)
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt32(truncatingIfNeeded: mixed ^ (mixed >> 31))
    }

    /// Over `count` numbers, the first of which is number `first` of its site.
    func callAsFunction(
        _ site: Site, first: Int, count: Int, _ input: UnsafePointer<Float>,
        to output: UnsafeMutablePointer<Float>
    ) {
        kernel_dropout(
            Kernels.level, count, key(site), UInt32(truncatingIfNeeded: first), rate, input, output)
    }
}
