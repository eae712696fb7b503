internal import Tensors

/// The scatter of one class's rows, and how far its covariance should be shrunk.
struct ClassShape {
    /// The number of rows.
    let rows: Int
    /// The mean row.
    let mean: [Double]
    /// Σ a_j a_k, the lower triangle.
    let squares: DoubleMatrix
    /// Σ a_j² a_k², the lower triangle; read for Ledoit and Wolf's estimate alone.
    let fourths: DoubleMatrix?

    /// The deviation of each column; 1 for a constant one.
    private var deviations: [Double] {
        mean.indices.map { column in
            let variance = squares[column, column] / Double(rows)
            // A constant column varies by rounding alone.
            return variance > 1e-26 * mean[column] * mean[column] ? variance.squareRoot() : 1
        }
    }

    /// Adds the class's part of a covariance over `all` rows, shrunk.
    func add(to sum: inout DoubleMatrix, all: Int, _ shrinkage: LinearDiscriminant.Shrinkage) {
        let size = mean.count
        guard size > 0, rows > 0 else { return }
        let share = Double(rows) / Double(all)
        let trace = (0..<size).reduce(0) { $0 + squares[$1, $1] } / Double(rows)
        var (factor, target) = (0.0, [Double](repeating: 0, count: size))
        switch shrinkage {
        case .none: break
        case .share(let given):
            factor = given
            target = target.map { _ in trace / Double(size) }
        case .auto:
            let estimate = ledoitWolf()
            factor = estimate.share
            target = deviations.map { $0 * $0 * estimate.mean }
        }
        sum.add(squares, factor: (1 - factor) / Double(all))
        for row in 0..<size { sum[row, row] += share * factor * target[row] }
    }

    /// The share of shrinkage over standardised columns, and their mean variance.
    private func ledoitWolf() -> (share: Double, mean: Double) {
        let (size, count) = (mean.count, Double(rows))
        let deviations = self.deviations
        // What standardised columns have: sums of squared correlations, of variances, and of the fourth powers of lengths.
        var (squared, trace, lengths) = (0.0, 0.0, 0.0)
        for row in 0..<size {
            for column in 0...row {
                let scale = deviations[row] * deviations[column]
                let value = squares[row, column] / count / scale
                let weight: Double = row == column ? 1 : 2
                squared += weight * value * value
                lengths += weight * (fourths?[row, column] ?? 0) / (scale * scale)
                if row == column { trace += value }
            }
        }
        let width = Double(size)
        let variance = trace / width
        let delta = (squared - 2 * variance * trace + width * variance * variance) / width
        let beta = min((lengths / count - squared) / (width * count), delta)
        return (beta == 0 ? 0 : beta / delta, variance)
    }
}
