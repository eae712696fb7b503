/// Collects the rows of a file, and what is wrong with those that don't fit.
struct RowSink {
    static let listed = 20

    var names: [String] = []
    var columns: [CellStore] = []
    var rows = 0
    var badRowCount = 0
    var badRows: [BadRow] = []
    var blankLines = 0

    /// Notes a row that is left out.
    mutating func reject(line: Int, _ fault: BadRow.Fault, _ bytes: UnsafeBufferPointer<UInt8>) {
        badRowCount += 1
        guard badRows.count < Self.listed else { return }
        let text = String(decoding: bytes.prefix(240), as: UTF8.self)
        badRows.append(BadRow(line: line, fault: fault, excerpt: String(text.unicodeScalars.prefix(60))))
    }

    /// What the columns take by now, in bytes.
    var size: Int { columns.reduce(0) { $0 + $1.size } }

    /// What else a process needs while it reads.
    static let spare = 32 << 20
    /// How much is taken between two looks at the free memory.
    private static let stride = 8 << 20
    private var looked = 0

    /// Refuses the next bytes when what they may take is not free.
    ///
    /// Throws `memory`.
    mutating func checkGrowth(by block: Int, file: String) throws(DataError) {
        let size = size
        guard size + block >= looked + Self.stride else { return }
        looked = size
        // A block is held as it was read, as open cells that may just be growing, and packed.
        let needed = 4 * block + Self.spare
        let available = FreeMemory.bytes()
        guard needed <= available else { throw .memory(file: file, needed: needed, available: available) }
    }
}
