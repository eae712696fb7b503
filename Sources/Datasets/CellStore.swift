/// The cells of one column as UTF-8, end to end; what is full is packed by chunks, and never copied again.
///
/// A cell without a byte is missing. Not changed any more once its column is made, so selections share it.
struct CellStore: Sendable {
    /// The largest number of bytes that one cell may hold.
    static let limit = Int(UInt32.max)
    /// When the open cells become a chunk: the smaller a column, the less there is to gain.
    static let fullBytes = 1 << 20
    static let fullCells = 1 << 14

    private var chunks: [CellChunk] = []
    /// The first row of each chunk.
    private var starts: [Int] = []
    private var chunked = 0
    private var packer = CellPacker()
    /// What the cells of the chunks can be read as.
    private var chunkedKinds = KindTally()
    /// The cells behind the chunks.
    private var bytes: [UInt8] = []
    private var offsets: [UInt32] = [0]
    private var chunkedSize = 0

    var count: Int { chunked + offsets.count - 1 }

    /// What it takes by now, in bytes.
    var size: Int { chunkedSize + bytes.count + 4 * offsets.count }

    /// The bytes of the cells that are in no chunk yet.
    var openBytes: Int { bytes.count }

    /// Appends a cell; `false` when it is too large.
    mutating func append(_ cell: some Collection<UInt8>) -> Bool {
        bytes.append(contentsOf: cell)
        return close()
    }

    /// Appends bytes to the cell that is being made.
    mutating func extend(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    /// Ends the cell that is being made; `false` when it is too large.
    mutating func close() -> Bool {
        guard let end = UInt32(exactly: bytes.count) else { return false }
        offsets.append(end)
        if bytes.count >= Self.fullBytes || offsets.count > Self.fullCells { pack() }
        return true
    }

    /// Makes a chunk of the open cells.
    private mutating func pack() {
        chunkedKinds = kinds()
        // The encoder reads whole words.
        bytes += repeatElement(0, count: 8)
        let chunk = packer.chunk(bytes, ends: offsets[1...])
        starts.append(chunked)
        chunks.append(chunk)
        chunked += chunk.count
        chunkedSize += chunk.size
        bytes.removeAll(keepingCapacity: bytes.count < 4 * Self.fullBytes)
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
    }

    /// Gives back the room for more cells; the last ones of a column with chunks make one too.
    func finished() -> CellStore {
        var copy = self
        if !chunks.isEmpty, offsets.count > 1 { copy.pack() }
        copy.packer = CellPacker()
        copy.bytes = Array(copy.bytes[...])
        copy.offsets = Array(copy.offsets[...])
        return copy
    }

    /// What all cells can be read as.
    func kinds() -> KindTally {
        var tally = chunkedKinds
        bytes.withUnsafeBufferPointer { bytes in
            for index in 1..<offsets.count where !tally.isSettled {
                tally.add(UnsafeBufferPointer(rebasing: bytes[Int(offsets[index - 1])..<Int(offsets[index])]))
            }
        }
        return tally
    }

    /// Lends the bytes of cell `row`, which must be in `0 ..< count`, for the time of `body`.
    func withCell<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if row >= chunked {
            let range = Int(offsets[row - chunked])..<Int(offsets[row - chunked + 1])
            return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
        }
        let index = chunk(of: row)
        return chunks[index].withCell(row - starts[index], body)
    }

    /// Lends the bytes of every cell in turn, each for the time of `body`.
    func forEachCell(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for chunk in chunks { chunk.forEachCell(body) }
        bytes.withUnsafeBufferPointer { bytes in
            for index in 1..<offsets.count {
                body(UnsafeBufferPointer(rebasing: bytes[Int(offsets[index - 1])..<Int(offsets[index])]))
            }
        }
    }

    /// Whether cell `row`, which must be in `0 ..< count`, has no byte.
    func isEmpty(_ row: Int) -> Bool {
        if row >= chunked { return offsets[row - chunked] == offsets[row - chunked + 1] }
        let index = chunk(of: row)
        return chunks[index].isEmpty(row - starts[index])
    }

    func text(_ row: Int) -> String { withCell(row) { String(decoding: $0, as: UTF8.self) } }

    /// The chunk of a row: chunks are nearly of one size, so a guess is mostly right; else by bisection.
    private func chunk(of row: Int) -> Int {
        let guess = row * starts.count / chunked
        var (low, high) = (0, starts.count - 1)
        if starts[guess] <= row {
            if guess == high || row < starts[guess + 1] { return guess }
            low = guess + 1
        } else {
            high = guess - 1
        }
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= row { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
