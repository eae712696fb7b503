import Glibc
import Testing

@testable import Language

/// A cell of 200 lines as a long analysis would have it.
let longCell: String = {
    let lesson = """
        # load and label
        reviews = load "reviews.csv" text body label sentiment
        reviews = keep reviews where rating > -3 and not body missing
        reviews = label reviews as bad when rating < -0.5, good when rating > 0.5, medium otherwise
        describe reviews
        train, test = split reviews test 20% seed 7
        classical = tfidf(ngrams: 1..2, min_docs: 2) | logistic(C: 1)
        semantic = encoder(minilm) | logistic(C: 1)
        hybrid = tfidf(ngrams: 1..2, min_docs: 2) + encoder(minilm) | logistic(C: 1)
        model = fit hybrid on train
        report model on test
        compare classical, semantic, hybrid on train against test
        weights model top 15
        explain model for "the battery died but the screen is lovely"
        attention model for "the battery died but the screen is lovely" layer 6
        mistakes model on test limit 5
        predict model for "a lovely lamp", "it broke on the first day"
        tokens "unbelievably good" with minilm
        vectors = embed reviews with minilm
        neighbours "the battery died" in vectors limit 3

        """
    return String(repeating: lesson, count: 10)
}()

private func milliseconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<15 {
        let time = clock.measure(body)
        times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000)
    }
    return times.sorted()[7]
}

@Test("A cell of 200 lines checks without a word; how long that takes is printed, not asserted")
func longCellChecks() {
    #expect(longCell.split(separator: "\n").count == 200)
    #expect(Fixture.codes(longCell) == [])
    let check = milliseconds { _ = Fixture.plan(longCell) }
    var scope = Fixture.scope
    let columns = (0..<200).map { ColumnFacts("column\($0)", .number) }
    scope.define("wide", .dataset(DatasetFacts(columns: columns)))
    for index in 0..<1000 { scope.define("name\(index)", .dataset(DatasetFacts(columns: columns))) }
    let names = milliseconds { _ = scope.completion(of: "report model on na", at: 18) }
    let places = milliseconds { _ = scope.completion(of: "x = keep wide where colu", at: 24) }
    let end = longCell.unicodeScalars.count
    let late = milliseconds { _ = scope.completion(of: longCell + "report ", at: end + 7) }
    print(
        "check 200 lines: \(check) ms; complete among 1,000 names: \(names) ms; 200 columns: \(places) ms; behind 200 lines: \(late) ms"
    )
}
