import Language

/// A long analysis, and a scope as large as the promises speak of: 1,000 names and a dataset of 200 columns.
enum Lesson {
    static let longCell = String(repeating: lines, count: 10)

    private static let lines = """
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

    static let halfTyped = [
        ("a verb", "des"), ("a name among 1,000", "describe na"),
        ("a column among 200", "x = keep wide where colu"),
        ("a clause", "split wide "), ("an option", "r = tfidf(ngrams: 1..2, m"),
    ]

    static var wideScope: Scope {
        let file = ["id", "rating", "body", "sentiment"].map {
            ColumnFacts($0, $0 == "rating" ? .number : .text)
        }
        var scope = Scope(
            encoders: [.init("minilm", summary: "English", layers: 6, attentionHeads: 12)],
            files: { _ in .data(DatasetFacts(columns: file)) })
        let columns = (0..<200).map { ColumnFacts("column\($0)", .number) }
        scope.define("wide", .dataset(DatasetFacts(columns: columns)))
        for name in 0..<1000 { scope.define("name\(name)", .dataset(DatasetFacts(columns: columns))) }
        return scope
    }
}
