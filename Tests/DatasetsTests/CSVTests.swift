import Datasets
import Testing

@Suite struct CSVTests {
    @Test(
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2\r\n", [["1", "2"]]), ("a,b\r1,2\r", [["1", "2"]]),
            ("a,b\n1,2", [["1", "2"]]), ("a,b\r\n1,2\r", [["1", "2"]]), ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
            ("a,b\n\"x,y\",2\n", [["x,y", "2"]]), ("a,b\n\"x\ny\",2\n", [["x\ny", "2"]]),
            ("a,b\n\"x\r\ny\",\"z\"\r\n", [["x\r\ny", "z"]]),
            ("a,b\n\"x\"\"y\",\"\"\"\"\n", [["x\"y", "\""]]),
            ("a,b\nx\"y,z\"\n", [["x\"y", "z\""]]), ("a,b\n,\n", [[nil, nil]]),
            ("a,b\n\"\",x\n", [[nil, "x"]]),
            ("a,b\n x , y \n", [[" x ", " y "]]), ("a,b\n\n1,2\n\r\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
            ("a\nx\n\"\"\ny\n", [["x"], [nil], ["y"]]), ("a,b\n评论,好 👍\n", [["评论", "好 👍"]]),
            ("\"a\",\"b\"\n1,\"2\"", [["1", "2"]]),
            ("a,b\n\"1\",2\n\"3\"\r\n4,5\n", [["1", "2"], ["4", "5"]]),
        ] as [(String, [[String?]])])
    func readsAsRFC4180Says(_ text: String, _ expected: [[String?]]) throws {
        #expect(cells(try read(text).dataset) == expected)
    }

