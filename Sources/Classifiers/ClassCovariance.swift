internal import Tensors

/// The biased covariance of the columns within one class, and how far it should be shrunk.
struct ClassCovariance: Sendable {
    let rows: Int
    private let mean: [Double]
    /// [columns × columns], the lower triangle.
    private var covariance: DoubleMatrix
    /// Σ over rows of the fourth power of the length of the centred, standardised row.
    private var fourths = 0.0
    private static let chunkRows = 256

    /// Throws `interrupted` only.
    init(
        _ training: TrainingSet, label: Int, means: DoubleMatrix, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        let own = training.labels.indices.filter { training.labels[$0] == label }
        mean = means.row(label)
        rows = own.count
        covariance = DoubleMatrix(rows: mean.count, columns: mean.count)
        for first in stride(from: 0, to: own.count, by: Self.chunkRows) {
            if shouldStop() { throw .interrupted }
            let chunk = own[first..<min(own.count, first + Self.chunkRows)]
            covariance.addGram(
                Self.centred(training.features, chunk, mean), factor: 1 / Double(own.count))
        }
        let deviations = self.deviations
        for first in stride(from: 0, to: own.count, by: Self.chunkRows) {
            if shouldStop() { throw .interrupted }
            for row in own[first..<min(own.count, first + Self.chunkRows)] {
                let centred = Self.centred(training.features, [row], mean)
                var length = 0.0
                for (value, deviation) in zip(centred, deviations) {
                    length += (value / deviation) * (value / deviation)
                }
                fourths += length * length
            }
        }
    }

    private static func centred(_ features: Features, _ rows: ArraySlice<Int>, _ mean: [Double]) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(rows.count * mean.count)
        for row in rows {
            let first = values.count
            for value in mean { values.append(-value) }
            features.forEachStored(row) { column, value in values[first + column] += value }
        }
        return values
    }

    /// The deviation of each column; 1 for a constant one.
    private var deviations: [Double] {
        (0..<covariance.rows).map { column in
            let variance = covariance[column, column]
            // A constant column varies by rounding alone.
            return variance > 1e-26 * mean[column] * mean[column] ? variance.squareRoot() : 1
        }
    }

    /// Adds `share` of the covariance, shrunk.
    func add(to sum: inout DoubleMatrix, share: Double, _ shrinkage: LinearDiscriminant.Shrinkage) {
        let size = covariance.rows
        guard size > 0 else { return }
        let trace = (0..<size).reduce(0) { $0 + covariance[$1, $1] }
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
        for row in 0..<size {
            for column in 0...row { sum[row, column] += share * (1 - factor) * covariance[row, column] }
            sum[row, row] += share * factor * target[row]
        }
    }

    /// The share of shrinkage over standardised columns, and their mean variance.
    private func ledoitWolf() -> (share: Double, mean: Double) {
        let (size, count) = (covariance.rows, Double(rows))
        let deviations = self.deviations
        var (squares, trace) = (0.0, 0.0)
        for row in 0..<size {
            for column in 0...row {
                let value = covariance[row, column] / (deviations[row] * deviations[column])
                squares += (row == column ? 1 : 2) * value * value
                if row == column { trace += value }
            }
        }
        let width = Double(size)
        let variance = trace / width
        let delta = (squares - 2 * variance * trace + width * variance * variance) / width
        let beta = min((fourths / count - squares) / (width * count), delta)
        return (beta == 0 ? 0 : beta / delta, variance)
    }
}
