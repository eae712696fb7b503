import Language
import Synchronization

/// What a session has remarked on texts, such as how many an encoder cuts, and in which statement.
///
/// Every cell that judges the same texts could remark the same. The first says it, again whenever it runs; the others are
/// silent. Other texts have other figures, and so a remark of their own.
struct SpokenRemarks: Sendable {
    /// How many are remembered.
    private static let most = 256

    private var all: [(problem: WarningProblem, statement: String)] = []

    /// Whether a remark is new, or is repeated by its own statement.
    mutating func belongs(_ problem: WarningProblem, to statement: String) -> Bool {
        if let known = all.first(where: { $0.problem == problem }) { return known.statement == statement }
        if all.count == Self.most { all.removeFirst() }
        all.append((problem, statement))
        return true
    }
}

/// What a cell has already warned of: nothing needs saying twice.
final class SpokenWarnings: Sendable {
    private let problems = Mutex<[WarningProblem]>([])

    /// True the first time that it is asked about a problem.
    func isNew(_ problem: WarningProblem) -> Bool {
        problems.withLock { known in
            if known.contains(problem) { return false }
            known.append(problem)
            return true
        }
    }
}
