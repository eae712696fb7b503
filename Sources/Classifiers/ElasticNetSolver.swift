internal import Glibc
internal import Tensors

/// Minimises l1 ‖W‖₁ + l2/2 ‖W‖² + loss([X 1] θ) of one group, the intercepts not penalised.
///
/// Each round takes a proximal gradient step in a diagonal metric, which finds out what is 0, and then a Newton step among
/// what isn't, its signs kept. After Byrd, Chin, Nocedal and Oztoprak, A family of second-order methods for convex
/// ℓ1-regularized optimization (2016).
struct ElasticNetSolver {
    let design: Design
    let loss: Loss
    let l1: Double
    let l2: Double
    let tolerance: Double
    let maxIterations: Int
    let pool: ThreadPool

    private var penalty: Penalty { Penalty(weights: l2, intercepts: 0) }

    /// A point with its scores and objective.
    private struct Point {
        var parameters: [Double]
        var scores: [Double]
        var smooth: Double
        var objective: Double
    }

    /// Throws `interrupted` only.
    func solve(
        from start: [Double]?, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> NewtonSolver.Solution {
        let count = (design.columns + 1) * loss.width
        var point = point(
            start.flatMap { $0.count == count ? $0 : nil } ?? [Double](repeating: 0, count: count))
        var facts = Convergence(iterations: 0, gradient: .infinity, converged: false, objective: 0)
        let scale = loss.totals.reduce(0, +)
        var (length, first) = (1.0, 0.0)
        while true {
            if shouldStop() { throw .interrupted }
            let (gradient, state) = derivatives(point)
            facts.gradient = size(gradient, at: point.parameters) / scale
            facts.converged = facts.gradient <= tolerance
            if facts.converged || facts.iterations >= maxIterations { break }
            if facts.iterations == 0 { first = facts.gradient }
            var metric = Preconditioner(diagonalOf: design, penalty: penalty)
            metric.update(design, diagonal: loss.diagonal(state, pool), width: loss.width, pool)
            let before = point.objective
            try shrink(&point, gradient, metric.hessianDiagonal, &length, shouldStop)
            try advance(&point, facts.gradient / first, shouldStop)
            facts.iterations += 1
            // Nothing is left but rounding.
            if before - point.objective <= 0 { break }
        }
        if !facts.converged { facts.converged = facts.gradient <= 100 * tolerance }
        facts.objective = point.objective
        return NewtonSolver.Solution(parameters: point.parameters, convergence: facts)
    }

    private func point(_ parameters: [Double]) -> Point {
        let scores = design.scores(parameters, width: loss.width, pool)
        let weights = parameters.dropLast(loss.width)
        let smooth =
            loss.values(at: scores, pool).reduce(0, +) + 0.5 * l2 * weights.reduce(0) { $0 + $1 * $1 }
        return Point(
            parameters: parameters, scores: scores, smooth: smooth,
            objective: smooth + l1 * weights.reduce(0) { $0 + abs($1) })
    }

    /// The gradient of all but the l1 part, and the loss's state.
    private func derivatives(_ point: Point) -> (gradient: [Double], state: [Double]) {
        let state = loss.state(at: point.scores, pool)
        var gradient = design.transposedProduct(loss.residual(state, pool), width: loss.width, pool)
        penalty.add(at: point.parameters, to: &gradient, width: loss.width)
        return (gradient, state)
    }

    /// The largest element of the subgradient nearest to 0.
    private func size(_ gradient: [Double], at parameters: [Double]) -> Double {
        let weights = gradient.count - loss.width
        return gradient.indices.reduce(0) { largest, index in
            let slope: Double
            if index >= weights {
                slope = abs(gradient[index])
            } else if parameters[index] == 0 {
                slope = max(0, abs(gradient[index]) - l1)
            } else {
                slope = abs(gradient[index] + (parameters[index] > 0 ? l1 : -l1))
            }
            return max(largest, slope)
        }
    }

    // MARK: - What is 0

    /// A proximal gradient step; `length` adapts from step to step.
    private func shrink(
        _ point: inout Point, _ gradient: [Double], _ metric: [Double], _ length: inout Double,
        _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        let weights = gradient.count - loss.width
        for _ in 0..<60 {
            if shouldStop() { throw .interrupted }
            var parameters = point.parameters
            var model = 0.0
            for index in parameters.indices {
                let pace = length / metric[index]
                let target = parameters[index] - pace * gradient[index]
                let moved =
                    index < weights
                    ? (target > 0 ? 1 : -1) * max(0, abs(target) - pace * l1) : target
                let change = moved - parameters[index]
                model += gradient[index] * change + 0.5 * change * change / pace
                parameters[index] = moved
            }
            let next = self.point(parameters)
            if next.smooth <= point.smooth + model + 1e-14 * abs(point.smooth) {
                if next.objective <= point.objective { point = next }
                length = min(1, 2 * length)
                return
            }
            length /= 2
        }
    }

    // MARK: - What isn't

    /// A Newton step among the weights that aren't 0 and the intercepts; a weight that would change its sign becomes 0.
    private func advance(
        _ point: inout Point, _ progress: Double, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) {
        let weights = point.parameters.count - loss.width
        var (gradient, state) = derivatives(point)
        var isFixed = [Bool](repeating: false, count: gradient.count)
        for index in 0..<weights {
            isFixed[index] = point.parameters[index] == 0
            gradient[index] += point.parameters[index] > 0 ? l1 : -l1
            if isFixed[index] { gradient[index] = 0 }
        }
        var metric = Preconditioner(diagonalOf: design, penalty: penalty)
        metric.update(design, diagonal: loss.diagonal(state, pool), width: loss.width, pool)
        let system = NewtonSystem(
            design: design, loss: loss, penalty: penalty, state: state, pool: pool, isFixed: isFixed)
        let (direction, _) = try system.direction(
            gradient, metric, [max(1e-5, min(0.1, progress))], shouldStop)
        var step = 1.0
        for _ in 0..<12 {
            if shouldStop() { throw .interrupted }
            var parameters = point.parameters
            var slope = 0.0
            for index in parameters.indices where !isFixed[index] {
                let moved = parameters[index] + step * direction[index]
                let kept = index < weights && moved * parameters[index] < 0 ? 0 : moved
                slope += gradient[index] * (kept - parameters[index])
                parameters[index] = kept
            }
            let next = self.point(parameters)
            if next.objective <= point.objective + 1e-4 * min(0, slope) {
                point = next
                return
            }
            step /= 2
        }
    }
}
