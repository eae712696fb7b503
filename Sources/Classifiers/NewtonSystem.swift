internal import Tensors

/// The Newton equations H d = −g at one point, H = [X 1]ᵀ loss″ [X 1] + penalty.
struct NewtonSystem {
    let design: Design
    let loss: Loss
    let penalty: Penalty
    /// The loss's state at the point.
    let state: [Double]
    let pool: ThreadPool
    /// Parameters that stay as they are; nil when all may move.
    var isFixed: [Bool]?

    private var shape: Grouped { Grouped(width: loss.width, groups: loss.groups) }

    /// An approximate solution, and its scores [X 1] d: conjugate gradients until the residual of each group is `forcing` of
    /// its first.
    ///
    /// Throws `interrupted` only.
    func direction(
        _ gradient: [Double], _ preconditioner: Preconditioner, _ forcing: [Double], _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> (direction: [Double], change: [Double]) {
        let (shape, width) = (shape, loss.width)
        var direction = [Double](repeating: 0, count: gradient.count)
        var change = [Double](repeating: 0, count: design.rows * width)
        var residual = gradient.map { -$0 }
        hold(&residual)
        var step = preconditioner.apply(residual, width: width)
        hold(&step)
        var energies = shape.dots(residual, step)
        let goals = zip(energies, forcing).map { $0 * $1 * $1 }
        var isDone = energies.map { $0 <= 0 }
        for _ in 0..<max(50, min(1000, gradient.count)) where isDone.contains(false) {
            if shouldStop() { throw .interrupted }
            let scores = design.scores(step, width: width, pool)
            let curved = hessian(times: step, scores: scores)
            let bends = shape.dots(step, curved)
            for group in bends.indices where bends[group] <= 0 { isDone[group] = true }
            let lengths = bends.indices.map { isDone[$0] ? 0 : energies[$0] / bends[$0] }
            shape.add(lengths, step, to: &direction)
            shape.add(lengths, scores, to: &change)
            shape.add(lengths.map { -$0 }, curved, to: &residual)
            var preconditioned = preconditioner.apply(residual, width: width)
            hold(&preconditioned)
            let next = shape.dots(residual, preconditioned)
            let ratios = next.indices.map { isDone[$0] ? 0 : next[$0] / energies[$0] }
            shape.scale(ratios, &step, adding: preconditioned)
            for group in next.indices where !isDone[group] {
                energies[group] = next[group]
                isDone[group] = next[group] <= goals[group]
            }
        }
        return (direction, change)
    }

    private func hold(_ values: inout [Double]) {
        guard let isFixed else { return }
        for index in values.indices where isFixed[index] { values[index] = 0 }
    }

    /// H · direction, of which `scores` are [X 1] · direction.
    private func hessian(times direction: [Double], scores: [Double]) -> [Double] {
        var curved = scores
        loss.curve(state, times: &curved, pool)
        var result = design.transposedProduct(curved, width: loss.width, pool)
        penalty.add(at: direction, to: &result, width: loss.width)
        hold(&result)
        return result
    }
}
