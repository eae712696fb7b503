import Classifiers
import Tensors
import Testing

/// Text features against scikit-learn's CountVectorizer and TfidfVectorizer.
struct VectorizerGoldenTests {
    struct Limit: Decodable {
        let count: Int?
        let share: Double?
        var limit: Vectorizer.Limit? { count.map { .count($0) } ?? share.map { .share($0) } }
    }

    struct Case: Decodable, CustomTestStringConvertible {
        let kind: String
        let analyser: String
        let lower: Int
        let upper: Int
        let binary: Bool
        let sublinear: Bool
        let lowercase: Bool
        let stops: [String]
        let minDocs: Limit?
        let maxDocs: Limit?
        let vocabulary: [String]
        let offsets: [Int]
        let indices: [Int32]
        let values: [Double]

        var testDescription: String {
            "\(kind) \(analyser) \(lower)...\(upper) \(vocabulary.count) features, binary \(binary), sublinear \(sublinear)"
        }

        var settings: Vectorizer {
            Vectorizer(
                analyser: analyser == "char"
                    ? .characters : analyser == "char_wb" ? .charactersInWords : .words,
                weighting: kind == "tfidf" ? .tfidf : .counts, ngrams: lower...upper,
                minDocs: minDocs?.limit ?? .count(1), maxDocs: maxDocs?.limit ?? .share(1), binary: binary,
                sublinear: sublinear, stopWords: stops, lowercase: lowercase)
        }
    }

    struct File: Decodable {
        let texts: [String]
        let cases: [Case]
        let top: [String]
    }

    static let file = try? GoldenFile.read("text", as: File.self)

    @Test("the golden file is there") func present() { #expect(Self.file?.cases.count ?? 0 > 15) }

    @Test("vocabulary and values are scikit-learn's to 1e-12", arguments: file?.cases ?? [])
    func agrees(_ golden: Case) throws {
        let texts = try #require(Self.file?.texts)
        let (vectorizer, rows) = try golden.settings.fitTransform(texts)
        #expect(vectorizer.vocabulary == golden.vocabulary)
        #expect(rows.offsets == golden.offsets)
        #expect(rows.indices == golden.indices)
        #expect(distance(rows.values, golden.values) <= 1e-12)
    }

    @Test(
        "transform gives the same bits as fitTransform, on any number of threads",
        arguments: file?.cases ?? [])
    func transform(_ golden: Case) throws {
        let texts = try #require(Self.file?.texts)
        let (vectorizer, rows) = try golden.settings.fitTransform(texts, pool: ThreadPool(threads: 1))
        #expect(try vectorizer.transform(texts, pool: ThreadPool(threads: 3)) == rows)
        let again = try golden.settings.fitTransform(texts, pool: ThreadPool(threads: 3))
        #expect(again.vectorizer == vectorizer)
        #expect(again.rows == rows)
        let restored = try FittedVectorizer(
            settings: vectorizer.settings, vocabulary: vectorizer.vocabulary,
            documentFrequency: vectorizer.documentFrequency, documents: vectorizer.documents)
        #expect(restored == vectorizer)
    }

    @Test("every counted feature occurs as often in the text as it is counted", arguments: file?.cases ?? [])
    func occurrences(_ golden: Case) throws {
        let texts = try #require(Self.file?.texts)
        var settings = golden.settings
        settings.weighting = .counts
        settings.binary = false
        settings.sublinear = false
        let (vectorizer, rows) = try settings.fitTransform(texts)
        for (row, text) in texts.enumerated() {
            let places = vectorizer.occurrences(in: text)
            for position in rows.offsets[row]..<rows.offsets[row + 1] {
                let own = places.filter { $0.feature == Int(rows.indices[position]) }
                #expect(own.count == Int(rows.values[position]))
            }
            #expect(places.count == Int(rows.values[rows.offsets[row]..<rows.offsets[row + 1]].reduce(0, +)))
            #expect(places.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= text.utf8.count })
        }
    }

    @Test("max_features keeps the most frequent")
    func top() throws {
        let file = try #require(Self.file)
        let texts = Array(file.texts[..<2]) + file.texts[..<2] + file.texts[12..<16]
        #expect(try Vectorizer(maxFeatures: 2).fit(texts).vocabulary == file.top)
    }
}
