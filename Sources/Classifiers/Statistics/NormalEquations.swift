internal import Tensors

/// The normal equations of ridge regression on ±1, one class against the rest: (S + αI) w_k = r_k, S the scatter of all rows
/// about their weighted mean μ, r_k the products of its columns with the targets.
struct NormalEquations {
    private let gram: DoubleMatrix
    /// [columns × targets].
    private let right: [Double]
    private let mean: [Double]
    /// The mean target of each regression.
    private let targets: [Double]
    private let total: Double

    init(_ scatter: ClassScatter, weights: [Double], alpha: Double) {
        let columns = scatter.means.columns
        let sizes = zip(scatter.counts, weights).map { Double($0) * $1 }
        let total = sizes.reduce(0, +)
        var mean = [Double](repeating: 0, count: columns)
        for (label, size) in sizes.enumerated() {
            VectorSums.add(size / total, scatter.means.row(label), to: &mean)
        }
        var gram = DoubleMatrix(rows: columns, columns: columns)
        if scatter.parts == .pooled {
            gram = scatter.squares[0]
        } else {
            for (label, weight) in weights.enumerated() {
                gram.add(scatter.squares[label], factor: weight)
            }
        }
        // Of two classes only the second is fitted.
        let classes = sizes.count == 2 ? [1] : Array(sizes.indices)
        var right = [Double](repeating: 0, count: columns * classes.count)
        for (label, size) in sizes.enumerated() {
            let off = zip(scatter.means.row(label), mean).map { $0 - $1 }
            gram.addOuter(off, factor: size)
            guard let place = classes.firstIndex(of: label) else { continue }
            for column in 0..<columns { right[column * classes.count + place] = 2 * size * off[column] }
        }
        for column in 0..<columns { gram[column, column] += alpha }
        self.gram = gram
        self.right = right
        self.mean = mean
        self.total = total
        targets = classes.map { 2 * sizes[$0] / total - 1 }
    }

    /// Parameters [columns + 1 × targets], the intercepts last, and Σ s (y − f)² + α ‖w‖² over all regressions.
    ///
    /// Nil when a column is a combination of others, to rounding.
    func solved() -> (parameters: [Double], objective: Double)? {
        guard let factor = CholeskyFactor(gram), factor.leastPivot(of: gram) > 1e-11 else { return nil }
        let width = targets.count
        var parameters = right
        factor.solve(&parameters, width: width)
        var objective = 0.0
        var intercepts = targets
        for (place, target) in targets.enumerated() {
            objective += total * (1 - target * target)
            for column in mean.indices {
                let weight = parameters[column * width + place]
                objective -= weight * right[column * width + place]
                intercepts[place] -= weight * mean[column]
            }
        }
        return (parameters + intercepts, objective)
    }
}
