internal import Tensors

extension LinearModel {
    /// The rows −w and w of one plane [columns + 1], its intercept last.
    init(plane: [Double], probability: Probability) throws(ClassifierError) {
        var weights = DoubleMatrix(rows: 2, columns: plane.count - 1)
        weights.values = plane.dropLast().map { -$0 } + plane.dropLast()
        try self.init(
            weights: weights, bias: plane.last.map { [-$0, $0] } ?? [], probability: probability)
    }

    /// Parameters [columns + 1 × classes], a plane for each class.
    init(planesOf parameters: [Double], classes: Int, probability: Probability) throws(ClassifierError) {
        let columns = parameters.count / classes - 1
        var weights = DoubleMatrix(rows: classes, columns: columns)
        for label in 0..<classes {
            for column in 0..<columns { weights[label, column] = parameters[column * classes + label] }
        }
        try self.init(
            weights: weights, bias: Array(parameters[(columns * classes)...]), probability: probability)
    }

    /// Parameters [columns + 1 × classes] of a softmax; intercepts, and weights unless `keepsWeights`, are centred over
    /// classes, which leaves probabilities as they are.
    init(softmax parameters: [Double], classes: Int, keepsWeights: Bool) throws(ClassifierError) {
        var centred = parameters
        let intercepts = parameters.count - classes
        for first in stride(from: keepsWeights ? intercepts : 0, to: parameters.count, by: classes) {
            let mean = parameters[first..<first + classes].reduce(0, +) / Double(classes)
            for index in first..<first + classes { centred[index] -= mean }
        }
        try self.init(planesOf: centred, classes: classes, probability: .softmax)
    }

    /// The parameters [columns + 1 × classes] of some classes, for a solver to start from; nil when the model is of another
    /// size or kind.
    func parameters(of picks: [Int], columns: Int) -> [Double]? {
        guard columns == self.columns, reading == .value, picks.allSatisfy({ $0 < classes }) else {
            return nil
        }
        var parameters: [Double] = []
        parameters.reserveCapacity((columns + 1) * picks.count)
        for column in 0..<columns { for label in picks { parameters.append(weights[label, column]) } }
        return parameters + picks.map { bias[$0] }
    }
}
