internal import Tensors

/// Rows under construction: counts by column become sorted, weighted values.
struct CountedRows: Sendable {
    private let weighting: RowWeighting
    private var ends: [Int] = []
    private var indices: [Int32] = []
    private var values: [Double] = []
    private var keys: [UInt64] = []

    init(_ weighting: RowWeighting) { self.weighting = weighting }

    /// Appends a row of distinct (column, count) pairs in any order.
    mutating func append(_ counts: some Sequence<(Int32, Int32)>) {
        keys.removeAll(keepingCapacity: true)
        for (column, count) in counts { keys.append(UInt64(column) << 32 | UInt64(count)) }
        keys.sort()
        let start = values.count
        for key in keys {
            indices.append(Int32(truncatingIfNeeded: key >> 32))
            values.append(Double(key & 0xFFFF_FFFF))
        }
        indices.withUnsafeBufferPointer { indices in
            values.withUnsafeMutableBufferPointer { values in
                weighting.apply(
                    UnsafeBufferPointer(rebasing: indices[start...]),
                    UnsafeMutableBufferPointer(rebasing: values[start...]))
            }
        }
        ends.append(values.count)
    }

    /// The rows of all pieces, one after the other.
    static func joined(_ pieces: [CountedRows], columns: Int) throws(ClassifierError) -> SparseRows {
        var offsets = [0]
        var indices: [Int32] = []
        var values: [Double] = []
        let count = pieces.reduce(0) { $0 + $1.values.count }
        indices.reserveCapacity(count)
        values.reserveCapacity(count)
        for piece in pieces {
            offsets.append(contentsOf: piece.ends.map { $0 + values.count })
            indices.append(contentsOf: piece.indices)
            values.append(contentsOf: piece.values)
        }
        do {
            return try SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
        } catch {
            throw .badState(type: "SparseRows", detail: "\(error)")
        }
    }
}
