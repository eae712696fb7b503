import FoundationEssentials
import Glibc
import Language
import Testing

@testable import Session

@Suite("A death in a cell is told to the next kernel of the same notebook, once")
struct CrashTests {
    /// A folder of kernels, removed at the end.
    final class Kernels {
        let path = FileManager.default.temporaryDirectory.path + "/loupe-kernels-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func start(_ key: String, notebook: String? = nil, folder: String = "/class") -> Recovery {
            Recovery(folder: path, identity: KernelIdentity(key: key, notebook: notebook, folder: folder))
        }

        /// Puts a copy of a living kernel's record where a dead kernel's would be, as if it had died now.
        func die(_ key: String, notebook: String? = nil, folder: String = "/class", in code: String = "x = 1")
            throws
        {
            let living = start("living", notebook: notebook, folder: folder)
            let cell = try #require(living.begin(code, number: 5))
            cell.enters(line: 2, "model = fit hybrid on train")
            try FileManager.default.createDirectory(
                atPath: path + "/" + key, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: path + "/living/running", toPath: path + "/" + key + "/running")
            living.close()
        }
    }

    @Test("After a restart on the same connection file, with cell, line and statement")
    func sameConnection() throws {
        let kernels = Kernels()
        try kernels.die("kernel-1")
        let next = kernels.start("kernel-1")
        let report = try #require(next.takeReport())
        #expect(report.cells.map(\.number) == [5])
        #expect(report.cells.map(\.line) == [2])
        #expect(report.cells.map(\.statement) == ["model = fit hybrid on train"])
        #expect(report.lines(names: 0, by: DiagnosticRenderer()).contains("2 │ model = fit hybrid on train"))
        #expect(next.takeReport() == nil)
        next.close()
        #expect(kernels.start("kernel-1").takeReport() == nil)
    }

    @Test("By the notebook's name when the connection file is another, and never to another notebook")
    func sameNotebook() throws {
        let kernels = Kernels()
        try kernels.die("kernel-1", notebook: "/class/a.ipynb")
        #expect(kernels.start("kernel-2", notebook: "/class/b.ipynb").takeReport() == nil)
        #expect(kernels.start("kernel-3").takeReport() == nil)
        #expect(kernels.start("kernel-4", notebook: "/class/a.ipynb").takeReport() != nil)
        #expect(kernels.start("kernel-5", notebook: "/class/a.ipynb").takeReport() == nil)
    }

    @Test("By the folder when there is no name")
    func sameFolder() throws {
        let kernels = Kernels()
        try kernels.die("kernel-1", folder: "/class/one")
        #expect(kernels.start("kernel-2", folder: "/class/two").takeReport() == nil)
        #expect(kernels.start("kernel-3", folder: "/class/one").takeReport() != nil)
    }

    @Test("A kernel that lives is not taken for dead, even on the same connection file")
    func living() throws {
        let kernels = Kernels()
        let first = kernels.start("kernel-1")
        let cell = try #require(first.begin("x = 1", number: 1))
        let second = kernels.start("kernel-1")
        #expect(second.takeReport() == nil)
        #expect(second.begin("y = 2", number: 1) != nil)
        cell.end()
        first.close()
    }

    @Test("A cell that ended leaves nothing, and a kernel that ended in order neither")
    func orderly() throws {
        let kernels = Kernels()
        let first = kernels.start("kernel-1")
        try #require(first.begin("x = 1", number: 1)).end()
        try FileManager.default.copyItem(
            atPath: kernels.path + "/kernel-1", toPath: kernels.path + "/kernel-2")
        #expect(kernels.start("kernel-2").takeReport() == nil)
        first.close()
        #expect(kernels.start("kernel-1").takeReport() == nil)
    }

    @Test("Several cells at once are all told, the faulty one alone when its thread is known")
    func several() throws {
        let kernels = Kernels()
        let first = kernels.start("kernel-1")
        let cells = (1...40).compactMap { first.begin("x = \($0)", number: $0) }
        #expect(cells.count == CrashRecord.slotCount)
        cells[0].end()
        try FileManager.default.copyItem(
            atPath: kernels.path + "/kernel-1", toPath: kernels.path + "/kernel-2")
        let report = try #require(kernels.start("kernel-2").takeReport())
        #expect(report.cells.map(\.number) == Array(2...32))
    }

    @Test("A damaged or hostile record is no report and no trap", arguments: 0..<200)
    func damaged(seed: Int) throws {
        let kernels = Kernels()
        try kernels.die("kernel-1", in: "good = \"好\u{0}\n\"")
        let path = kernels.path + "/kernel-1/running"
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var generator = Lottery(state: UInt64(seed))
        for _ in 0..<20 {
            let place =
                Int(generator.next() % 300) + (generator.next() % 2 == 0 ? 0 : CrashRecord.pageSize - 16)
            bytes[place % bytes.count] = UInt8(truncatingIfNeeded: generator.next())
        }
        if seed % 7 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count))) }
        try Data(bytes).write(to: URL(filePath: path))
        _ = kernels.start("kernel-1").takeReport()?.lines(names: 3, by: DiagnosticRenderer())
        #expect(
            !FileManager.default.fileExists(atPath: path) || kernels.start("kernel-1").takeReport() == nil)
    }

    @Test("A folder that can't be written is done without")
    func noFolder() {
        let recovery = Recovery(
            folder: "/proc/loupe", identity: KernelIdentity(key: "k", notebook: nil, folder: "/"))
        #expect(recovery.begin("x = 1", number: 1) == nil)
        #expect(recovery.takeReport() == nil)
        recovery.close()
    }
}

/// Seeded random numbers (SplitMix64).
struct Lottery: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
