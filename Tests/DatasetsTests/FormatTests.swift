import CZlib
import Datasets
import Foundation
import Testing

/// Bytes as one gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let left = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            deflate(&stream, Z_FINISH)
            return Int(stream.avail_out)
        }
    }
    return Array(output.dropLast(left))
}

@Suite struct FormatTests {
    @Test func gzipIsUnpackedMemberByMember() throws {
        let packed = gzip(Array("a,b\n1,".utf8)) + gzip(Array("2\n3,4\n".utf8)) + [0, 0, 0]
        let reading = try withFile(packed, "t.csv.gz") { try Dataset.read($0) }
        #expect(cells(reading.dataset) == [["1", "2"], ["3", "4"]])
        #expect(reading.notes.isCompressed)
    }

    @Test func aBrokenArchiveIsAnErrorWithFigures() throws {
        let text = (0..<5000).map { "\($0),text \($0 &* 7919)\n" }.joined()
        let whole = gzip(Array(("a,b\n" + text).utf8))
        var flipped = whole
        flipped[whole.count - 6] ^= 0x55
        for (bytes, fault) in [(Array(whole.dropLast(20)), ArchiveFault.truncated), (flipped, .damaged)] {
            let found = error { _ = try withFile(bytes, "t.csv.gz") { try Dataset.read($0) } }
            guard case .badArchive(_, fault, let read, _) = found, read > 0 else {
                return #expect(Bool(false), "\(String(describing: found))")
            }
        }
    }

    @Test func anArchiveThatFillsAnyMemoryIsRefused() throws {
        let bomb = gzip([UInt8](repeating: UInt8(ascii: "a"), count: 18 << 20))
        let found = error { _ = try withFile(bomb, "t.csv.gz") { try Dataset.read($0) } }
        guard case .badArchive(_, .bomb, _, let unpacked) = found, unpacked > 16 << 20 else {
            return #expect(Bool(false), "\(String(describing: found))")
        }
    }

    @Test func arraysOfRecordsAreRead() throws {
        let text = "[ {\"a\": 1, \"b\": \"]},{\"},\n {\"b\": \"x\\\"\", \"a\": null}, 7,\n{\"a\": 3}\n]\n"
        let reading = try read(text, "t.json")
        #expect(reading.dataset.columnNames == ["a", "b"])
        #expect(cells(reading.dataset) == [["1", "]},{"], [nil, "x\""], ["3", nil]])
        #expect(reading.badRows.map(\.line) == [2] && reading.format == .json)
        for broken in ["[{\"a\":1}", "[{\"a\":1},", "[{\"a\":1}] x", "{\"a\":", "[1 2]", "["] {
            guard case .badJSON = error({ _ = try read(broken, "t.json") }) else {
                return #expect(Bool(false), "\(broken)")
            }
        }
        #expect(try read("{\"a\":1}\n{\"a\":2}\n", "t.json").format == .jsonLines)
    }

    @Test func gb18030HasFourByteCharactersAndUTF16NeedsNoMark() throws {
        // 很好 in two bytes each, 𠀀 (U+20000) as 95 32 82 36, ŋ as A8 BB? no: € as A2 E3.
        var bytes = [UInt8]()
        for _ in 0..<20 { bytes += [0xBA, 0xDC, 0xBA, 0xC3, 0x95, 0x32, 0x82, 0x36, 0xA2, 0xE3, 0x0A] }
        let file = Array("text\n".utf8) + bytes
        let reading = try withFile(file) { try Dataset.read($0) }
        #expect(reading.encoding == .gb18030 && reading.dataset.columns[0][0] == "很好𠀀€")
        let wide = "id,text\n1,fine\n2,很好\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let plain = try withFile(wide) { try Dataset.read($0) }
        #expect(plain.encoding == .utf16BigEndian && cells(plain.dataset) == [["1", "fine"], ["2", "很好"]])
        let odd = error {
            _ = try withFile([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x61, 0]) { try Dataset.read($0) }
        }
        guard case .undecodable(_, 2, _, .utf16LittleEndian) = odd else {
            return #expect(Bool(false), "\(String(describing: odd))")
        }
    }

