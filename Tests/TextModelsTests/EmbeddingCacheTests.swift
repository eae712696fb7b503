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

    @Test("A record cut short or damaged reads as absent; the others stay")
    func damaged() throws {
        let home = try TinyHome()
        let path = home.home.path + "/x.vectors"
        let vectors = try Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
        do {
            let store = try #require(EmbeddingStore(path: path, dimension: 3))
            store.append(vectors, of: ["a", "b"])
        }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[16 + 20] ^= 1
        try (bytes + Data([1, 2, 3])).write(to: URL(filePath: path))
        let store = try #require(EmbeddingStore(path: path, dimension: 3))
        #expect(store.vectors(of: ["a", "b", "c"]) == [nil, [4, 5, 6], nil])
        store.append(try Matrix(rows: 1, columns: 3, values: [7, 8, 9]), of: ["c"])
        #expect(store.vectors(of: ["b", "c"]) == [[4, 5, 6], [7, 8, 9]])
    }

    @Test("A file of another encoder's size, or a foreign file, is refused rather than misread")
    func foreign() throws {
        let home = try TinyHome()
        let path = home.home.path + "/x.vectors"
        try #require(EmbeddingStore(path: path, dimension: 3)).append(
            try Matrix(rows: 1, columns: 3, values: [1, 2, 3]), of: ["a"])
        #expect(EmbeddingStore(path: path, dimension: 4) == nil)
        try Data("something else altogether".utf8).write(to: URL(filePath: path))
        #expect(EmbeddingStore(path: path, dimension: 3) == nil)
    }

    @Test("Two stores over one file see what the other adds")
    func shared() throws {
        let home = try TinyHome()
        let path = home.home.path + "/x.vectors"
        let one = try #require(EmbeddingStore(path: path, dimension: 1))
        let other = try #require(EmbeddingStore(path: path, dimension: 1))
        one.append(try Matrix(rows: 1, columns: 1, values: [1]), of: ["a"])
        other.append(try Matrix(rows: 1, columns: 1, values: [2]), of: ["b"])
        #expect(one.vectors(of: ["a", "b"]) == [[1], [2]])
        #expect(other.vectors(of: ["a", "b"]) == [[1], [2]])
    }
}
