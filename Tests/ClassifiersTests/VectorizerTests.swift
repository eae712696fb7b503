import Classifiers
import Synchronization
import Tensors
import Testing

/// What the vectorizer promises beyond scikit-learn's behaviour.
struct VectorizerTests {
    /// Counts calls from several threads.
    private final class Calls: Sendable {
        private let count = Atomic<Int>(0)
        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
    }

    /// Fits and transforms; the work is told to stop at its so many-th question.
    private static func rows(_ texts: [String], stoppingAt moment: Int) throws -> SparseRows {
        let calls = Calls()
        let vectorizer = Vectorizer(weighting: .tfidf)
        return try vectorizer.fitTransform(
            texts, pool: ThreadPool(threads: 2), shouldStop: { calls.next() >= moment }
        ).rows
    }

    @Test("a stop at any moment ends it, and what was begun is never read")
    func stops() throws {
        let texts = (0..<600).map { "word\($0 % 37) word\($0 % 91) other" }
        let whole = try Self.rows(texts, stoppingAt: .max)
        var found: [SparseRows] = []
        for moment in stride(from: 0, to: 2000, by: 23) {
            if let rows = try? Self.rows(texts, stoppingAt: moment) { found.append(rows) }
        }
        #expect(found.count > 10 && found.count < 80)
        #expect(found.allSatisfy { $0 == whole })
    }

    @Test("a run of Han characters counts as its characters and bigrams")
    func han() throws {
        let vectorizer = try Vectorizer().fit(["屏幕很好。iPhone手机5星"])
        #expect(
            vectorizer.vocabulary
                == ["iphone", "屏", "屏幕", "幕", "幕很", "很", "很好", "好", "手", "手机", "星", "机"].sorted {
                    $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
                })
    }

    @Test("n-grams over Han characters of one run are joined without a space")
    func hanNgrams() throws {
        let vectorizer = try Vectorizer(ngrams: 2...3).fit(["很好用，good 好"])
        #expect(Set(vectorizer.vocabulary) == ["很好", "好用", "很好用", "用 good", "good 好", "好用 good", "用 good 好"])
    }

    @Test("occurrences are the source's bytes, also where lower-casing changes lengths")
    func places() throws {
        let text = "İİ Good  GOOD 屏幕"
        let vectorizer = try Vectorizer(ngrams: 1...1).fit(["good 屏幕"])
        let found = vectorizer.occurrences(in: text).map { occurrence in
            let bytes = Array(text.utf8)[occurrence.range]
            return vectorizer.vocabulary[occurrence.feature] + "=" + String(decoding: bytes, as: UTF8.self)
        }
        #expect(found == ["good=Good", "good=GOOD", "屏=屏", "屏幕=屏幕", "幕=幕"])
    }

    @Test("an empty vocabulary is refused with the reason")
    func empty() {
        #expect(throws: ClassifierError.emptyVocabulary(.noFeatureInTexts(texts: 2))) {
            try Vectorizer().fit(["", "a !"])
        }
        #expect(
            throws: ClassifierError.emptyVocabulary(
                .removedByLimits(features: 2, minimum: 2, maximum: 2, highest: 1))
        ) {
            try Vectorizer(minDocs: .count(2)).fit(["good", "bad"])
        }
        #expect(throws: ClassifierError.noRows) { try Vectorizer().fit([]) }
    }

    @Test("settings out of range are refused by name")
    func settings() {
        for (settings, name) in [
            (Vectorizer(ngrams: 0...1), "ngrams"), (Vectorizer(minDocs: .count(0)), "min_docs"),
            (Vectorizer(maxDocs: .share(1.5)), "max_docs"), (Vectorizer(maxFeatures: 0), "max_features"),
            (Vectorizer(minDocs: .count(3), maxDocs: .count(2)), "max_docs"),
        ] {
            let error = #expect(throws: ClassifierError.self) {
                try settings.fit(["good", "bad", "good", "x"])
            }
            guard case .badParameter(name, _, _)? = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
        }
    }

    @Test("an interrupt stops fit and transform")
    func interrupt() throws {
        let texts = ["good", "bad"]
        #expect(throws: ClassifierError.interrupted) { try Vectorizer().fit(texts, shouldStop: { true }) }
        let fitted = try Vectorizer().fit(texts)
        #expect(throws: ClassifierError.interrupted) { try fitted.transform(texts, shouldStop: { true }) }
    }

    @Test("a damaged vocabulary is refused")
    func damaged() {
        for (vocabulary, frequency) in [
            (["b", "a"], [1, 1]), (["a", "a"], [1, 1]), (["a"], [1, 1]), (["a"], [9]), ([], []),
        ] {
            #expect(throws: ClassifierError.self) {
                try FittedVectorizer(
                    settings: Vectorizer(), vocabulary: vocabulary, documentFrequency: frequency, documents: 2
                )
            }
        }
    }

    @Test("no text and unknown words give rows of zeros")
    func unknown() throws {
        let vectorizer = try Vectorizer(weighting: .tfidf).fit(["good", "bad"])
        #expect(try vectorizer.transform([]).rows == 0)
        let rows = try vectorizer.transform(["", "unknown"])
        #expect(rows.rows == 2)
        #expect(rows.count == 0)
    }

    @Test("thousands of texts give the same on one thread and many")
    func many() throws {
        var random = SeededRandom(seed: 3)
        let texts = (0..<3000).map { _ in
            (0..<20).map { _ in "w\(Int(random.unit() * random.unit() * 500))" }.joined(separator: " ")
        }
        let settings = Vectorizer(weighting: .tfidf, ngrams: 1...2, minDocs: .count(2))
        let one = try settings.fitTransform(texts, pool: ThreadPool(threads: 1))
        let many = try settings.fitTransform(texts, pool: ThreadPool(threads: 7))
        #expect(one.vectorizer == many.vectorizer)
        #expect(one.rows == many.rows)
        #expect(try one.vectorizer.transform(texts) == one.rows)
    }
}
