internal import Tensors

/// Independent pieces of work in two rounds, the second of which reads what the first made.
struct GradientWork {
    var first: [@Sendable () -> Void] = []
    var second: [@Sendable () -> Void] = []

    mutating func append(_ other: GradientWork) {
        first += other.first
        second += other.second
    }

    func run(on pool: ThreadPool) {
        for round in [first, second] { pool.forEach(round.count) { round[$0]() } }
    }
}
