import FoundationEssentials
import Testing

@testable import TextModels

@Suite("TensorBoard's event files")
struct EventFileTests {
    @Test("CRC-32C of known texts (RFC 3720, appendix B.4)")
    func checkSums() {
        #expect(CRC32C.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.of([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.of(Array(0..<32)) == 0x46DD_794E)
        #expect(CRC32C.of(Array("123456789".utf8)) == 0xE306_9283)
    }

    @Test("A record has the bytes of TensorBoard's own writer")
    func golden() throws {
        let event = EventFile.event(time: 1_764_331_200.25, step: 300) {
            $0.message(5, EventFile.summary([("loss/train", 0.625), ("dev/macro_f1", 0.75)]))
        }
        let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let golden = try Data(contentsOf: URL(filePath: "/\(path)/Goldens/events.tfevents"))
        let version = EventFile.event(time: 1_764_331_200.0, step: 0) { $0.text(3, "brain.Event:2") }
        // A step of 0 isn't written by the other writer.
        let plain = Array(version.prefix(9) + version.dropFirst(11))
        #expect(EventFile.record(plain) + EventFile.record(event) == [UInt8](golden))
    }

    @Test("A file grows event by event, and each begins a file of its own")
    func growing() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(EventFile(in: folder))
        _ = try #require(EventFile(in: folder))
        func sizes() throws -> [Int] {
            try FileManager.default.contentsOfDirectory(atPath: folder).map {
                try Data(contentsOf: URL(filePath: folder + "/" + $0)).count
            }.sorted()
        }
        let before = try sizes()
        file.add([("loss/train", 0.5)], step: 1)
        let after = try sizes()
        #expect(before.count == 2 && after.count == 2 && (after.last ?? 0) > (before.last ?? 0))
        #expect(EventFile(in: folder + "/nowhere") == nil)
    }
}
