public import Tensors

/// The mean of each column within each class, and how far its values stray from it.
public struct ClassMoments: Sendable, Equatable {
    /// The number of rows of each class.
    public let counts: [Int]
    /// [classes × columns]; zeros for a class without rows.
    public private(set) var means: DoubleMatrix
    /// Σ (x − mean)², [classes × columns].
    public private(set) var squares: DoubleMatrix

    /// Restores what was kept; throws `badState` when sizes disagree or a number can't be such a moment.
    public init(counts: [Int], means: DoubleMatrix, squares: DoubleMatrix) throws(ClassifierError) {
        guard counts.count == means.rows, squares.rows == means.rows, squares.columns == means.columns,
            counts.allSatisfy({ $0 >= 0 }), means.values.allSatisfy(\.isFinite),
            squares.values.allSatisfy({ $0.isFinite && $0 >= 0 })
        else { throw .badState(type: "ClassMoments", detail: "sizes differ, or a square is negative") }
        self.counts = counts
        self.means = means
        self.squares = squares
    }

    /// Measures in two passes, squares about the means.
    ///
    /// Throws `interrupted` only.
    init(_ rows: LabelledRows, _ shouldStop: () -> Bool) throws(ClassifierError) {
        counts = rows.counts
        var stored: DoubleMatrix
        (means, stored) = try Self.means(of: rows, shouldStop)
        squares = DoubleMatrix(rows: rows.classes, columns: rows.features.columns)
        for (row, label) in rows.labels.enumerated() {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            rows.features.forEachStored(row) { column, value in
                let off = value - means[label, column]
                squares[label, column] += off * off
            }
        }
        for (label, count) in counts.enumerated() {
            for column in 0..<means.columns {
                let mean = means[label, column]
                squares[label, column] += (Double(count) - stored[label, column]) * mean * mean
            }
        }
    }

    /// The means, and how many values are stored of each column.
    static func means(
        of rows: LabelledRows, _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> (means: DoubleMatrix, stored: DoubleMatrix) {
        var means = DoubleMatrix(rows: rows.classes, columns: rows.features.columns)
        var stored = means
        for (row, label) in rows.labels.enumerated() {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            rows.features.forEachStored(row) { column, value in
                means[label, column] += value
                stored[label, column] += 1
            }
        }
        for (label, count) in rows.counts.enumerated() where count > 0 {
            for column in 0..<means.columns { means[label, column] /= Double(count) }
        }
        return (means, stored)
    }

    /// The biased variances, [classes × columns].
    var variances: DoubleMatrix {
        var variances = squares
        for (label, count) in counts.enumerated() where count > 0 {
            for column in 0..<means.columns { variances[label, column] /= Double(count) }
        }
        return variances
    }

    /// The biased variance of each column over all classes.
    var overallVariances: [Double] {
        let all = Double(counts.reduce(0, +))
        let variances = variances
        return (0..<means.columns).map { column in
            var mean = 0.0
            for label in counts.indices { mean += means[label, column] * Double(counts[label]) / all }
            var variance = 0.0
            for label in counts.indices {
                let off = means[label, column] - mean
                variance += (variances[label, column] + off * off) * Double(counts[label]) / all
            }
            return variance
        }
    }

    /// Both together, by the pairwise update of Chan, Golub and LeVeque (1979); `other` has as many classes or more.
    func adding(_ other: ClassMoments) -> ClassMoments {
        var both = ClassMoments(joined: counts.adding(other.counts), other)
        for (label, count) in counts.enumerated() {
            let shares = MeanShift(count, other.counts[label])
            for column in 0..<means.columns {
                let gap = other.means[label, column] - means[label, column]
                both.means[label, column] = means[label, column] + gap * shares.ofOther
                both.squares[label, column] =
                    squares[label, column] + other.squares[label, column] + gap * gap * shares.weight
            }
        }
        return both
    }

    private init(joined counts: [Int], _ other: ClassMoments) {
        self.counts = counts
        means = other.means
        squares = other.squares
    }
}

/// How much two groups of rows count where their means are joined.
struct MeanShift {
    /// The other group's share of all rows.
    let ofOther: Double
    /// n m / (n + m): what the squared gap of their means adds to the sum of squares.
    let weight: Double

    init(_ own: Int, _ other: Int) {
        ofOther = own + other > 0 ? Double(other) / Double(own + other) : 0
        weight = ofOther * Double(own)
    }
}

extension Features {
    /// Calls `body` with each column and value that `row` stores: all of a dense block, the others of a sparse one.
    @inline(__always)
    func forEachStored(_ row: Int, _ body: (Int, Double) -> Void) {
        for (offset, block) in zip(offsets, blocks) {
            switch block {
            case .dense(let matrix):
                matrix.withRow(row) { values in
                    for column in values.indices { body(offset + column, Double(values[column])) }
                }
            case .sparse(let rows):
                for position in rows.offsets[row]..<rows.offsets[row + 1] {
                    body(offset + Int(rows.indices[position]), rows.values[position])
                }
            }
        }
    }
}
