import Datasets
import Foundation
import Testing

/// In no format is a row dropped without being counted, with its line and its reason.
@Suite struct CountedRowsTests {
    private static let table = "id,text\n1,fine\n2,too,many\n\n3,很好\nfour\n4,\"two\nlines\"\n5,\"a\"b\n6,last"
    private static let wanted: [[String?]] = [
        ["1", "fine"], ["3", "很好"], ["4", "two\nlines"], ["6", "last"],
    ]
    private static let faults: [BadRow.Fault] = [
        .fieldCount(found: 3, expected: 2), .fieldCount(found: 1, expected: 2), .textAfterQuote(field: 2),
    ]

    private func expect(_ reading: Reading, _ encoding: TextEncoding, _ comment: String) {
        #expect(cells(reading.dataset) == Self.wanted, "\(comment)")
        #expect(reading.badRows.map(\.fault) == Self.faults, "\(comment)")
        #expect(reading.badRows.map(\.line) == [3, 6, 9], "\(comment)")
        #expect(reading.badRowCount == 3 && reading.blankLines == 1, "\(comment)")
        #expect(reading.encoding == encoding && reading.notes.unit == .line, "\(comment)")
    }

    @Test func `CSV, however its bytes are written, and packed or not`() throws {
        let plain = Array(Self.table.utf8)
        let wide = Self.table.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        // 很好 is BA DC BA C3 in GB18030; the rest is ASCII.
        let chinese = Self.table.split(separator: "很好").map { Array($0.utf8) }
        let national = chinese[0] + [0xBA, 0xDC, 0xBA, 0xC3] + chinese[1]
        let forms: [(name: String, bytes: [UInt8], encoding: TextEncoding)] = [
            ("UTF-8", plain, .utf8), ("with a mark", [0xEF, 0xBB, 0xBF] + plain, .utf8),
            ("UTF-16", [0xFF, 0xFE] + wide, .utf16LittleEndian), ("GB18030", national, .gb18030),
        ]
        for form in forms {
            expect(try withFile(form.bytes) { try Dataset.read($0) }, form.encoding, form.name)
            let packed = try withFile(gzip(form.bytes), "t.csv.gz") { try Dataset.read($0) }
            expect(packed, form.encoding, "\(form.name), gzip")
            #expect(packed.notes.isCompressed)
        }
    }

    @Test func `CSV with the line ends of Windows`() throws {
        let reading = try read(
            Self.table.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
        #expect(reading.badRows.map(\.fault) == Self.faults && reading.badRows.map(\.line) == [3, 6, 9])
        #expect(cells(reading.dataset)[2] == ["4", "two\r\nlines"] && reading.dataset.count == 4)
    }

    @Test func `TSV, where quotes are text`() throws {
        let reading = try read("id\ttext\n1\tfine\n2\ta\tb\n3\t\"open\n\n4\n5\tlast\n", "t.tsv")
        #expect(cells(reading.dataset) == [["1", "fine"], ["3", "\"open"], ["5", "last"]])
        #expect(reading.badRows.map(\.line) == [3, 6] && reading.badRowCount == 2 && reading.blankLines == 1)
        #expect(
            reading.badRows.map(\.fault) == [
                .fieldCount(found: 3, expected: 2), .fieldCount(found: 1, expected: 2),
            ])
    }

    @Test func `JSON Lines and a JSON array`() throws {
        let lines = try read(
            "{\"id\": 1, \"text\": \"fine\"}\n[1, 2]\n\n{\"id\": 2\n{\"id\": 3, \"text\": null}\nseven\n",
            "t.jsonl")
        #expect(cells(lines.dataset) == [["1", "fine"], ["3", nil]])
        #expect(lines.badRows.map(\.line) == [2, 4, 6] && lines.badRowCount == 3 && lines.blankLines == 1)
        let array = try read("[{\"id\": 1},\n 7, \"x\",\n {\"id\": 2}, {\"id\" 3}]", "t.json")
        #expect(cells(array.dataset) == [["1"], ["2"]])
        #expect(array.badRows.map(\.line) == [2, 2, 3] && array.badRowCount == 3)
        for row in lines.badRows + array.badRows {
            guard case .notJSON = row.fault else {
                Issue.record("\(row)")
                continue
            }
        }
    }

    @Test func `a database, by table and by query`() throws {
        let table = try Dataset(columns: [
            Column(name: "id", values: ["1", "2", "3"]), Column(name: "text", values: ["fine", "no", nil]),
        ])
        try withFile([], "t.sqlite") { file in
            try table.write(toDatabase: file, table: "t")
            for (options, column) in [
                (
                    ReadOptions(query: "select id, case id when 2 then x'00ff' else text end as body from t"),
                    "body"
                ),
                (ReadOptions(query: "select 1 as id, x'ff' as text union all select 2, 'fine'"), "text"),
            ] {
                let reading = try Dataset.read(file, options: options)
                #expect(reading.badRowCount == 1 && reading.notes.unit == .row)
                #expect(reading.badRows.map(\.fault) == [.binaryCell(column: column)])
                #expect(reading.dataset.count + reading.badRowCount == (column == "body" ? 3 : 2))
            }
            let whole = try Dataset.read(file, options: ReadOptions(table: "t"))
            #expect(
                whole.badRowCount == 0 && cells(whole.dataset) == [["1", "fine"], ["2", "no"], ["3", nil]])
        }
    }

    @Test func `more bad rows than are listed are counted all the same`() throws {
        let reading = try read("a,b\n" + (0..<50).map { "\($0),x\n\($0)\n" }.joined())
        #expect(reading.dataset.count == 50 && reading.badRowCount == 50 && reading.badRows.count == 20)
    }
}
