internal import Glibc

/// A symmetric tridiagonal matrix.
struct Tridiagonal {
    /// The diagonal, [n].
    var diagonal: [Double]
    /// Beside the diagonal, [n − 1].
    var beside: [Double]

    /// Eigenvalues, largest first, and the eigenvectors as rows, by implicit QL (Bowdler, Martin, Reinsch and Wilkinson 1968).
    ///
    /// Nil when it doesn't converge, as for numbers that aren't finite.
    func eigen() -> (values: [Double], vectors: DoubleMatrix)? {
        let size = diagonal.count
        guard size > 0, beside.count == size - 1 else { return nil }
        var (d, e) = (diagonal, beside + [0])
        var rows = DoubleMatrix(rows: size, columns: size)
        for row in 0..<size { rows[row, row] = 1 }
        for low in 0..<size {
            var sweeps = 0
            while true {
                let high = Self.end(of: low, d, e)
                if high == low { break }
                sweeps += 1
                guard sweeps <= 60 else { return nil }
                Self.sweep(low, high, &d, &e, &rows.values, size)
            }
        }
        let order = (0..<size).sorted { d[$0] != d[$1] ? d[$0] > d[$1] : $0 < $1 }
        var vectors = DoubleMatrix(rows: size, columns: size)
        for (place, row) in order.enumerated() {
            for column in 0..<size { vectors[place, column] = rows[row, column] }
        }
        return (order.map { d[$0] }, vectors)
    }

    /// The last row of the unreduced block that begins at `low`.
    private static func end(of low: Int, _ d: [Double], _ e: [Double]) -> Int {
        var high = low
        while high + 1 < d.count, abs(e[high]) > 1.2e-16 * (abs(d[high]) + abs(d[high + 1])) { high += 1 }
        return high
    }

    /// One QL step over the rows `low ... high`; what it turns is turned in `rows` too.
    private static func sweep(
        _ low: Int, _ high: Int, _ d: inout [Double], _ e: inout [Double], _ rows: inout [Double], _ size: Int
    ) {
        var g = (d[low + 1] - d[low]) / (2 * e[low])
        let root = hypot(g, 1)
        g = d[high] - d[low] + e[low] / (g + (g < 0 ? -root : root))
        var (sine, cosine, p) = (1.0, 1.0, 0.0)
        var row = high - 1
        while row >= low {
            let (f, b) = (sine * e[row], cosine * e[row])
            let radius = hypot(f, g)
            e[row + 1] = radius
            guard radius > 0 else {
                d[row + 1] -= p
                e[high] = 0
                return
            }
            (sine, cosine) = (f / radius, g / radius)
            g = d[row + 1] - p
            let turned = (d[row] - g) * sine + 2 * cosine * b
            p = sine * turned
            d[row + 1] = g + p
            g = cosine * turned - b
            rotate(&rows, row * size, (row + 1) * size, size, sine, cosine)
            row -= 1
        }
        d[low] -= p
        e[low] = g
        e[high] = 0
    }

    private static func rotate(
        _ rows: inout [Double], _ one: Int, _ other: Int, _ size: Int, _ sine: Double, _ cosine: Double
    ) {
        rows.withUnsafeMutableBufferPointer { rows in
            for column in 0..<size {
                let (left, right) = (rows[one + column], rows[other + column])
                rows[other + column] = sine * left + cosine * right
                rows[one + column] = cosine * left - sine * right
            }
        }
    }
}
