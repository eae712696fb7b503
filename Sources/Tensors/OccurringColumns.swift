/// The columns of sparse rows that any row has, numbered anew without gaps.
public struct OccurringColumns: Sendable {
    /// The new number of each stored value's column.
    let indices: ColumnIndices
    /// What each column is in the whole.
    private let columns: [Int32]

    /// How many there are.
    public var count: Int { columns.count }

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
        indices =
            columns.count <= 1 << 16
            ? .narrow(whole.indices.map { UInt16(truncatingIfNeeded: places[Int($0)]) })
            : .wide(whole.indices.map { places[Int($0)] })
    }

    /// Writes a plane over these columns into `plane` over the whole; what isn't among them stays.
    public func expand(_ own: [Double], into plane: UnsafeMutableBufferPointer<Double>) {
        precondition(own.count == columns.count, "plane of another size")
        for (place, column) in columns.enumerated() { plane[Int(column)] = own[place] }
    }
}

/// The column of each stored value of sparse rows, in as few bytes as do.
enum ColumnIndices: Sendable {
    case narrow([UInt16])
    case wide([Int32])
}
