internal import Tensors

/// Independent pieces of work in two rounds, the second of which reads what the first made.
struct GradientWork {
    var first: [@Sendable () -> Void] = []
    var second: [@Sendable () -> Void] = []

    mutating func append(_ other: GradientWork) {
        first += other.first
        second += other.second
    }

    /// Does all of it; what is left when `shouldStop` says so is left undone.
    func run(on pool: ThreadPool, shouldStop: @Sendable () -> Bool = { false }) {
        for round in [first, second] {
            pool.forEach(round.count) { piece in
                if !shouldStop() { round[piece]() }
            }
        }
    }
}
