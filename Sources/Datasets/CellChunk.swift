/// Cells that no more are added to, packed if that shortens them.
struct CellChunk: Sendable {
    /// The cells end to end.
    private let bytes: [UInt8]
    /// By what they are packed; nil when they are as they were.
    private let table: SymbolTable?
    // Where each cell ends, in half the room where that suffices; one of the two is empty.
    private let shortEnds: [UInt16]
    private let longEnds: [UInt32]

    init(bytes: [UInt8], ends: some Sequence<UInt32>, table: SymbolTable?) {
        (self.bytes, self.table) = (bytes, table)
        let isShort = bytes.count <= UInt16.max
        shortEnds = isShort ? ends.map { UInt16(truncatingIfNeeded: $0) } : []
        longEnds = isShort ? [] : Array(ends)
    }

    var count: Int { max(shortEnds.count, longEnds.count) }

    /// What it takes, in bytes.
    var size: Int { bytes.count + 2 * shortEnds.count + 4 * longEnds.count }

    private func end(_ index: Int) -> Int { longEnds.isEmpty ? Int(shortEnds[index]) : Int(longEnds[index]) }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : end(index - 1))..<end(index) }

    func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

    /// Lends the text of a cell for the time of `body`.
    func withCell<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = range(index)
        return bytes.withUnsafeBufferPointer { bytes in
            let cell = UnsafeBufferPointer(rebasing: bytes[range])
            guard let table else { return body(cell) }
            return table.withText(of: cell, body)
        }
    }
}

extension CellChunk {
    /// Lends the text of every cell in turn, each for the time of `body`.
    func forEachCell(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let table else { return forEachCode(body) }
        // Room for the longest text that any cell's codes can stand for.
        var (longest, start) = (0, 0)
        for index in 0..<count {
            longest = max(longest, end(index) - start)
            start = end(index)
        }
        // For texts as long as books the exact room is worth a look at each.
        if longest > 1 << 16 { return forEachCode { table.withText(of: $0, body) } }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest * 8 + 8) { room in
            table.withUnpacker { unpacker in
                forEachCode { codes in
                    let count = unpacker.unpack(codes, into: UnsafeMutableRawBufferPointer(room))
                    body(UnsafeBufferPointer(rebasing: room[..<count]))
                }
            }
        }
    }

    /// Lends the bytes of every cell as they are kept.
    private func forEachCode(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for index in 0..<count {
                let end = end(index)
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
    }
}

/// Packs the chunks of one column, with one table for as long as it serves.
struct CellPacker: Sendable {
    /// What is not shortened to this share is left as it is.
    private static let worthwhile = 0.85
    /// So many chunks are then left without a try.
    private static let patience = 15
    /// A table that packs so much worse than at first is replaced.
    private static let slack = 1.15

    private var encoder: SymbolEncoder?
    private var share = 1.0
    private var waiting = 0

    /// Takes cells that end at `ends`, and 8 bytes behind them.
    mutating func chunk(_ text: [UInt8], ends: ArraySlice<UInt32>) -> CellChunk {
        let length = Int(ends.last ?? 0)
        let plain = { CellChunk(bytes: Array(text[..<length]), ends: ends, table: nil) }
        if waiting > 0 {
            waiting -= 1
            return plain()
        }
        if let encoder {
            let (codes, offsets) = encoder.pack(text, ends: ends)
            if Double(codes.count) <= Double(length) * share * Self.slack {
                return CellChunk(bytes: codes, ends: offsets, table: encoder.table)
            }
        }
        let trained = SymbolEncoder(training: text, ends: ends)
        let (codes, offsets) = trained.pack(text, ends: ends)
        share = Double(codes.count) / Double(max(1, length))
        guard share <= Self.worthwhile else {
            (encoder, waiting) = (nil, Self.patience)
            return plain()
        }
        encoder = trained
        return CellChunk(bytes: codes, ends: offsets, table: trained.table)
    }
}
