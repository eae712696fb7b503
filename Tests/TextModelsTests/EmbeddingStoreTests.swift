import FoundationEssentials
import Tensors
import Testing

@testable import TextModels

@Suite("The files of the cache")
struct EmbeddingStoreTests {
    /// A cache in a folder of its own, with vectors that tell their number.
    final class Shelf {
        static let dimension = 48
        let cache: EmbeddingCache
        let store: EmbeddingStore

        init(_ folder: String? = nil, hash: String = "aaaa", limit: Int = EmbeddingCache.defaultLimit) {
            let path = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
            cache = EmbeddingCache(folder: folder ?? path, limit: limit)
            _ = cache.prepare()
            store = Self.store(cache, hash)
        }

        static func store(_ cache: EmbeddingCache, _ hash: String) -> EmbeddingStore {
            EmbeddingStore(cache, hash: hash, dimension: dimension, encoder: "e", settings: "s")
        }

        static func key(_ number: Int) -> VectorKey { VectorKey(of: "text \(number)") }

        static func vector(_ number: Int) -> [Float] { (0..<dimension).map { Float(number * 31 + $0) } }

        func add(_ numbers: Range<Int>) throws {
            let values = numbers.flatMap(Self.vector)
            store.append(
                try Matrix(rows: numbers.count, columns: Self.dimension, values: values),
                of: numbers.map(Self.key))
        }

        /// Which of the numbers are there with the right vector; a wrong one is an issue.
        func find(_ numbers: Range<Int>) -> [Int] {
            var rows = [Float](repeating: -1, count: numbers.count * Self.dimension)
            let keys = numbers.map(Self.key)
            let absent = Set(rows.withUnsafeMutableBufferPointer { store.read(keys[...], into: $0) })
            let found = numbers.indices.map { $0 - numbers.lowerBound }.filter { !absent.contains($0) }
            for place in found {
                let row = rows[place * Self.dimension..<(place + 1) * Self.dimension]
                #expect(Array(row) == Self.vector(numbers.lowerBound + place))
            }
            return found.map { $0 + numbers.lowerBound }
        }

        var paths: [String] { cache.files().map(\.path) }

        /// The bytes of all files together.
        var size: Int { paths.compactMap { FileUse(of: $0)?.bytes }.reduce(0, +) }

        func remove() { try? FileManager.default.removeItem(atPath: cache.folder) }
    }

    @Test("Records keep their vectors over groups and files, for this and for other kernels")
    func manyFiles() throws {
        let shelf = Shelf(limit: 16 << 20)
        defer { shelf.remove() }
        for start in stride(from: 0, to: 9000, by: 90) { try shelf.add(start..<start + 90) }
        #expect(shelf.paths.count >= 2)
        #expect(shelf.find(0..<9100).count == 9000)
        let other = Shelf(shelf.cache.folder)
        #expect(other.find(0..<9100).count == 9000)
        try other.add(9000..<9050)
        #expect(shelf.find(9000..<9100).count == 50)
        // What another kernel has written is not written twice.
        try shelf.add(8990..<9060)
        #expect(other.store.count == 9060)
    }

    @Test("A damaged record reads as absent, and can be written again; the others stay")
    func damaged() throws {
        let shelf = Shelf()
        defer { shelf.remove() }
        try shelf.add(0..<3)
        let path = try #require(shelf.paths.first)
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[VectorSegment.headerSize + 1024 * 16 + 20] ^= 1
        try bytes.write(to: URL(filePath: path))
        let other = Shelf(shelf.cache.folder)
        #expect(other.find(0..<3) == [1, 2])
        try other.add(0..<1)
        #expect(other.find(0..<3) == [0, 1, 2])
        #expect(Shelf(shelf.cache.folder).find(0..<3) == [0, 1, 2])
    }

    @Test("A file cut short, foreign or of another layout loses what is gone, and breaks nothing")
    func foreign() throws {
        let shelf = Shelf()
        defer { shelf.remove() }
        try shelf.add(0..<20)
        let path = try #require(shelf.paths.first)
        let whole = try Data(contentsOf: URL(filePath: path))
        for length in [0, 7, 100, 512, 600, 512 + 16384, 512 + 16384 + 1000, whole.count - 1] {
            try whole.prefix(length).write(to: URL(filePath: path))
            let other = Shelf(shelf.cache.folder)
            #expect(other.find(0..<20).count < 20)
            _ = other.cache.entries()
        }
        for offset in 0..<60 {
            var changed = whole
            changed[offset] ^= 0xFF
            try changed.write(to: URL(filePath: path))
            let other = Shelf(shelf.cache.folder)
            _ = other.find(0..<20)
            try other.add(0..<20)
            #expect(other.find(0..<20).count == 20 || [16, 17, 18, 19].contains(offset), "byte \(offset)")
            for file in other.cache.files() where file.path != path {
                try FileManager.default.removeItem(atPath: file.path)
            }
        }
    }

    @Test("The least recently used goes first, and the size stays below the limit")
    func eviction() throws {
        let limit = 2 << 20
        let old = Shelf(hash: "old", limit: limit)
        defer { old.remove() }
        let kept = Shelf.store(old.cache, "kept")
        try old.add(0..<1000)
        kept.append(
            try Matrix(rows: 1, columns: Shelf.dimension, values: Shelf.vector(0)), of: [Shelf.key(0)])
        let new = Shelf(old.cache.folder, hash: "new", limit: limit)
        for start in stride(from: 0, to: 20_000, by: 500) {
            try new.add(start..<start + 500)
            #expect(new.size <= limit + limit / 16)
        }
        #expect(new.find(19_000..<20_000).count == 1000)
        #expect(new.find(0..<1000).isEmpty)
        #expect(old.find(0..<1000).isEmpty)
        #expect(kept.count == 0)
        new.cache.setLimit(limit / 4)
        #expect(new.size <= limit / 4)
    }

    @Test("Segments that a lookup touches outlive older ones")
    func touched() throws {
        let shelf = Shelf(hash: "used", limit: 8 << 20)
        defer { shelf.remove() }
        let other = Shelf(shelf.cache.folder, hash: "unused")
        try shelf.add(0..<100)
        try other.add(0..<100)
        let hourAgo = Date(timeIntervalSinceNow: -3600)
        for path in shelf.paths {
            try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: path)
        }
        let again = Shelf(shelf.cache.folder, hash: "used")
        #expect(again.find(0..<1).count == 1)
        again.cache.setLimit(try #require(FileUse(of: again.paths[0])).bytes + 1000)
        #expect(again.cache.files().map(\.hash) == ["used"])
    }

    @Test("An index of many keys finds each, the later of two, and no other")
    func index() {
        var index = VectorIndex()
        for number in 0..<5000 { index.insert(Shelf.key(number)) }
        index.insert(Shelf.key(7))
        for number in 0..<5000 {
            #expect(index.ordinal(of: Shelf.key(number)) == (number == 7 ? 5000 : number))
        }
        for number in 5000..<6000 { #expect(index.ordinal(of: Shelf.key(number)) == nil) }
    }
}
