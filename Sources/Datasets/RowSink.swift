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
    var bytes: Int { columns.reduce(0) { $0 + $1.bytes.count + 4 * $1.count } }

    /// Whether the next block may make a column outgrow its room, which then doubles.
    private func mayGrow(by block: Int) -> Int? {
        let tight = columns.filter { $0.bytes.count + block > $0.bytes.capacity }
        return tight.isEmpty ? nil : tight.reduce(block) { $0 + 2 * ($1.bytes.count + block) }
    }

    /// What else a process needs while it reads.
    static let spare = 32 << 20

    /// Refuses the next bytes when a column that outgrows its room would not fit.
    ///
    /// Throws `memory`.
    func checkGrowth(by block: Int, file: String) throws(DataError) {
        guard let needed = mayGrow(by: block), needed > Self.spare else { return }
        let available = FreeMemory.bytes()
        guard needed <= available else { throw .memory(file: file, needed: needed, available: available) }
    }

    /// Makes room, by what the part read so far held, for the whole.
    mutating func reserve(read: Int, of total: Int) {
        guard read > 0, total > read else { return }
        let ratio = Double(total) / Double(read) * 1.02
        for index in columns.indices {
            let bytes = min(Double(columns[index].bytes.count) * ratio, Double(CellStore.limit))
            columns[index].reserve(cells: Int(Double(rows) * ratio), bytes: Int(bytes))
        }
    }
}
