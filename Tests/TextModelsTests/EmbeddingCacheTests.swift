import Encoders
import FoundationEssentials
import Synchronization
import Tensors
import Testing

@testable import TextModels

@Suite("No text is ever encoded twice")
struct EmbeddingCacheTests {
    let tiny = EncoderReference(name: "tiny")

    @Test("A second run encodes nothing and gives the same bits, also in another process's library")
    func secondRun() throws {
        let home = try TinyHome()
        let texts = TinyHome.texts(200)
        let (first, second) = (Counter(), Counter())
        let a = try home.work(counting: first).embed(texts, with: tiny)
        let b = try home.work(counting: second).embed(texts, with: tiny)
        #expect(a == b)
        #expect(first.value > 0)
        #expect(second.value == 0)
    }

    @Test("An interrupt keeps what is done, and the next run goes on from there")
    func interrupted() throws {
        let home = try TinyHome()
        let texts = (0..<3000).map { "text number \($0) of a long list of texts" }
        let asked = Atomic<Int>(0)
        let reference = EncoderReference(name: "tiny")
        #expect(throws: TextModelError.self) {
            try home.work(shouldStop: { asked.wrappingAdd(1, ordering: .relaxed).newValue > 20 })
                .embed(texts, with: reference)
        }
        let kept = try EncoderLibrary(home: home.home).cachedCount(for: reference)
        #expect(kept > 0)
        #expect(kept < texts.count)
        let rest = Counter()
        _ = try home.work(counting: rest).embed(texts, with: reference)
        #expect(rest.value == texts.count - kept)
    }

    @Test("Equal texts are encoded once, whether or not there is a cache")
    func duplicates() throws {
        let home = try TinyHome()
        let texts = ["a", "b", "a", "c", "b", "a"]
        let counter = Counter()
        let vectors = try home.work(counting: counter).embed(texts, with: tiny)
        #expect(counter.value == 3)
        for (row, text) in texts.enumerated() {
            let alone = try home.work().embed([text], with: tiny)
            #expect(vectors.withRow(row) { Array($0) } == alone.withRow(0) { Array($0) })
        }
    }

    @Test("A corpus streams in chunks to the same bits")
    func streamed() throws {
        let home = try TinyHome()
        let texts = TinyHome.texts(500)
        var next = 0
        var rows: [Float] = []
        try EncoderLibrary(home: home.home).stream(with: tiny) {
            defer { next += 150 }
            return next < texts.count ? Array(texts[next..<min(next + 150, texts.count)]) : nil
        } onVectors: { chunk, vectors in
            #expect(chunk.count == vectors.rows)
            rows += vectors.values
        }
        let other = try TinyHome()
        #expect(try rows == other.work().embed(texts, with: tiny).values)
    }

    @Test("What the cache holds is told by encoder, and cleared by encoder")
    func contents() throws {
        let home = try TinyHome()
        let library = EncoderLibrary(home: home.home)
        _ = try library.embed(["a", "b"], with: tiny)
        let other = EncoderReference(name: "tiny", settings: EncoderSettings(maxTokens: 5))
        _ = try library.embed(["a", "b", "c"], with: other)
        let entries = library.cache.entries()
        #expect(entries.map(\.rows).sorted() == [2, 3])
        #expect(entries.allSatisfy { $0.encoder == "tiny" && $0.bytes > 0 && $0.lastUse > 1_700_000_000 })
        #expect(Set(entries.map(\.settings)).count == 2)
        let removed = try #require(library.cache.clear { $0.rows == 2 })
        #expect(removed.rows == 2)
        #expect(try library.cachedCount(for: tiny) == 0)
        #expect(try library.cachedCount(for: other) == 3)
        #expect(library.cache.clear()?.rows == 3)
        #expect(library.cache.entries().isEmpty)
        // A library that has the removed files open begins new ones.
        _ = try library.embed(["a"], with: other)
        #expect(try EncoderLibrary(home: home.home).cachedCount(for: other) == 1)
    }

    @Test("Without a place for it there is no cache, and everything else works")
    func noPlace() throws {
        let home = try TinyHome()
        try Data().write(to: URL(filePath: home.home.path + "/cache"))
        let library = EncoderLibrary(home: home.home)
        #expect(try library.embed(["a", "a"], with: tiny).rows == 2)
        #expect(try library.cachedCount(for: tiny) == 0)
        #expect(library.cache.entries().isEmpty)
    }
}
