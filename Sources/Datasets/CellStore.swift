/// The cells of one column as one run of UTF-8 bytes with 32-bit offsets: 4 bytes a cell beside its text.
///
/// A cell without a byte is missing. Never changed once its column is made, so selections share it.
struct CellStore: Sendable, Equatable {
    /// The largest number of bytes that a column may hold.
    static let limit = Int(UInt32.max)

    private(set) var bytes: [UInt8] = []
    private(set) var offsets: [UInt32] = [0]

    var count: Int { offsets.count - 1 }

    /// The bytes of cell `row`, which must be in `0 ..< count`.
    func range(_ row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    /// Appends a cell; `false` when the column would outgrow its offsets.
    mutating func append(_ cell: some Collection<UInt8>) -> Bool {
        bytes.append(contentsOf: cell)
        return close()
    }

    /// Appends bytes to the cell that is being made.
    mutating func extend(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    /// Ends the cell that is being made; `false` when the column has outgrown its offsets.
    mutating func close() -> Bool {
        guard let end = UInt32(exactly: bytes.count) else { return false }
        offsets.append(end)
        return true
    }

    /// Forgets what was added after the first `rows` cells.
    mutating func truncate(to rows: Int) {
        guard rows < count || bytes.count > Int(offsets[count]) else { return }
        offsets.removeLast(count - min(rows, count))
        bytes.removeLast(bytes.count - Int(offsets[count]))
    }

    mutating func reserve(cells: Int, bytes expected: Int) {
        offsets.reserveCapacity(cells + 1)
        bytes.reserveCapacity(expected)
    }
}
