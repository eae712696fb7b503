import Encoders
import FoundationEssentials
import Glibc
import Tensors
import Testing

@testable import TextModels

/// Kernels are processes: what they share must hold between processes, and when one is killed.
@Suite("The cache between processes", .serialized)
struct CacheProcessTests {
    typealias Shelf = EmbeddingStoreTests.Shelf

    /// Kills the process it is called in after so many microseconds, from a thread of its own.
    private static func killSoon(_ microseconds: Int) {
        var thread = pthread_t()
        let argument = UnsafeMutableRawPointer(bitPattern: microseconds)
        pthread_create(
            &thread, nil,
            { argument in
                usleep(UInt32(UInt(bitPattern: argument)))
                kill(getpid(), SIGKILL)
                return nil
            }, argument)
    }

    @Test("Killed at any moment, a writer loses at most the batch that it was writing")
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        let reader = Shelf(folder, limit: 64 << 20)
        defer { reader.remove() }
        var generator = SeededRandom(seed: 11)
        var begun = 0
        for _ in 0..<8 {
            let delay = 500 + Int(generator.unit() * 30_000)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder as String, begun = begun as Int, delay = delay as Int] in
                let shelf = Shelf(folder, limit: 64 << 20)
                let log = open(folder + "/log", O_WRONLY | O_CREAT, 0o644)
                CacheProcessTests.killSoon(delay)
                for batch in begun... {
                    try shelf.add(batch * 16..<batch * 16 + 16)
                    var done = batch + 1
                    pwrite(log, &done, MemoryLayout<Int>.size, 0)
                }
            }
            var done = begun
            let log = open(folder + "/log", O_RDONLY)
            pread(log, &done, MemoryLayout<Int>.size, 0)
            close(log)
            #expect(reader.find(begun * 16..<done * 16).count == (done - begun) * 16)
            begun = done
        }
        #expect(begun > 8)
        #expect(Shelf(folder).find(0..<begun * 16).count == begun * 16)
    }

    @Test("Kernels that embed overlapping texts at once get the same bits and keep all of them once")
    func together() async throws {
        let home = try TinyHome()
        let path = home.home.path
        await withTaskGroup(of: Void.self) { group in
            for child in 0..<3 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = path as String, child = child as Int] in
                        let texts = (child * 300..<child * 300 + 900).map { "the text of number \($0)" }
                        let tiny = EncoderReference(name: "tiny")
                        let library = EncoderLibrary(home: Home(path: path))
                        let shared = try library.embed(texts, with: tiny, threads: 1)
                        let alone = try library.encoder(tiny).embed(texts, threads: 1)
                        guard shared == alone else { exit(1) }
                    }
                }
            }
        }
        let counter = Counter()
        let texts = (0..<1500).map { "the text of number \($0)" }
        _ = try home.work(counting: counter).embed(texts, with: EncoderReference(name: "tiny"))
        #expect(counter.value == 0)
        #expect(try home.work().library.cachedCount(for: EncoderReference(name: "tiny")) == 1500)
    }

    @Test(
        "What is evicted while another kernel reads is whole or absent there, never wrong",
        .timeLimit(.minutes(2)))
    func evictedUnderAReader() async throws {
        let limit = 1 << 20
        let reader = Shelf(hash: "read", limit: limit)
        defer { reader.remove() }
        try reader.add(0..<2000)
        #expect(reader.find(0..<2000).count == 2000)
        let folder = reader.cache.folder
        async let writer: Void = {
            await #expect(processExitsWith: .success) {
                [folder = folder as String, limit = limit as Int] in
                let shelf = Shelf(folder, hash: "written", limit: limit)
                for start in stride(from: 0, to: 20_000, by: 100) { try shelf.add(start..<start + 100) }
            }
        }()
        var left = 2000
        while left > 0 {
            let found = reader.find(0..<2000).count
            #expect(found <= left)
            left = found
            await Task.yield()
        }
        await writer
        #expect(reader.size <= limit + limit / 16)
    }

    @Test("A kernel that is stopped while it holds the lock keeps nobody waiting, and nothing is lost")
    func stopped() throws {
        let shelf = Shelf()
        defer { shelf.remove() }
        let held = shelf.cache.exclusively(patience: 0) {
            // The lock is taken: these wait in memory.
            try? shelf.add(0..<10)
            return Shelf(shelf.cache.folder).find(0..<10).count
        }
        #expect(held == 0)
        try shelf.add(10..<20)
        #expect(Shelf(shelf.cache.folder).find(0..<20).count == 20)
    }
}
