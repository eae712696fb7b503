import Language
import Phrases

/// A scope as it is in the middle of a lesson.
enum Fixture {
    static let columns = [
        ColumnFacts("id", .number), ColumnFacts("rating", .number), ColumnFacts("body", .text),
        ColumnFacts("sentiment", .text, samples: ["bad", "good"]), ColumnFacts("star rating", .number),
    ]

    static let dataset = DatasetFacts(
        columns: columns, textColumns: ["body"], labelColumn: "sentiment",
        labels: [LabelFacts("bad", count: 40), LabelFacts("good", count: 60)], rows: 100)

    static let scope: Scope = {
        var scope = Scope(
            encoders: [
                .init("minilm", summary: Phrase("English", zh: "英文"), layers: 6, attentionHeads: 12),
                .init("e5"),
            ],
            samples: [.init("reviews", summary: Phrase("300 reviews", zh: "300 篇短评")), .init("评论")],
            sampleFacts: ["reviews": dataset],
            files: { path in
                switch path {
                case "reviews.csv": .data(DatasetFacts(columns: columns))
                case "reviews.model", "amazon.tsv", "vader.tsv": nil
                case "revews.csv": .absent(near: ["reviews.csv"])
                default: .absent(near: [])
                }
            })
        for name in ["reviews", "train", "test"] { scope.define(name, .dataset(dataset)) }
        scope.define("bare", .dataset(DatasetFacts(columns: columns, textColumns: [], labelColumn: "")))
        for name in ["classical", "semantic", "hybrid"] {
            scope.define(name, .recipe(RecipeFacts(shape: .complete, hasEncoder: name != "classical")))
        }
        scope.define("features", .recipe(RecipeFacts(shape: .features, hasEncoder: false)))
        let model = ModelFacts(
            labels: ["bad", "good"], hasEncoder: true, layers: 6, attentionHeads: 12)
        scope.define("model", .model(model))
        scope.define("tagger", .model(ModelFacts(labels: ["bad", "good"])))
        scope.define("plain", .model(ModelFacts(labels: ["bad", "good"], hasEncoder: false)))
        let dense = ModelFacts(labels: ["bad", "good"], hasEncoder: true)
        scope.define("dense", .model(dense))
        scope.define("vectors", .vectors(VectorFacts(dimension: 384, rows: 100)))
        scope.define("tuned", .encoder(EncoderFacts(layers: 6, attentionHeads: 12)))
        scope.define("opened", .unknown)
        return scope
    }()

    /// Every name, column and label of the scope.
    static let facts = (scope.names + columns.map(\.name) + ["bad", "good", "minilm", "e5"]).joined(
        separator: " ")

    static func plan(_ cell: String) -> Plan { Checker(scope).check(cell) }

    static func codes(_ cell: String) -> [Code] { plan(cell).diagnostics.map(\.code) }

    static func rendered(_ cell: String) -> String {
        let plan = plan(cell)
        return DiagnosticRenderer().render(plan.diagnostics, in: plan.source)
    }
}
