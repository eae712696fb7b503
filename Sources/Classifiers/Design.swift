internal import Synchronization
internal import Tensors

/// The design matrix [X 1] of a fit: features, a column of ones for the intercept, and what products need.
///
/// Parameters are row-major [columns + 1 × width], the intercepts last. A joined design has fewer columns than the features:
/// see `CompactRows`.
struct Design: Sendable {
    private enum Block: Sendable {
        case sparse(SparseRows, transposed: SparseRows)
        case dense(Matrix, meanSquares: [Double])
    }

    let rows: Int
    /// The number of feature columns, without the intercept.
    let columns: Int
    /// For each block of the features its number of columns, and how they were joined if they were.
    let origins: [(columns: Int, joined: CompactRows?)]
    private let blocks: [(first: Int, block: Block)]
    private let measured = Measured()
    /// Rows that the Gram matrix is measured on; it only steers the solver, so a part will do.
    private static let gramRows = 2048

    /// What is measured when it is first needed, and shared by all fits over the same rows.
    private final class Measured: Sendable {
        let gram = Mutex<DoubleMatrix?>(nil)
    }

    /// Joins columns, if asked to, where there are enough that at most one row has.
    ///
    /// Throws `interrupted` only, when `shouldStop` says so.
    init(
        _ features: Features, joining: Bool = false, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        rows = features.rows
        var (origins, blocks): ([(Int, CompactRows?)], [(Int, Block)]) = ([], [])
        var first = 0
        for block in features.blocks {
            switch block {
            case .sparse(let whole):
                let joined = joining ? CompactRows(whole, shouldStop) : nil
                let rows = joined?.rows ?? whole
                guard !shouldStop(), let transposed = rows.transposed(shouldStop) else { throw .interrupted }
                blocks.append((first, .sparse(rows, transposed: transposed)))
                origins.append((whole.columns, joined))
                first += rows.columns
            case .dense(let matrix):
                blocks.append((first, .dense(matrix, meanSquares: matrix.meanSquares())))
                origins.append((matrix.columns, nil))
                first += matrix.columns
            }
        }
        columns = first
        self.origins = origins
        self.blocks = blocks
    }

    /// [X 1] · parameters, [rows × width].
    func scores(_ parameters: [Double], width: Int, _ pool: ThreadPool) -> [Double] {
        var sum = repeated(parameters[(columns * width)...], width)
        for (first, block) in blocks {
            switch block {
            case .sparse(let rows, _):
                rows.addProduct(
                    with: slice(parameters, first, rows.columns, width), width: width, to: &sum, pool: pool)
            case .dense(let matrix, _):
                matrix.addProduct(
                    with: slice(parameters, first, matrix.columns, width), width: width, to: &sum, pool: pool)
            }
        }
        return sum
    }

    /// The intercepts for each row.
    private func repeated(_ intercepts: ArraySlice<Double>, _ width: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: rows * width) { sum, count in
            count = rows * width
            for (column, value) in intercepts.enumerated() {
                for place in stride(from: column, to: count, by: width) {
                    sum.initializeElement(at: place, to: value)
                }
            }
        }
    }

    private func slice(_ parameters: [Double], _ first: Int, _ count: Int, _ width: Int) -> [Double] {
        blocks.count == 1 ? parameters : Array(parameters[first * width..<(first + count) * width])
    }

    /// [X 1]ᵀ · right, [columns + 1 × width].
    func transposedProduct(_ right: [Double], width: Int, _ pool: ThreadPool) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity((columns + 1) * width)
        for (_, block) in blocks {
            switch block {
            case .sparse(_, let transposed):
                var sum = [Double](repeating: 0, count: transposed.rows * width)
                transposed.addProduct(with: right, width: width, to: &sum, pool: pool)
                result += sum
            case .dense(let matrix, _):
                result += matrix.transposedProduct(with: right, width: width, pool: pool)
            }
        }
        return result + columnSums(right, width)
    }

    private func columnSums(_ right: [Double], _ width: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        right.withUnsafeBufferPointer { right in
            for row in 0..<rows {
                for column in 0..<width { sums[column] += right[row * width + column] }
            }
        }
        return sums
    }

    /// Σ_i x_ij² · right_i, [columns + 1 × width]: exact for sparse blocks, by each column's mean square for dense ones.
    func squaredProduct(_ right: [Double], width: Int, _ pool: ThreadPool) -> [Double] {
        let sums = columnSums(right, width)
        var result: [Double] = []
        for (_, block) in blocks {
            switch block {
            case .sparse(_, let transposed):
                var sum = [Double](repeating: 0, count: transposed.rows * width)
                transposed.addProduct(with: right, width: width, to: &sum, squared: true, pool: pool)
                result += sum
            case .dense(_, let squares): result += squares.flatMap { square in sums.map { $0 * square } }
            }
        }
        return result + sums
    }

    /// The widest dense block that is narrow enough to be factored: its first column and matrix.
    var factorable: (first: Int, matrix: Matrix)? {
        var widest: (first: Int, matrix: Matrix)?
        for (first, block) in blocks {
            if case .dense(let matrix, _) = block, matrix.columns <= 2048,
                matrix.columns > widest?.matrix.columns ?? 0
            {
                widest = (first, matrix)
            }
        }
        return widest
    }

    /// [X 1]ᵀ · [X 1] over the factorable block, from some of the rows; nil without one, or when `shouldStop` says so.
    func gram(_ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool) -> DoubleMatrix? {
        guard let (_, matrix) = factorable else { return nil }
        if let known = measured.gram.withLock({ $0 }) { return known }
        let gram = matrix.borderedGram(
            limit: max(Self.gramRows, 4 * matrix.columns), pool: pool, shouldStop: shouldStop)
        measured.gram.withLock { $0 = gram }
        return gram
    }
}

extension Matrix {
    /// The mean of the squares of each column.
    func meanSquares() -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            withRow(row) { values in
                for column in values.indices {
                    sums[column] += Double(values[column]) * Double(values[column])
                }
            }
        }
        return sums.map { $0 / Double(max(1, rows)) }
    }
}