    @Test func listsRaggedRowsAndLeavesOutNoOther() throws {
        let reading = try read("a,b\n1,2\n3\n\"x\ny\",5\n6,7,8\n9,10\n")
        #expect(cells(reading.dataset) == [["1", "2"], ["x\ny", "5"], ["9", "10"]])
        #expect(reading.badRowCount == 2)
        #expect(reading.badRows.map(\.line) == [3, 6])
        #expect(
            reading.badRows.map(\.fault) == [
                .fieldCount(found: 1, expected: 2), .fieldCount(found: 3, expected: 2),
            ])
        #expect(reading.badRows[1].excerpt == "6,7,8\n")
    }

    @Test func textAfterAQuoteSpoilsOneLineOnly() throws {
        let reading = try read("a,b\n\"x\"y,1\n2,3\n")
        #expect(cells(reading.dataset) == [["2", "3"]])
        #expect(reading.badRows.map(\.fault) == [.textAfterQuote(field: 1)])
        #expect(reading.badRows.map(\.line) == [2])
    }

    @Test func unclosedQuoteNamesTheLineWhereItOpens() throws {
        let found = error { _ = try read("a,b\n1,2\n3,\"x\ny\nz\n") }
        guard case .unclosedQuote(_, 3) = found else {
            return #expect(Bool(false), "\(String(describing: found))")
        }
    }

    @Test func plainTSVTakesQuotesAsText() throws {
        let reading = try read("a\tb\n\"x\ty\"\n", "t.tsv")
        #expect(cells(reading.dataset) == [["\"x", "y\""]])
        let quoted = try read("a\tb\n\"x\ty\"\tz\n", "t.tsv", options: ReadOptions(quotes: true))
        #expect(cells(quoted.dataset) == [["x\ty", "z"]])
    }

    @Test func givenNamesMakeTheFirstLineARow() throws {
        let reading = try read("1,2\n3,4\n", options: ReadOptions(columns: ["x", "y"]))
        #expect(reading.dataset.columnNames == ["x", "y"])
        #expect(reading.dataset.count == 2)
        #expect(error { _ = try read("1,2\n", options: ReadOptions(columns: ["x", "x"])) } != nil)
        let found = error { _ = try read("1,2\n3,4\n", options: ReadOptions(columns: ["x", "y", "z"])) }
        guard case .noFittingRow(_, ["x", "y", "z"], 2, 1) = found else {
            return #expect(Bool(false), "\(String(describing: found))")
        }
    }

    @Test func namelessAndRepeatedColumnsGetNames() throws {
        let reading = try read(" a ,,a,a_2,a\n1,2,3,4,5\n")
        #expect(reading.dataset.columnNames == ["a", "column_2", "a_3", "a_2", "a_4"])
        #expect(reading.renamed.map(\.number) == [1, 2, 3, 5] || reading.renamed.map(\.number) == [2, 3, 5])
    }

    @Test func aHeaderOfNumbersIsReported() throws {
        let bare = try read("1,good\n2,bad\n")
        #expect(bare.notes.isHeaderless && bare.dataset.count == 2)
        #expect(bare.dataset.columnNames == ["column_1", "column_2"])
        #expect(try !read("id,label\n2,bad\n").notes.isHeaderless)
    }

    @Test func anEmptyFileAndAHeaderAloneDiffer() throws {
        #expect(error { _ = try read("") } != nil)
        #expect(try read("a,b\n").dataset.count == 0)
    }

    @Test func wrongBytesAreNamedByLineAndColumn() throws {
        let bytes = Array("a,b\n1,é".utf8) + [0xE9, 0x20] + Array("\n".utf8)
        let found = error { _ = try withFile(bytes) { try Dataset.read($0) } }
        guard case .invalidUTF8(_, 2, 4, let shown, _) = found else {
            return #expect(Bool(false), "\(String(describing: found))")
        }
        #expect(shown.starts(with: [0xE9, 0x20]))
    }

    @Test func utf16AndGB18030AreConverted() throws {
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in "a,评论\n1,很好\n".utf16 { wide += [UInt8(unit & 255), UInt8(unit >> 8)] }
        let reading = try withFile(wide) { try Dataset.read($0) }
        #expect(cells(reading.dataset) == [["1", "很好"]])
        #expect(reading.encoding == .utf16LittleEndian)
        // 评论 = C6C0 C2DB, 很好 = BADC BAC3 in GB 2312.
        let narrow: [UInt8] = [0xC6, 0xC0, 0xC2, 0xDB, 0x0A, 0xBA, 0xDC, 0xBA, 0xC3, 0x0A]
        do {
            let chinese = try withFile(narrow) { try Dataset.read($0) }
            #expect(chinese.dataset.columnNames == ["评论"])
            #expect(cells(chinese.dataset) == [["很好"]])
            #expect(chinese.encoding == .gb18030)
        } catch DataError.invalidUTF8(_, 1, 1, _, let guess) {
            // A system without the conversion table names the encoding instead.
            #expect(guess == .gb18030)
        }
    }

    @Test(arguments: ["PK\u{3}\u{4}xx", "SQLite format 3\0", "%PDF-1.7", "a\0b"])
    func whatIsNoTextIsRefused(_ text: String) {
        guard case .notText = error({ _ = try read(text) }) else { return #expect(Bool(false)) }
    }

    @Test func everySmallTextReadsOrThrowsAndBlocksDoNotMatter() throws {
        // All texts of up to 5 of these characters: never a trap, and a second reading agrees with the first.
        let signs: [UInt8] = Array("a,\"\n\r".utf8)
        var count = 0
        for length in 1...5 {
            for code in 0..<Int(pow5(length)) {
                var (rest, text) = (code, Array("h,k\n".utf8))
                for _ in 0..<length {
                    text.append(signs[rest % 5])
                    rest /= 5
                }
                count += 1
                let file = text
                let parsed = try ReferenceCSV.rows(file)
                let reading = try? withFastFile(file)
                #expect(
                    (reading.map { cells($0.dataset) }) == parsed,
                    "\(String(decoding: file, as: UTF8.self).debugDescription)")
            }
        }
        #expect(count == 3905)
    }

    private func pow5(_ power: Int) -> Int { (0..<power).reduce(1) { product, _ in product * 5 } }
}
