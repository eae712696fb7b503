/// Sparse rows in compressed form (CSR): word counts and other features that are mostly zero.
///
/// Row `i` holds the columns `indices[offsets[i] ..< offsets[i + 1]]`, strictly ascending, and the values beside them.
public struct SparseRows: Sendable, Equatable {
    /// The number of columns.
    public let columns: Int
    /// Where each row begins in `indices` and `values`; one more than there are rows, the first is 0.
    public let offsets: [Int]
    /// The column of each stored value.
    public let indices: [Int32]
    /// The stored values.
    public let values: [Double]

    /// The number of rows.
    public var rows: Int { offsets.count - 1 }
    /// The number of stored values.
    public var count: Int { values.count }

    /// Checks the structure once, so that readers need not.
    public init(columns: Int, offsets: [Int], indices: [Int32], values: [Double]) throws(TensorError) {
        func refuse(_ detail: String) -> TensorError {
            .badStructure(operation: "SparseRows.init", detail: detail)
        }
        guard offsets.first == 0, offsets.last == values.count, indices.count == values.count else {
            throw refuse("offsets, indices and values disagree")
        }
        for row in 0..<offsets.count - 1 {
            guard offsets[row] <= offsets[row + 1], offsets[row + 1] <= values.count else {
                throw refuse("offsets descend at row \(row)")
            }
            var previous: Int32 = -1
            for position in offsets[row]..<offsets[row + 1] {
                guard indices[position] > previous, Int(indices[position]) < columns else {
                    throw refuse("column \(indices[position]) of row \(row) is out of order or range")
                }
                previous = indices[position]
            }
        }
        self.columns = columns
        self.offsets = offsets
        self.indices = indices
        self.values = values
    }

    /// Rows whose structure is known to be right.
    package init(trusted columns: Int, offsets: [Int], indices: [Int32], values: [Double]) {
        self.columns = columns
        self.offsets = offsets
        self.indices = indices
        self.values = values
    }
}
