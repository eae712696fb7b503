import Datasets
import Foundation
import Testing

@Suite(.serialized) struct FuzzTests {
    @Test func randomBytesNeverTrap() throws {
        var random = TestRandom(state: 1)
        let pool: [UInt8] =
            Array(",\"\n\r\t{}:[]\\ue1.-".utf8) + [0, 0x80, 0xC3, 0xA9, 0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0xFF]
        var read = 0
        for round in 0..<3000 {
            let length = Int.random(in: 0...60, using: &random)
            let bytes = (0..<length).map { _ in
                Bool.random(using: &random)
                    ? pool.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            let name = ["f.csv", "f.tsv", "f.jsonl"][round % 3]
            let reading = try? withFile(bytes, name) { try Dataset.read($0) }
            if let reading {
                read += 1
                _ = try? reading.dataset.summary()
            }
        }
        #expect(read > 0)
    }

    @Test(arguments: FileFormat.allCases.filter { $0 != .sqlite }) func whatIsWrittenIsReadBack(
        _ format: FileFormat
    ) throws {
        var random = TestRandom(state: 7)
        let signs = [
            "a", "Z", "0", "1.5", "-", ",", "\"", " ", "é", "中", "👩‍👩‍👧", "'", "\\", "\n", "\r", "\t", "\r\n",
            "\u{1}", "true",
        ]
        for _ in 0..<200 {
            let width = Int.random(in: 1...4, using: &random)
            let height = Int.random(in: 0...6, using: &random)
            let columns = try (0..<width).map { index in
                try Column(
                    name: "c\(index)",
                    values: (0..<height).map { _ -> String? in
                        let count = Int.random(in: 0...4, using: &random)
                        let parts = (0..<count).compactMap { _ in signs.randomElement(using: &random) }
                        return format == .tsv
                            ? parts.filter { !["\n", "\r", "\t", "\r\n"].contains($0) }.joined()
                            : parts.joined()
                    })
            }
            let dataset = try Dataset(columns: columns)
            try withFile([], "w.\(format.rawValue)") { file in
                do {
                    try dataset.write(to: file)
                } catch DataError.notRepresentable(_, _, .tsv) {
                    #expect(format == .tsv && width == 1)
                    return
                }
                if format == .jsonLines || format == .json, height == 0 { return }
                #expect(cells(try Dataset.read(file).dataset) == cells(dataset))
            }
        }
    }

    @Test func tsvRefusesWhatItCannotHold() throws {
        let dataset = try Dataset(columns: [
            Column(name: "a", values: ["x\ty"]), Column(name: "b", values: ["1"]),
        ])
        try withFile([], "w.tsv") { file in
            #expect(
                error { try dataset.write(to: file) } == .notRepresentable(column: "a", row: 1, format: .tsv))
        }
    }

    @Test func aLargeFileReadsLikeItsParts() throws {
        // Three megabytes, so that records and characters straddle blocks.
        var text = "id,text\n"
        for row in 0..<30_000 {
            text +=
                "\(row),\"第\(row)行, a \"\"quoted\"\"\ntext é \(String(repeating: "x", count: row % 97))\"\n"
        }
        let reading = try read(text)
        #expect(reading.dataset.count == 30_000)
        #expect(reading.badRowCount == 0)
        #expect(
            reading.dataset.columns[1][29_999]
                == "第29999行, a \"quoted\"\ntext é \(String(repeating: "x", count: 29_999 % 97))")
        #expect(reading.dataset.source?.bytes == text.utf8.count)
    }

    @Test func aReadingStopsWhenAsked() throws {
        #expect(
            error { _ = try withFile("a\n1\n".utf8) { try Dataset.read($0, shouldStop: { true }) } }
                == .interrupted)
    }
}
