import Foundation
import Testing
import Tokenizers

@testable import Encoders

/// A file of 4-bit weights becomes an ordinary folder, whole or not at all.
@Suite struct PackedEncoderTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "loupe-packed-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func unpacked(_ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/packed.bin"))
        try EncoderConversion.unpack(folder + "/packed.bin", to: folder + "/models/small")
        return folder + "/models/small"
    }

    @Test func theFolderIsAnEncoder() throws {
        let encoder = try Encoder(folder: try unpacked(TinyPacked().bytes))
        #expect(encoder.layerCount == 1)
        #expect(encoder.dimension == 32)
        #expect(encoder.maximumTokens == 16)
        #expect(encoder.prefix == "query: ")
        let plain = try Encoder(folder: folder + "/models/small", settings: EncoderSettings(prefix: ""))
        let found = plain.tokenize("Ａb  a<mask>")
        #expect(found.tokens.map(\.text) == ["<s>", "▁a", "b", "▁a", "<mask>", "</s>"])
        #expect(found.tokens.map(\.range) == [0..<0, 0..<3, 3..<4, 6..<7, 7..<13, 13..<13])
        let vector = try encoder.embed(["ab"]).row(0)
        let length = vector.reduce(0) { $0 + $1 * $1 }
        #expect(abs(length - 1) < 1e-5)
    }

    @Test func weightsAreScaleTimesNibbleLessEight() throws {
        let path = folder + "/packed.bin"
        try Data(TinyPacked().bytes).write(to: URL(fileURLWithPath: path))
        let file = try PackedEncoder(path: path)
        let entry = try file.entry("l0.q.w", count: 32 * 32)
        // the scale is 0.25, and byte j of each block is j + 16 · (15 − j)
        let low: [Float] = (0..<16).map { Float($0 - 8) * 0.25 }
        let high: [Float] = (0..<16).map { Float(7 - $0) * 0.25 }
        #expect(file.weights(entry, 64..<96) == low + high)
    }

    @Test func aSecondTimeReplacesTheFolder() throws {
        let path = try unpacked(TinyPacked().bytes)
        try "old".write(toFile: path + "/old.txt", atomically: true, encoding: .utf8)
        _ = try unpacked(TinyPacked().bytes)
        #expect(!FileManager.default.fileExists(atPath: path + "/old.txt"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/models") == ["small"])
    }

    @Test func aStopLeavesNothingBehind() throws {
        try Data(TinyPacked().bytes).write(to: URL(fileURLWithPath: folder + "/packed.bin"))
        #expect(throws: EncoderError.interrupted) {
            try EncoderConversion.unpack(
                folder + "/packed.bin", to: folder + "/models/small", shouldStop: { true })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/models").isEmpty)
    }

    @Test func aFolderThatCannotBeWrittenIsAnError() throws {
        try Data(TinyPacked().bytes).write(to: URL(fileURLWithPath: folder + "/packed.bin"))
        do throws(EncoderError) {
            try EncoderConversion.unpack(folder + "/packed.bin", to: folder + "/packed.bin/small")
            Issue.record("it was written")
        } catch {
            guard case .unwritable = error else { throw error }
        }
    }

    @Test func everyBeginningIsRefused() throws {
        let bytes = TinyPacked().bytes
        for count in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: EncoderError.self) { try unpacked(Array(bytes.prefix(count))) }
        }
    }

    @Test func damagedBytesNeverTrap() throws {
        let bytes = TinyPacked().bytes
        var state: UInt64 = 3
        for round in 0..<300 {
            var damaged = bytes
            for _ in 0..<1 + round % 3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // mostly the head, where everything is said
                let reach = round.isMultiple(of: 4) ? bytes.count : 900
                damaged[Int(state >> 33) % reach] = UInt8(truncatingIfNeeded: state >> 25)
            }
            guard let path = try? unpacked(damaged), let encoder = try? Encoder(folder: path) else {
                continue
            }
            #expect((try? encoder.embed(["ab a"]).row(0).count) ?? 32 > 0)
        }
    }
}

/// A packed encoder of one layer with 32 dimensions.
private struct TinyPacked {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes += Array("E5S1".utf8)
        add([1, 32, 1, 2, 64, 12, 16, 1] as [UInt32])
        add([Float(1e-12).bitPattern, 32] as [UInt32])
        let pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁a", "b", "▁", "a", "ab", "<mask>"]
        let scores: [Float] = [0, 0, 0, 0, -1, -2, -3, -4, -9.5, 0]
        add([UInt32(pieces.count), 0, 2, 1, 3])
        let text = pieces.flatMap { Array($0.utf8) }
        add(UInt64(text.count))
        var offset: UInt32 = 0
        add(
            [0]
                + pieces.map { piece in
                    offset += UInt32(piece.utf8.count)
                    return offset
                })
        add(scores.map(\.bitPattern))
        bytes += text
        add([2, 22] as [UInt32])
        add([0xFF21] as [UInt32])
        bytes.append(1)
        add([0x61, 0x200B] as [UInt32])
        bytes.append(1)
        add([0x20] as [UInt32])
        addTensors()
    }

    private mutating func addTensors() {
        var tensors: [(name: String, count: Int, isPacked: Bool)] = [
            ("emb.word", 12 * 32, true), ("emb.pos", 16 * 32, false), ("emb.type", 32, false),
            ("emb.ln.w", 32, false), ("emb.ln.b", 32, false),
        ]
        for (name, output, input) in [
            ("q", 32, 32), ("k", 32, 32), ("v", 32, 32), ("ao", 32, 32), ("fi", 64, 32), ("fo", 32, 64),
        ] { tensors += [("l0.\(name).w", output * input, true), ("l0.\(name).b", output, false)] }
        for name in ["aln", "oln"] { tensors += [("l0.\(name).w", 32, false), ("l0.\(name).b", 32, false)] }
        func size(_ tensor: (name: String, count: Int, isPacked: Bool)) -> Int {
            tensor.isPacked ? tensor.count / 32 * 18 : tensor.count * 4
        }
        let head = bytes.count + 4 + tensors.reduce(0) { $0 + 2 + $1.name.utf8.count + 21 }
        var offset = head
        add([UInt32(tensors.count)])
        for tensor in tensors {
            let length = UInt16(tensor.name.utf8.count)
            bytes += [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(tensor.name.utf8)
            bytes.append(tensor.isPacked ? 1 : 0)
            add([UInt32(tensor.count)])
            add(UInt64(offset))
            add(UInt64(size(tensor)))
            offset += size(tensor)
        }
        for tensor in tensors {
            guard tensor.isPacked else {
                add((0..<tensor.count).map { (Float($0 % 7) * 0.125).bitPattern })
                continue
            }
            // a scale of 0.25 in half precision, and every nibble from 0 to 15
            for _ in 0..<tensor.count / 32 {
                bytes += [0x00, 0x34] + (0..<16).map { UInt8($0 + 16 * (15 - $0)) }
            }
        }
    }

    private mutating func add(_ numbers: [UInt32]) {
        for number in numbers { bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }

    private mutating func add(_ number: UInt64) {
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
