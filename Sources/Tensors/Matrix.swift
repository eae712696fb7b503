/// A dense row-major matrix of `Float`: activations, embeddings, dense features.
public struct Matrix: Sendable, Equatable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// All elements, row after row; `rows * columns` of them.
    ///
    /// Changed in place: an observer (`didSet`) would copy them all at each change from another module.
    @inlinable public var values: [Float] {
        get { storage }
        _modify {
            yield &storage
            precondition(storage.count == rows * columns, "Matrix.values changed its size")
        }
    }
    @usableFromInline var storage: [Float]

    /// A matrix of zeros.
    ///
    /// Negative sizes count as 0.
    public init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
        storage = [Float](repeating: 0, count: self.rows * self.columns)
    }

    /// A matrix over `values`, row-major.
    public init(rows: Int, columns: Int, values: [Float]) throws(TensorError) {
        let (size, overflows) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflows, values.count == size else {
            throw .shapeMismatch(operation: "Matrix.init", left: [rows, columns], right: [values.count])
        }
        self.rows = rows
        self.columns = columns
        storage = values
    }

    /// One element.
    @inlinable public subscript(row: Int, column: Int) -> Float {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// Reads one row in place.
    ///
    /// `row` must be in `0 ..< rows`.
    @inlinable
    public func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        precondition(row >= 0 && row < rows, "row out of range")
        return values.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[row * columns..<(row + 1) * columns]))
        }
    }

    /// The rows at `indices`, in that order.
    ///
    /// Throws when one is out of range.
    public func selecting(rows indices: [Int]) throws(TensorError) -> Matrix {
        var picked = [Float]()
        picked.reserveCapacity(indices.count * columns)
        for index in indices {
            guard index >= 0, index < rows else {
                throw .badSize(operation: "Matrix.selecting", sizes: [index, rows])
            }
            picked.append(contentsOf: values[index * columns..<(index + 1) * columns])
        }
        return try Matrix(rows: indices.count, columns: columns, values: picked)
    }
}
