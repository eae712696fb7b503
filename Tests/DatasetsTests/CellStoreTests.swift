import Testing

@testable import Datasets

/// What a column keeps, packed or not, is what it was given.
@Suite struct CellStoreTests {
    /// Numbers that look random, the same in every run.
    private struct Noise {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    private static let phrases = [
        "the battery died after a week", "and the screen is lovely", "电池很好，屏幕也漂亮", "用了两周就坏了",
        ", but ", ". ", "I would buy it again", "\u{1F600}", "\"\"", "\n", "0.25", "éà",
    ]

    private static func texts(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var noise = Noise(state: seed)
        return (0..<count).map { _ in
            (0..<noise.next(20)).flatMap { _ in Array(phrases[noise.next(phrases.count)].utf8) }
        }
    }

    private static func bytes(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var noise = Noise(state: seed)
        return (0..<count).map { _ in (0..<noise.next(200)).map { _ in UInt8(noise.next(256)) } }
    }

    private func store(_ cells: [[UInt8]]) -> CellStore {
        var store = CellStore()
        let fits = cells.allSatisfy { store.append($0) }
        #expect(fits)
        return store.finished()
    }

    private func expectSame(_ store: CellStore, _ cells: [[UInt8]]) {
        #expect(store.count == cells.count)
        let wrong = cells.indices.first { row in
            store.withCell(row) { Array($0) } != cells[row] || store.isEmpty(row) != cells[row].isEmpty
        }
        #expect(wrong == nil)
        var inTurn: [[UInt8]] = []
        store.forEachCell { inTurn.append(Array($0)) }
        #expect(inTurn == cells)
    }

    @Test func `texts over several chunks come back whole, and take less than two thirds of their bytes`() {
        let cells = Self.texts(20_000, seed: 1)
        let store = store(cells)
        expectSame(store, cells)
        let total = cells.reduce(0) { $0 + $1.count }
        #expect(total > 2 * CellStore.fullBytes)
        #expect(store.size * 3 < total * 2, "\(store.size) of \(total)")
        expectSame(self.store(Array(cells.prefix(100))), Array(cells.prefix(100)))
    }

    @Test func `bytes without any pattern come back, and take no more than themselves and their ends`() {
        let cells = Self.bytes(30_000, seed: 2)
        let store = store(cells)
        expectSame(store, cells)
        #expect(store.size <= cells.reduce(0) { $0 + $1.count } + 4 * (cells.count + 2))
    }

    @Test func `cells of every length and content at the edge of a symbol come back`() {
        // Each cell alone is packed, so what matches a symbol may end anywhere.
        var cells: [[UInt8]] = []
        for length in 0...40 {
            for start in 0..<8 {
                let text = Array("abcdefgh\0\u{7F}abcdabcdabcdefghijklmnopabcdefghabcdefgh".utf8)
                cells.append(Array(text[start..<start + length]))
                cells.append([UInt8](repeating: UInt8(start), count: length))
                cells.append([UInt8](repeating: 255, count: length))
            }
        }
        let many = Array(repeatElement(cells, count: 40).joined())
        expectSame(store(many), many)
    }

    @Test func `a column that changes its language half way gets another table`() {
        let cells =
            Self.texts(8000, seed: 3)
            + (0..<40_000).map { Array("ἄνδρα μοι ἔννεπε μοῦσα πολύτροπον \($0 % 977) ὃς μάλα πολλά".utf8) }
        let store = store(cells)
        expectSame(store, cells)
        #expect(store.size * 2 < cells.reduce(0) { $0 + $1.count })
    }

    @Test func `a cell larger than a chunk, and one with few codes for much text`() {
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
        let cells = [Array("a".utf8), large, [], Array("b".utf8), large + Array("!".utf8)]
        let store = store(cells)
        expectSame(store, cells)
        #expect(store.size < 1 << 20)
    }

    @Test func `the same cells are packed into the same bytes`() {
        let cells = Self.texts(6000, seed: 4)
        let ends = Array(
            cells.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }.dropFirst())
        let text = Array(cells.joined()) + [UInt8](repeating: 0, count: 8)
        let first = SymbolEncoder(training: text, ends: ends[...])
        let second = SymbolEncoder(training: text, ends: ends[...])
        #expect(first.table.symbols == second.table.symbols && !first.table.symbols.isEmpty)
        #expect(first.pack(text, ends: ends[...]) == second.pack(text, ends: ends[...]))
    }

    @Test func `runs of cells packed side by side give what each cell gives alone`() {
        for cells in [Self.texts(700, seed: 5), Self.texts(3, seed: 6), Self.bytes(90, seed: 7), [], [[]]] {
            let ends = Array(
                cells.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }.dropFirst())
            let text = Array(cells.joined()) + [UInt8](repeating: 0, count: 8)
            let encoder = SymbolEncoder(training: text, ends: ends[...])
            let (codes, offsets) = encoder.pack(text, ends: ends[...])
            var alone: [UInt8] = []
            for (row, cell) in cells.enumerated() {
                alone +=
                    encoder.pack(cell + [UInt8](repeating: 0, count: 8), ends: [UInt32(cell.count)]).codes
                #expect(offsets[row] == UInt32(alone.count))
            }
            #expect(codes == alone)
        }
    }

    @Test func `labels of a long column are counted and numbered as of a short one`() throws {
        let words = ["bad", "good", "", "10", "9"]
        var noise = Noise(state: 8)
        let values = (0..<70_000).map { _ in words[noise.next(words.count)] }
        let column = try Column(name: "label", values: values)
        let tally = LabelCoding.tally(column, order: ["good"])
        #expect(tally.map(\.label) == ["good", "10", "9", "bad"])
        #expect(tally.map(\.rows) == ["good", "10", "9", "bad"].map { word in values.count { $0 == word } })
        let coding = LabelCoding(column, order: ["good"])
        #expect(coding.names == tally.map(\.label) && coding.counts == tally.map(\.rows))
        #expect(
            zip(coding.codes, values).allSatisfy { code, value in
                code.map { coding.names[$0] } ?? "" == value
            })
        let numbers = try Column(name: "label", values: ["10", "9", "1.0", "1", nil, "10"])
        #expect(LabelCoding(numbers, order: nil).names == ["1", "1.0", "9", "10"])
    }

    @Test func `kinds of a column are those of all its cells, in chunks or behind them`() {
        func kind(_ last: String) -> Column.Kind {
            let cells = (0..<20_000).map { Array("\($0)".utf8) } + [Array(last.utf8)]
            return Column(name: "n", cells: store(cells)).kind
        }
        #expect(kind("7") == .number && kind("") == .number && kind("seven") == .text)
    }
}
