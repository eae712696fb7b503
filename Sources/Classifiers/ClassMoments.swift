internal import Tensors

/// The mean and biased variance of each column within each class, [classes × columns].
struct ClassMoments: Sendable {
    var means: DoubleMatrix
    var variances: DoubleMatrix

    /// Measures in two passes, variances about the means.
    ///
    /// Throws `interrupted` only.
    init(_ training: TrainingSet, _ shouldStop: () -> Bool) throws(ClassifierError) {
        let (classes, columns) = (training.classes, training.features.columns)
        means = DoubleMatrix(rows: classes, columns: columns)
        variances = means
        var stored = means
        for (row, label) in training.labels.enumerated() {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            training.features.forEachStored(row) { column, value in
                means[label, column] += value
                stored[label, column] += 1
            }
        }
        for (label, count) in training.counts.enumerated() {
            for column in 0..<columns { means[label, column] /= Double(count) }
        }
        for (row, label) in training.labels.enumerated() {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            training.features.forEachStored(row) { column, value in
                let off = value - means[label, column]
                variances[label, column] += off * off
            }
        }
        for (label, count) in training.counts.enumerated() {
            for column in 0..<columns {
                let mean = means[label, column]
                let absent = Double(count) - stored[label, column]
                variances[label, column] = (variances[label, column] + absent * mean * mean) / Double(count)
            }
        }
    }

    /// The biased variance of each column over all classes.
    func overallVariances(_ counts: [Int]) -> [Double] {
        let all = Double(counts.reduce(0, +))
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