    @Test func otherSeparatorsAndMissingHeadersAreFound() throws {
        let german = try read("text;label\nso gut, so schön;ja\nnein;nein\n")
        #expect(
            german.notes.separator == UInt8(ascii: ";") && german.dataset.columnNames == ["text", "label"])
        let bare = try read("good,what a lamp\nbad,it broke\ngood,lovely\nbad,awful\ngood,fine\n")
        #expect(bare.notes.isHeaderless && bare.dataset.count == 5)
        #expect(try !read("label,text\ngood,x\nbad,y\ngood,z\nbad,w\n").notes.isHeaderless)
    }

    @Test func aDatabaseIsReadAndNeverChanged() throws {
        try withFile([], "t.sqlite") { file in
            let dataset = try Dataset(columns: [
                Column(name: "text", values: ["good", "很好", nil]),
                Column(name: "stars", values: ["1", "2.5", "3"]),
            ])
            try dataset.write(toDatabase: file, table: "re\"views")
            #expect(cells(try Dataset.read(file).dataset) == cells(dataset))
            try dataset.write(toDatabase: file, table: "more")
            let before = try Data(contentsOf: URL(filePath: file))
            #expect(
                error { _ = try Dataset.read(file) }
                    == .badTable(file: file, table: nil, tables: ["more", "re\"views"]))
            let some = try Dataset.read(
                file, options: ReadOptions(query: " select text as t from more where stars > 2"))
            #expect(cells(some.dataset) == [["很好"], [nil]])
            for query in [
                "delete from more", "with a as (select 1) delete from more", "attach 'x.db' as x",
                "select 1; drop table more", "vacuum into 'y.db'", "pragma user_version = 3", "",
            ] {
                let found = error { _ = try Dataset.read(file, options: ReadOptions(query: query)) }
                switch found {
                case .queryWrites, .badQuery: break
                default: #expect(Bool(false), "\(query): \(String(describing: found))")
                }
            }
            #expect(try Data(contentsOf: URL(filePath: file)) == before)
            let folder = URL(filePath: file).deletingLastPathComponent().path
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["t.sqlite"])
        }
        #expect(error { _ = try Dataset.read("/nowhere/at/all.sqlite") } != nil)
        #expect(!FileManager.default.fileExists(atPath: "/nowhere"))
    }

    @Test func numbersComeBackFromADatabaseAsTheyWereWritten() throws {
        let columns: [(values: [String?], type: String)] = [
            (["1", nil, "-25"], "integer"), (["3.0", "1.25", "-0.1"], "real"),
            (["007", "1.50", "2"], "text"),
            (["0", "1.5", nil], "text"), (["a", "b", nil], "text"),
        ]
        let table = try Dataset(
            columns: columns.enumerated().map { (place, column) in
                try Column(name: "c\(place)", values: column.values)
            })
        try withFile([], "t.sqlite") { file in
            try table.write(toDatabase: file, table: "t")
            #expect(cells(try Dataset.read(file).dataset) == cells(table))
            let types = columns.indices.map { "typeof(c\($0)) as t\($0)" }.joined(separator: ", ")
            let found = try Dataset.read(file, options: ReadOptions(query: "select \(types) from t limit 1"))
            #expect(cells(found.dataset) == [columns.map(\.type)])
        }
    }

    @Test func aFolderIsAClassAFolder() throws {
        try withFile([], "seed") { file in
            let folder = URL(filePath: file).deletingLastPathComponent().path + "/data"
            for (path, text) in [
                ("pos/b.txt", Array("很好\n".utf8)), ("pos/a.txt", Array("fine".utf8)),
                ("neg/1", Array("bad\n".utf8)),
                ("neg/.hidden", Array("x".utf8)), ("neg/picture", [0x89, 0x50, 0, 0, 1, 0]),
            ] {
                let url = URL(filePath: folder + "/" + path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text).write(to: url)
            }
            let reading = try Dataset.read(folder)
            #expect(
                cells(reading.dataset) == [
                    ["bad", "neg", "neg/1"], ["fine", "pos", "pos/a.txt"], ["很好", "pos", "pos/b.txt"],
                ])
            #expect(reading.dataset.roles == Dataset.Roles(text: ["text"], label: "label"))
            #expect(reading.badRowCount == 1)
        }
    }

    @Test func whatAFolderHoldsBesideTextsIsCountedAndNamed() throws {
        try withFile(Array("loose".utf8), "readme.txt") { file in
            let folder = URL(filePath: file).deletingLastPathComponent().path
            let files = FileManager.default
            for inner in ["pos", "neg", "pos/deeper"] {
                try files.createDirectory(atPath: folder + "/" + inner, withIntermediateDirectories: true)
            }
            for path in ["pos/1.txt", "neg/1.txt", "pos/deeper/2.txt"] {
                try Data("text".utf8).write(to: URL(filePath: folder + "/" + path))
            }
            try files.createSymbolicLink(atPath: folder + "/pos/again", withDestinationPath: "1.txt")
            try files.createSymbolicLink(atPath: folder + "/round", withDestinationPath: ".")
            #expect(mkfifo(folder + "/neg/pipe", 0o600) == 0)
            let reading = try Dataset.read(folder)
            #expect(cells(reading.dataset).map { $0[2] } == ["neg/1.txt", "pos/1.txt"])
            #expect(
                reading.badRows.map(\.excerpt) == [
                    "neg/pipe", "pos/again", "pos/deeper", "readme.txt", "round",
                ])
            #expect(
                reading.badRows.map(\.fault) == [
                    .passedOver(.special), .passedOver(.link), .passedOver(.innerFolder),
                    .passedOver(.besideClasses), .passedOver(.link),
                ])
            #expect(reading.badRowCount == 5 && reading.notes.unit == .file && reading.notes.isWhole)
        }
    }

    @Test func mutatedFilesGiveADatasetOrAnError() throws {
        var random = TestRandom(state: 11)
        let table = try Dataset(columns: [
            Column(name: "text", values: (0..<40).map { "row \($0) 很好" }),
            Column(name: "n", values: (0..<40).map { "\($0)" }),
        ])
        for (name, rounds) in [("f.csv.gz", 400), ("f.json", 400), ("f.sqlite", 120), ("f.tsv", 200)] {
            try withFile([], name) { file in
                let plain = URL(filePath: file).deletingLastPathComponent().path + "/plain.csv"
                if name.hasSuffix("sqlite") {
                    try table.write(toDatabase: file, table: "t")
                } else if name.hasSuffix("gz") {
                    try table.write(to: plain)
                    try Data(gzip(Array(try Data(contentsOf: URL(filePath: plain))))).write(
                        to: URL(filePath: file))
                } else {
                    try table.write(to: file)
                }
                let whole = Array(try Data(contentsOf: URL(filePath: file)))
                var read = 0
                for _ in 0..<rounds {
                    var bytes = whole
                    for _ in 0..<Int.random(in: 1...6, using: &random) {
                        let place = Int.random(in: 0..<bytes.count, using: &random)
                        bytes[place] = UInt8.random(in: 0...255, using: &random)
                    }
                    if Bool.random(using: &random) {
                        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
                    }
                    try Data(bytes).write(to: URL(filePath: file))
                    do {
                        _ = try Dataset.read(file).dataset.summary()
                        read += 1
                    } catch is DataError {
                        // Refused with a reason.
                    }
                }
                #expect(read > 0, "\(name)")
            }
        }
    }
}
