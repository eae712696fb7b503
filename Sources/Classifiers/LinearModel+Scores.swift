internal import Glibc
public import Tensors

extension LinearModel {
    private static let blockRows = 128

    /// The score of each row for each class, [rows × classes].
    ///
    /// The bits of a row's scores don't depend on the other rows. Throws `mismatchedColumns` or `interrupted`.
    public func scores(
        _ features: Features, pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> DoubleMatrix {
        let features = reading == .presence ? try features.presence() : features
        guard features.columns == columns else {
            throw .mismatchedColumns(operation: "scores", expected: columns, got: features.columns)
        }
        var result = DoubleMatrix(rows: features.rows, columns: classes)
        let blocks = (features.rows + Self.blockRows - 1) / Self.blockRows
        let bounds = (0...blocks).map { min(features.rows, $0 * Self.blockRows) }
        pool.forEachPart(of: &result.values, bounds: bounds.map { $0 * classes }) { block, part in
            guard !shouldStop() else { return }
            for row in bounds[block]..<bounds[block + 1] {
                let first = (row - bounds[block]) * classes
                for label in 0..<classes { part[first + label] = bias[label] }
                for (offset, block) in zip(features.offsets, features.blocks) {
                    add(row, of: block, offset, to: part, first)
                }
            }
        }
        if shouldStop() { throw .interrupted }
        return result
    }

    private func add(
        _ row: Int, of block: Features.Block, _ offset: Int, to sum: UnsafeMutableBufferPointer<Double>,
        _ first: Int
    ) {
        weights.values.withUnsafeBufferPointer { weights in
            switch block {
            case .dense(let matrix):
                matrix.withRow(row) { vector in
                    for label in 0..<classes {
                        let start = label * columns + offset
                        let own = UnsafeBufferPointer(rebasing: weights[start..<start + vector.count])
                        sum[first + label] += VectorSums.dot(vector, own)
                    }
                }
            case .sparse(let rows):
                for label in 0..<classes {
                    let start = label * columns + offset
                    var total = 0.0
                    for position in rows.offsets[row]..<rows.offsets[row + 1] {
                        total += rows.values[position] * weights[start + Int(rows.indices[position])]
                    }
                    sum[first + label] += total
                }
            }
        }
    }

    /// Probabilities from `scores`, [rows × classes]; nil when this model has none.
    ///
    /// Each row sums to 1 unless labels are independent.
    public func probabilities(ofScores scores: DoubleMatrix) throws(ClassifierError) -> DoubleMatrix? {
        try HeadModel.check(scores, classes, "probabilities")
        guard probability != .none else { return nil }
        var result = scores
        result.values.withUnsafeMutableBufferPointer { values in
            for first in stride(from: 0, to: values.count, by: classes) {
                switch probability {
                case .softmax: Softmax.replace(values, first..<first + classes)
                case .sigmoid, .normalisedSigmoid, .independent:
                    for index in first..<first + classes { values[index] = 1 / (1 + exp(-values[index])) }
                    if probability == .normalisedSigmoid { Self.normalise(values, first..<first + classes) }
                case .none: break
                }
            }
        }
        return result
    }

    /// Divides by the sum; shares that all vanish become equal.
    private static func normalise(_ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>) {
        let sum = values[range].reduce(0, +)
        for index in range { values[index] = sum > 0 ? values[index] / sum : 1 / Double(range.count) }
    }
}
