/// A dense row-major matrix of `Double`: weights, scores, statistics.
public struct DoubleMatrix: Sendable, Equatable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// All elements, row after row; `rows * columns` of them.
    ///
    /// Changed in place: an observer (`didSet`) would copy them all at each change from another module.
    @inlinable public var values: [Double] {
        get { storage }
        _modify {
            yield &storage
            precondition(storage.count == rows * columns, "DoubleMatrix.values changed its size")
        }
    }
    @usableFromInline var storage: [Double]

    /// A matrix of zeros.
    ///
    /// Negative sizes count as 0.
    public init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
        storage = [Double](repeating: 0, count: self.rows * self.columns)
    }

    /// A matrix over `values`, row-major.
    public init(rows: Int, columns: Int, values: [Double]) throws(TensorError) {
        let (size, overflows) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflows, values.count == size else {
            throw .shapeMismatch(
                operation: "DoubleMatrix.init", left: [rows, columns], right: [values.count])
        }
        self.rows = rows
        self.columns = columns
        storage = values
    }

    /// One element.
    @inlinable public subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// One row, copied.
    public func row(_ row: Int) -> [Double] { Array(values[row * columns..<(row + 1) * columns]) }
}
