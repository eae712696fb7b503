internal import CBLAS

/// The largest eigenvalues of a symmetric positive semi-definite operator, known only by its products with vectors, and
/// their eigenvectors.
///
/// Lanczos's iteration (1950), every new vector made orthogonal to all before: no sampling, the same bits each time.
public struct LeadingEigen: Sendable, Equatable {
    /// The eigenvalues, largest first.
    public let values: [Double]
    /// The eigenvectors as rows, each of length 1: [count × size].
    public let vectors: DoubleMatrix

    /// The most steps for so many eigenvalues of an operator of this size: it ends earlier when they are found to rounding.
    public static func mostSteps(count: Int, size: Int) -> Int { min(size, 4 * min(count, size) + 100) }

    /// Finds the first `count` eigenvalues of an operator on vectors of `size`.
    ///
    /// Nil when nothing is asked for, for numbers that aren't finite, and when `shouldStop` says so.
    public init?(
        count: Int, size: Int, shouldStop: () -> Bool = { false }, product: ([Double]) -> [Double]
    ) {
        guard count > 0, count <= size else { return nil }
        var found = Basis(size: size)
        guard
            var values = Self.run(
                count, Self.mostSteps(count: count, size: size), outside: nil, &found, shouldStop, product)
        else { return nil }
        // One Krylov space sees an eigenvalue once, however often it occurs: what is left beside the vectors tells whether
        // it holds another as large.
        if values.steps < size {
            for _ in 0..<count {
                var rest = Basis(size: size)
                let steps = Self.mostSteps(count: 1, size: size - count)
                guard let next = Self.run(1, steps, outside: found, &rest, shouldStop, product) else {
                    return nil
                }
                let last = values.values[count - 1]
                guard let value = next.values.first, value > last * (1 + 1e-9), value > 0 else { break }
                let place = values.values.firstIndex { $0 < value } ?? count - 1
                values.values.insert(value, at: place)
                values.values.removeLast()
                found.insert(rest, at: place)
            }
        }
        self.values = values.values
        guard let vectors = try? DoubleMatrix(rows: count, columns: size, values: found.rows) else {
            return nil
        }
        self.vectors = vectors
    }

    /// Eigenvalues in the complement of `outside`, whose vectors replace `result`, and the steps that it took.
    private static func run(
        _ count: Int, _ most: Int, outside: Basis?, _ result: inout Basis, _ shouldStop: () -> Bool,
        _ product: ([Double]) -> [Double]
    ) -> (values: [Double], steps: Int)? {
        let size = result.size
        var generator = SeededRandom(seed: 1)
        var basis = Basis(size: size)
        var matrix = Tridiagonal(diagonal: [], beside: [])
        guard var vector = draw(&generator, basis, outside) else { return nil }
        var check = min(most, 2 * count + 32)
        while true {
            guard !shouldStop() else { return nil }
            basis.append(vector)
            var next = product(vector)
            let share = VectorSums.dot(vector, next)
            guard share.isFinite else { return nil }
            matrix.diagonal.append(share)
            basis.orthogonalise(&next)
            outside?.orthogonalise(&next)
            let length = VectorSums.dot(next, next).squareRoot()
            if basis.count >= check || basis.count >= most {
                guard let (values, mixing) = matrix.eigen() else { return nil }
                let scale = max(values[0], .leastNormalMagnitude)
                let wanted = min(count, values.count)
                let gap = (0..<wanted).reduce(0) { max($0, abs(mixing[$1, basis.count - 1])) } * length
                if gap <= 1e-13 * scale || basis.count >= most {
                    result = basis.mixed(by: mixing, count: wanted)
                    return (Array(values.prefix(wanted)), basis.count)
                }
                check = min(most, check + check / 2)
            }
            if length > 1e-14 * (matrix.diagonal.max() ?? 0), length > 0 {
                vector = next.map { $0 / length }
                matrix.beside.append(length)
            } else {
                // The space so far is closed under the operator: go on beside it.
                guard let fresh = draw(&generator, basis, outside) else { return nil }
                vector = fresh
                matrix.beside.append(0)
            }
        }
    }

    /// A vector of length 1, drawn and made orthogonal to all of both.
    private static func draw(_ generator: inout SeededRandom, _ basis: Basis, _ outside: Basis?) -> [Double]?
    {
        for _ in 0..<4 {
            var vector = (0..<basis.size).map { _ in generator.unit() - 0.5 }
            let before = VectorSums.dot(vector, vector).squareRoot()
            basis.orthogonalise(&vector)
            outside?.orthogonalise(&vector)
            basis.orthogonalise(&vector)
            let length = VectorSums.dot(vector, vector).squareRoot()
            if length > 1e-10 * before { return vector.map { $0 / length } }
        }
        return nil
    }
}

/// Orthogonal vectors of length 1, one after the other.
private struct Basis {
    let size: Int
    private(set) var rows: [Double] = []
    var count: Int { size > 0 ? rows.count / size : 0 }

    init(size: Int) { self.size = size }

    mutating func append(_ vector: [Double]) { rows += vector }

    /// Puts the first vector of another in, and drops the last.
    mutating func insert(_ other: Basis, at place: Int) {
        rows.insert(contentsOf: other.rows.prefix(size), at: place * size)
        rows.removeLast(size)
    }

    /// Takes from a vector all that lies along these, twice, as once leaves what rounding hid.
    func orthogonalise(_ vector: inout [Double]) {
        guard count > 0 else { return }
        let (height, width) = (Int32(count), Int32(size))
        var shares = [Double](repeating: 0, count: count)
        for _ in 0..<2 {
            cblas_dgemv(
                CblasRowMajor, CblasNoTrans, height, width, 1, rows, width, vector, 1, 0, &shares, 1)
            cblas_dgemv(
                CblasRowMajor, CblasTrans, height, width, -1, rows, width, shares, 1, 1, &vector, 1)
        }
    }

    /// The first `count` of the vectors combined by the rows of `mixing`.
    func mixed(by mixing: DoubleMatrix, count: Int) -> Basis {
        var result = Basis(size: size)
        guard let own = try? DoubleMatrix(rows: self.count, columns: size, values: rows),
            let part = try? DoubleMatrix(
                rows: count, columns: mixing.columns,
                values: Array(mixing.values.prefix(count * mixing.columns))),
            let product = try? Products.multiply(part, own)
        else { return result }
        result.rows = product.values
        return result
    }
}
