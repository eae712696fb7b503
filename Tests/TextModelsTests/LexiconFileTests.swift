import Classifiers
import Encoders
import Explanations
import FoundationEssentials
import Testing

@testable import TextModels

@Suite("Word lists are read, and pieces stand where they are in the text")
struct LexiconFileTests {
    private func entries(_ text: String) throws -> [String] {
        try LexiconFile.entries(Array(text.utf8), path: "list").map { "\($0.word) \($0.rating)" }
    }

    @Test(
        "TSV, CSV, VADER's four columns, headers, quotes, blank lines and line ends of Windows",
        arguments: [
            ("good\t1.9\t0.9\t[2, 1, 1]\nbad\t-2.5\n", ["good 1.9", "bad -2.5"]),
            ("word,rating\r\ngood,2\r\n\r\nbad,-1", ["good 2.0", "bad -1.0"]),
            ("\u{FEFF}\"well, well\",1\n\"a \"\"b\"\"\" , 2 ,x\n", ["well, well 1.0", "a \"b\" 2.0"]),
            ("好\t1\n很 差\t-2", ["好 1.0", "很 差 -2.0"]),
        ])
    func formats(text: String, wanted: [String]) throws { #expect(try entries(text) == wanted) }

    @Test(
        "What can't be read names its line",
        arguments: [
            ("good\t1\nbad", 2, LexiconFault.noRating), ("good,1\nbad,much", 2, .badRating("much")),
            ("good,1\n,2", 2, .noWord), ("good,1\n\"bad,2", 2, .openQuote), ("word,rating\n", 1, .noEntry),
            ("good,1\nbad,nan", 2, .badRating("nan")), ("", 1, .noEntry), ("good,1\n\nbad,", 3, .noRating),
        ])
    func faults(text: String, line: Int, fault: LexiconFault) throws {
        do {
            _ = try entries(text)
            Issue.record("it was read")
        } catch TextModelError.badLexicon(_, let found, let reason) {
            #expect(found == line && reason == fault)
        }
        #expect(throws: TextModelError.self) {
            try LexiconFile.entries([0x67, 0x09, 0x31, 0x0A, 0xFF, 0x09, 0x31], path: "list")
        }
    }

    @Test("A negated word adds to the other side, at its place; the model needs the file no more")
    func explained() throws {
        let home = try TinyHome()
        let work = home.work()
        let path = home.home.path + "/list.tsv"
        try Data("good\t2\nbad\t-2\n".utf8).write(to: URL(filePath: path))
        let lexicon = try LexiconFile.read(path, negation: true)
        let texts = (0..<30).map { $0 % 2 == 0 ? "it is good \($0)" : "it is not good \($0)" }
        let model = try TextModel.fit(
            Recipe(features: .lexicon(lexicon), head: .logistic(LogisticRegression())), texts: texts,
            codes: (0..<30).map { $0 % 2 }, labels: ["fine", "poor"],
            provenance: TextModel.Provenance(rows: 30), with: work)
        let file = home.home.path + "/m.model"
        _ = try model.write(to: file)
        try FileManager.default.removeItem(atPath: path)
        let opened = try TextModel(contentsOf: file, library: work.library)
        #expect(opened == model)
        #expect(try opened.predict(["bad", "not bad"], with: work).labels == [1, 0])
        let attribution = try opened.attribution(of: "not good", with: work)
        #expect(attribution.isExact(within: 1e-6))
        let unit = try #require(attribution.contributions.first)
        #expect(unit.range == 4..<8 && unit.name == "good (negated)" && unit.amounts[1] > 0)
    }

    @Test("Pieces are counted beyond the encoder's limit, and each has its place")
    func pieces() throws {
        let work = try TinyHome().work()
        let reference = EncoderReference(name: "tiny")
        let bag = try PieceBag(reference, hash: nil, with: work)
        let text = Array(repeating: "good battery", count: 300).joined(separator: " ") + " unlovely"
        let (fitted, features) = try bag.fit(
            [text, "bad"], Vectorizer(analyser: .pieces, lowercase: false), with: work)
        guard case .pieces(let vectorizer, _, let hash) = fitted else { throw TextModelError.interrupted }
        let good = try #require(vectorizer.vocabulary.firstIndex(of: "good"))
        #expect(features.entries(of: 0).first { $0.column == good }?.value == 300)
        #expect(hash == (try work.library.encoder(reference).hash))
        #expect(throws: TextModelError.self) { try PieceBag(reference, hash: "another", with: work) }
    }
}
