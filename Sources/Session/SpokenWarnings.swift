import Language
import Synchronization

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
