internal import Tensors

/// A plane that was found in the place of its weights.
struct PlaneFit: Sendable {
    let intercept: Double
    let convergence: Convergence
}

extension FittedHead {
    /// Margins whose planes are found one by one on the pool's threads, each in its own row of the weights, so that weights are
    /// never held twice.
    ///
    /// `find` is given the number of a plane and zeros for its weights, [columns]. A single plane tells two labels
    /// apart. Throws `interrupted` where it gives nil.
    init(
        planes: Int, columns: Int, pool: ThreadPool,
        _ find: @Sendable (Int, UnsafeMutableBufferPointer<Double>) -> PlaneFit?
    ) throws(ClassifierError) {
        let mirrored = planes == 1 ? 1 : 0
        var weights = DoubleMatrix(rows: planes + mirrored, columns: columns)
        var found: [PlaneFit?] = []
        weights.values.withUnsafeMutableBufferPointer { all in
            // Each plane has a row of its own, so threads never meet.
            nonisolated(unsafe) let all = all
            found = pool.map(planes) { plane in
                let row = (plane + mirrored) * columns
                return find(plane, UnsafeMutableBufferPointer(rebasing: all[row..<row + columns]))
            }
            if planes == 1 { for column in 0..<columns { all[column] = -all[columns + column] } }
        }
        var bias: [Double] = []
        var convergence = Convergence.closedForm
        for fit in found {
            guard let fit else { throw .interrupted }
            bias.append(fit.intercept)
            convergence.add(fit.convergence)
        }
        if planes == 1 { bias = bias.map { -$0 } + bias }
        self.init(
            model: try LinearModel(weights: weights, bias: bias, probability: .none), convergence: convergence
        )
    }
}
