import Synchronization
import Testing

@testable import Session

/// Large steps are refused before they begin, and nothing is lost by that.
@Suite struct MemoryTests {
    /// A bench whose free memory can be set.
    private final class Budget: Sendable {
        private let bytes = Mutex(Int.max)
        func set(_ count: Int) { bytes.withLock { $0 = count } }
        func get() -> Int { bytes.withLock { $0 } }
    }

    @Test(arguments: [
        ("m2 = fit words() | naive_bayes() on reviews", "counting the features of 300 texts"),
        ("m2 = fit characters(ngrams: 1..3) | linear_svm(C: 1) on reviews", "counting the features of 300"),
        ("compare words() | naive_bayes(), tfidf() | naive_bayes() on reviews", "counting the features of"),
        ("report m on test", "counting the features of"),
        ("mistakes m on test", "counting the features of"),
    ])
    func `each verb refuses what does not fit, with figures, and names survive`(
        cell: String, step: String
    ) throws {
        let budget = Budget()
        let bench = try Bench(freeMemory: budget.get)
        let begun = bench.run(
            """
            reviews = load sample reviews
            train, test = split reviews test 30% seed 1
            m = fit words() | naive_bayes() on train
            """)
        #expect(begun.end == .done)
        budget.set(1000)
        guard case .failed(let code, let sentence, _) = bench.run(cell).end else {
            Issue.record("not refused")
            return
        }
        #expect(code == "L222")
        #expect(sentence.hasPrefix(step) && sentence.hasSuffix("and 1 kB are free"), "\(sentence)")
        budget.set(.max)
        #expect(bench.run(cell).end == .done)
    }
}
