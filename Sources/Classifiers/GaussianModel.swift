internal import Glibc
public import Tensors

/// Gaussian naive Bayes: score_k = ln π_k − ½ Σ_j (ln 2πσ²_kj + (x_j − μ_kj)² / σ²_kj).
///
/// Quadratic in the features, so no exact split into sums of weights exists.
public struct GaussianModel: Sendable, Equatable {
    /// ln π_k of each class.
    public let logPriors: [Double]
    /// μ, [classes × columns].
    public let means: DoubleMatrix
    /// σ², [classes × columns], all above 0.
    public let variances: DoubleMatrix

    /// The number of classes.
    public var classes: Int { means.rows }
    /// The number of feature columns.
    public var columns: Int { means.columns }
    private static let blockRows = 128

    /// Checks that shapes agree, all numbers are finite and variances above 0; throws `badState` otherwise.
    public init(logPriors: [Double], means: DoubleMatrix, variances: DoubleMatrix) throws(ClassifierError) {
        guard means.rows >= 2, logPriors.count == means.rows, variances.rows == means.rows,
            variances.columns == means.columns
        else { throw .badState(type: "GaussianModel", detail: "sizes differ") }
        guard logPriors.allSatisfy(\.isFinite), means.values.allSatisfy(\.isFinite),
            variances.values.allSatisfy({ $0 > 0 && $0.isFinite })
        else {
            throw .badState(
                type: "GaussianModel", detail: "a number isn't finite, or a variance isn't positive")
        }
        self.logPriors = logPriors
        self.means = means
        self.variances = variances
    }

    func scores(
        _ features: Features, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> DoubleMatrix {
        guard features.columns == columns else {
            throw .mismatchedColumns(operation: "scores", expected: columns, got: features.columns)
        }
        let base = self.base(features)
        var result = DoubleMatrix(rows: features.rows, columns: classes)
        let bounds = (0...(features.rows + Self.blockRows - 1) / Self.blockRows)
            .map { min(features.rows, $0 * Self.blockRows) }
        pool.forEachPart(of: &result.values, bounds: bounds.map { $0 * classes }) { block, part in
            guard !shouldStop() else { return }
            for row in bounds[block]..<bounds[block + 1] {
                for label in 0..<classes {
                    part[(row - bounds[block]) * classes + label] =
                        base[label] - 0.5 * distance(features, row, label)
                }
            }
        }
        if shouldStop() { throw .interrupted }
        return result
    }

    /// What every row starts from: all but the squares, and of sparse blocks the squares of zeros.
    private func base(_ features: Features) -> [Double] {
        var base = logPriors
        for label in 0..<classes {
            for column in 0..<columns { base[label] -= 0.5 * log(2 * .pi * variances[label, column]) }
            for (offset, block) in zip(features.offsets, features.blocks) {
                guard case .sparse(let rows) = block else { continue }
                for column in offset..<offset + rows.columns {
                    base[label] -=
                        0.5 * means[label, column] * means[label, column] / variances[label, column]
                }
            }
        }
        return base
    }

    /// Σ (x − μ)² / σ², of sparse blocks what stored values add to zeros.
    private func distance(_ features: Features, _ row: Int, _ label: Int) -> Double {
        var sum = 0.0
        for (offset, block) in zip(features.offsets, features.blocks) {
            switch block {
            case .dense(let matrix):
                matrix.withRow(row) { values in
                    for column in values.indices {
                        let off = Double(values[column]) - means[label, offset + column]
                        sum += off * off / variances[label, offset + column]
                    }
                }
            case .sparse(let rows):
                for position in rows.offsets[row]..<rows.offsets[row + 1] {
                    let (value, column) = (rows.values[position], offset + Int(rows.indices[position]))
                    sum += value * (value - 2 * means[label, column]) / variances[label, column]
                }
            }
        }
        return sum
    }
}
