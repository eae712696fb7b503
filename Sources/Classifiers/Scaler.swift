internal import Tensors

/// Standardises the columns of a block: (x − mean) / deviation, by scikit-learn's biased deviation.
///
/// A constant column is divided by 1. A sparse block keeps its zeros: it is divided but not centred.
public struct Scaler: Sendable, Equatable {
    /// What is taken from each column; zeros for a sparse block.
    public let mean: [Double]
    /// What each column is divided by; never 0.
    public let deviation: [Double]

    /// Restores fitted state.
    ///
    /// Throws `badState` when the sizes differ, or a deviation isn't positive and finite.
    public init(mean: [Double], deviation: [Double]) throws(ClassifierError) {
        guard mean.count == deviation.count else {
            throw .badState(type: "Scaler", detail: "\(mean.count) means, \(deviation.count) deviations")
        }
        guard mean.allSatisfy(\.isFinite), deviation.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .badState(type: "Scaler", detail: "a mean isn't finite or a deviation isn't positive")
        }
        self.mean = mean
        self.deviation = deviation
    }

    /// Measures the columns of `block`.
    ///
    /// Throws `noRows` or `notFinite`.
    public static func fit(_ block: Features.Block) throws(ClassifierError) -> Scaler {
        guard block.rows > 0 else { throw .noRows }
        try Features([block]).checkFinite()
        let count = Double(block.rows)
        let mean = block.columnSums { value, _ in value }.map { $0 / count }
        // Stored values are measured about the mean; the zeros that a sparse block leaves out are added after.
        let stored = block.columnSums { _, _ in 1 }
        let squares = block.columnSums { value, column in (value - mean[column]) * (value - mean[column]) }
        let deviation = mean.indices.map { column in
            let variance = (squares[column] + (count - stored[column]) * mean[column] * mean[column]) / count
            // As scikit-learn does, a variance that rounding alone can make counts as 0.
            let noise =
                count * 2.2e-16 * variance + (count * mean[column] * 2.2e-16)
                * (count * mean[column] * 2.2e-16)
            return variance <= noise ? 1 : variance.squareRoot()
        }
        switch block {
        case .dense: return try Scaler(mean: mean, deviation: deviation)
        case .sparse: return try Scaler(mean: mean.map { _ in 0 }, deviation: deviation)
        }
    }

    /// Scales `block`.
    ///
    /// Throws `mismatchedColumns` when it has not as many columns as the scaler.
    public func transform(_ block: Features.Block) throws(ClassifierError) -> Features.Block {
        guard block.columns == mean.count else {
            throw .mismatchedColumns(operation: "Scaler.transform", expected: mean.count, got: block.columns)
        }
        switch block {
        case .dense(var matrix):
            let width = mean.count
            matrix.values.withUnsafeMutableBufferPointer { values in
                for index in values.indices {
                    let column = index % width
                    values[index] = Float((Double(values[index]) - mean[column]) / deviation[column])
                }
            }
            return .dense(matrix)
        case .sparse(let rows):
            var values = rows.values
            for index in values.indices { values[index] /= deviation[Int(rows.indices[index])] }
            return .sparse(try rows.replacing(values: values))
        }
    }
}

extension Features.Block {
    /// The sum over rows of `term` of each stored value and its column.
    func columnSums(_ term: (Double, Int) -> Double) -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        switch self {
        case .dense(let matrix):
            for row in 0..<matrix.rows {
                matrix.withRow(row) {
                    for column in $0.indices { sums[column] += term(Double($0[column]), column) }
                }
            }
        case .sparse(let rows):
            for (index, value) in zip(rows.indices, rows.values) {
                sums[Int(index)] += term(value, Int(index))
            }
        }
        return sums
    }
}
