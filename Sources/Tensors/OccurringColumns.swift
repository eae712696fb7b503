/// Sparse rows without the columns that no row has; the values are those of the whole, not copied.
public struct OccurringColumns: Sendable {
    /// The rows in fewer columns, in their order.
    public let rows: SparseRows
    /// What each column is in the whole.
    private let columns: [Int32]

    /// Nil unless at least an eighth of the columns goes.
    public init?(_ whole: SparseRows) {
        var places = [Int32](repeating: -1, count: whole.columns)
        for index in whole.indices { places[Int(index)] = 0 }
        var columns: [Int32] = []
        for column in places.indices where places[column] == 0 {
            places[column] = Int32(truncatingIfNeeded: columns.count)
            columns.append(Int32(truncatingIfNeeded: column))
        }
        guard columns.count <= whole.columns / 8 * 7 else { return nil }
        self.columns = columns
        rows = SparseRows(
            trusted: columns.count, offsets: whole.offsets, indices: whole.indices.map { places[Int($0)] },
            values: whole.values)
    }

    /// Writes a plane over `rows` into `plane` over the whole, [columns] both; what isn't in `rows` stays.
    public func expand(_ own: [Double], into plane: UnsafeMutableBufferPointer<Double>) {
        precondition(own.count == columns.count, "plane of another size")
        for (place, column) in columns.enumerated() { plane[Int(column)] = own[place] }
    }
}
