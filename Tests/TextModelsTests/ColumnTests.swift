import Classifiers
import Datasets
import Explanations
import Tensors
import Testing

@testable import TextModels

@Suite("Columns beside the text are features")
struct ColumnTests {
    private let home: TinyHome
    private let work: Work

    init() throws {
        home = try TinyHome()
        work = home.work()
    }

    /// Texts that say nothing, with a number (missing in every seventh row) and a category that tell the label.
    private func corpus(_ count: Int, shift: Double = 0) throws -> Corpus {
        let codes = (0..<count).map { ($0 * 5 + $0 / 3) % 2 }
        let stars = codes.enumerated().map { row, code in
            row % 7 == 6 ? nil : "\(Double(code * 2 + row % 3) + shift)"
        }
        let colours = codes.enumerated().map { row, code in
            row % 4 == 3 ? "blue" : code == 0 ? "red" : "green"
        }
        let texts = (0..<count).map { "text \($0 % 5)" }
        let dataset = try Dataset(
            columns: [
                try Column(name: "body", values: texts), try Column(name: "stars", values: stars),
                try Column(name: "colour", values: colours),
                try Column(name: "label", values: codes.map { "\($0)" }),
            ], roles: Dataset.Roles(text: ["body"], label: "label"))
        return Corpus(
            documents: Documents(texts, beside: dataset), codes: codes, labels: ["bad", "good"])
    }

    private func recipe(_ features: FeatureRecipe) -> Recipe {
        Recipe(features: features, head: .logistic(LogisticRegression()))
    }

    private let stars = FeatureRecipe.column(ColumnFeatures(name: "stars"))
    private let colour = FeatureRecipe.column(ColumnFeatures(name: "colour"))
    private let words = FeatureRecipe.vectorizer(Vectorizer(), name: "words")

    @Test("Means and deviations are those of the training rows, to the last bit")
    func statistics() throws {
        let corpus = try corpus(40)
        let train = Array(0..<25)
        let (fitted, values) = try stars.fit(corpus.selecting(train), with: work)
        guard case .column(let column) = fitted,
            case .numbers(let mean, let deviation, let marks) = column.coding
        else { throw TextModelError.interrupted }
        let known = train.filter { $0 % 7 != 6 }.map { Double(corpus.codes[$0] * 2 + $0 % 3) }
        let expected = known.reduce(0, +) / Double(known.count)
        let variance = known.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / Double(known.count)
        #expect(abs(mean - expected) < 1e-12 && abs(deviation - variance.squareRoot()) < 1e-12 && marks)
        #expect(values.entries(of: 6).map(\.column) == [1])
        // A far-away test row changes nothing.
        let moved = try Trial.run(
            [recipe(stars)], on: corpus, train: train, test: Array(25..<40), with: work)[0].model
        #expect(moved.features == fitted)
    }

    @Test(
        "An unknown category and a missing cell are all zeros; the others one-hot in the order of code points"
    )
    func categories() throws {
        let (fitted, _) = try colour.fit(try corpus(20), with: work)
        guard case .column(let column) = fitted else { throw TextModelError.interrupted }
        #expect(column.featureNames == ["colour = blue", "colour = green", "colour = red"])
        let strange = try Dataset(
            columns: [try Column(name: "colour", values: ["red", nil, "mauve"])])
        let values = try fitted.transform(Documents(["", "", ""], beside: strange), with: work)
        #expect((0..<3).map { values.entries(of: $0).map(\.column) } == [[2], [], []])
    }

    @Test("They decide, are explained exactly as readable units, and open from a file as they were saved")
    func wholeModel() throws {
        let corpus = try corpus(60)
        let model = try TextModel.fit(
            recipe(.staged(.union([words, stars, colour]), .scale)), on: corpus,
            provenance: TextModel.Provenance(rows: 60), with: work)
        let found = try model.predict(corpus.documents, with: work)
        #expect(zip(found.labels, corpus.codes).count { $0 == $1 } > 50)
        for row in [0, 3, 6, 7] {
            let document = corpus.documents.selecting([row])
            let attribution = try model.attribution(of: document, with: work)
            #expect(attribution.isExact(within: 1e-6))
            #expect(attribution.scores == found.scores.row(row))
            let names = attribution.contributions.filter { $0.block == "column(stars)" }.map(\.name)
            #expect(
                names == [row == 6 ? "stars missing" : "stars = \(Double(corpus.codes[row] * 2 + row % 3))"])
        }
        let weights = try model.globalWeights(.init(top: 20))
        let listed = weights.labels[0].positive + weights.labels[0].negative
        #expect(listed.contains { $0.feature == "colour = red" && $0.documentFrequency != nil })
        let path = home.home.path + "/m.model"
        _ = try model.write(to: path)
        let opened = try TextModel(contentsOf: path, library: TinyHome.library)
        #expect(opened == model)
        #expect(try opened.predict(corpus.documents, with: work) == found)
    }

    @Test("What can't be a feature says why")
    func refusals() throws {
        let corpus = try corpus(20)
        func fault(_ name: String, _ reading: ColumnFeatures.Reading = .auto) throws -> ColumnFault? {
            do {
                _ = try ColumnFeatures(name: name, reading: reading).fit(corpus.documents)
                return nil
            } catch TextModelError.unfitColumn(_, let fault) { return fault }
        }
        #expect(try fault("body") == .isText && fault("text") == .isText && fault("label") == .isLabel)
        #expect(try fault("colour", .number) == .notNumber(row: 0, cell: "red"))
        #expect(throws: TextModelError.self) { try ColumnFeatures(name: "size").fit(corpus.documents) }
        let model = try TextModel.fit(
            recipe(stars), on: corpus, provenance: TextModel.Provenance(rows: 20), with: work)
        do {
            _ = try model.predict(["bare"], with: work)
            Issue.record("a bare text was predicted")
        } catch TextModelError.unfitColumn(let name, let fault) {
            #expect(name == "stars" && fault == .bareTexts)
        }
    }

    @Test("Rows that are left out don't shift the cells of the others")
    func shiftedRows() throws {
        let corpus = try corpus(30)
        let rows = [4, 9, 6, 21]
        let part = corpus.documents.selecting(rows)
        let whole = try corpus.documents.column("stars")
        let cells = try part.column("stars")
        for (place, row) in rows.enumerated() { #expect(cells[place] == whole[row]) }
        let again = try part.selecting([3, 0]).column("stars")
        #expect(again[0] == whole[21] && again[1] == whole[4])
    }
}
