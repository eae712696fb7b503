internal import Tensors

extension LinearModel {
    /// The rows −w and w of one plane [columns + 1], its intercept last.
    init(plane: [Double], probability: Probability) throws(ClassifierError) {
        try self.init(planes: [plane.map { -$0 }, plane], probability: probability)
    }

    /// One plane [columns + 1] for each class, its intercept last.
    init(planes: [[Double]], probability: Probability) throws(ClassifierError) {
        var weights = DoubleMatrix(rows: planes.count, columns: planes[0].count - 1)
        weights.values = planes.flatMap { $0.dropLast() }
        try self.init(weights: weights, bias: planes.compactMap(\.last), probability: probability)
    }

    /// Parameters [columns + 1 × classes] of a softmax, centred over classes, which leaves probabilities as they are.
    init(columnsOf parameters: [Double], classes: Int, probability: Probability) throws(ClassifierError) {
        let columns = parameters.count / classes - 1
        var weights = DoubleMatrix(rows: classes, columns: columns)
        var bias = [Double](repeating: 0, count: classes)
        for column in 0...columns {
            let own = parameters[column * classes..<(column + 1) * classes]
            let mean = own.reduce(0, +) / Double(classes)
            for (label, value) in own.enumerated() {
                if column == columns {
                    bias[label] = value - mean
                } else {
                    weights[label, column] = value - mean
                }
            }
        }
        try self.init(weights: weights, bias: bias, probability: probability)
    }
}
