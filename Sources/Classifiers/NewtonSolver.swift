internal import Tensors

/// Minimises ½ Σ penalty · θ² + loss([X 1] θ), convex, by Newton's method: directions by preconditioned conjugate
/// gradients, steps by a search along the direction that costs no product with X.
///
/// After Lin, Weng and Keerthi (2008), and Nocedal and Wright, Numerical Optimization, chapter 7.
struct NewtonSolver {
    let design: Design
    let loss: Loss
    let penalty: Double
    let interceptPenalty: Double
    let tolerance: Double
    let maxIterations: Int

    /// What was found: parameters [columns + 1 × width] and the facts about them.
    struct Solution {
        var parameters: [Double]
        var convergence: Convergence
    }

    /// Throws `interrupted` only.
    func solve(_ shouldStop: @Sendable () -> Bool) throws(ClassifierError) -> Solution {
        let width = loss.width
        var parameters = [Double](repeating: 0, count: (design.columns + 1) * width)
        var scores = design.scores(parameters, width: width)
        var facts = Convergence(iterations: 0, gradient: .infinity, converged: false, objective: 0)
        guard
            var preconditioner = Preconditioner(
                design, penalty: penalty, interceptPenalty: interceptPenalty, shouldStop)
        else { throw .interrupted }
        let scale = loss.weights.reduce(0, +)
        var first = 0.0
        while true {
            if shouldStop() { throw .interrupted }
            let derivatives = loss.derivatives(at: scores, design.pool)
            var gradient = design.transposedProduct(derivatives.residual, width: width)
            addPenalty(parameters, to: &gradient)
            facts.gradient = gradient.reduce(0) { max($0, abs($1)) } / scale
            facts.converged = facts.gradient <= tolerance
            if facts.converged || facts.iterations >= maxIterations { break }
            if facts.iterations == 0 { first = facts.gradient }

            preconditioner.update(design, diagonal: loss.diagonal(derivatives), width: width)
            let forcing = min(0.1, (facts.gradient / first).squareRoot())
            let (direction, change) = try self.direction(
                gradient, derivatives, preconditioner, forcing, shouldStop)
            guard let step = step(parameters, direction, scores, change) else { break }
            VectorSums.add(step, direction, to: &parameters)
            VectorSums.add(step, change, to: &scores)
            facts.iterations += 1
        }
        facts.objective = loss.along(scores, scores, step: 0, design.pool).value + penaltyValue(parameters)
        facts.hasFiniteOptimum = penalty > 0 || !loss.isSeparated(at: scores)
        return Solution(parameters: parameters, convergence: facts)
    }

    // MARK: - Direction

    /// An approximate solution of H d = −g, and its scores [X 1] d: conjugate gradients until the residual is `forcing`
    /// of the first.
    private func direction(
        _ gradient: [Double], _ derivatives: Loss.Derivatives, _ preconditioner: Preconditioner,
        _ forcing: Double,
        _ shouldStop: () -> Bool
    ) throws(ClassifierError) -> (direction: [Double], change: [Double]) {
        let width = loss.width
        var direction = [Double](repeating: 0, count: gradient.count)
        var change = [Double](repeating: 0, count: design.rows * width)
        var residual = gradient.map { -$0 }
        var step = preconditioner.apply(residual, width: width)
        var energy = VectorSums.dot(residual, step)
        let goal = forcing * forcing * energy
        for _ in 0..<max(50, min(1000, gradient.count)) {
            if shouldStop() { throw .interrupted }
            let scores = design.scores(step, width: width)
            let curved = hessian(derivatives, times: step, scores: scores)
            let bend = VectorSums.dot(step, curved)
            guard bend > 0, energy > 0, energy > goal else { break }
            let length = energy / bend
            VectorSums.add(length, step, to: &direction)
            VectorSums.add(length, scores, to: &change)
            VectorSums.add(-length, curved, to: &residual)
            let preconditioned = preconditioner.apply(residual, width: width)
            let next = VectorSums.dot(residual, preconditioned)
            let ratio = next / energy
            for index in step.indices { step[index] = preconditioned[index] + ratio * step[index] }
            energy = next
            if energy <= goal { break }
        }
        return (direction, change)
    }

    /// H · direction, of which `scores` are [X 1] · direction.
    private func hessian(
        _ derivatives: Loss.Derivatives, times direction: [Double], scores: [Double]
    ) -> [Double] {
        var curved = scores
        loss.curve(derivatives, times: &curved, design.pool)
        var result = design.transposedProduct(curved, width: loss.width)
        addPenalty(direction, to: &result)
        return result
    }

    // MARK: - Step

    /// A step that lowers the objective along `direction`, or nil when rounding leaves none.
    private func step(
        _ parameters: [Double], _ direction: [Double], _ scores: [Double], _ change: [Double]
    ) -> Double? {
        let linear = penaltyProduct(parameters, direction)
        let quadratic = penaltyProduct(direction, direction)
        func objective(_ step: Double) -> (value: Double, slope: Double) {
            let (value, slope) = loss.along(scores, change, step: step, design.pool)
            return (value + step * linear + 0.5 * step * step * quadratic, slope + linear + step * quadratic)
        }
        let start = objective(0)
        guard start.slope < 0 else { return nil }
        var (low, high) = (0.0, Double.infinity)
        var step = 1.0
        for _ in 0..<60 {
            let here = objective(step)
            let isFlat = abs(here.slope) <= 0.5 * abs(start.slope)
            // On a convex line a slope still negative means that the objective fell all the way.
            let isLower = here.slope <= 0 || here.value <= start.value + 1e-12 * abs(start.value)
            if isFlat, isLower { return step }
            if here.slope < 0 { low = step } else { high = step }
            step = high.isInfinite ? 2 * step : 0.5 * (low + high)
        }
        return low > 0 ? low : nil
    }

    // MARK: - Penalty

    private func addPenalty(_ parameters: [Double], to gradient: inout [Double]) {
        let intercepts = design.columns * loss.width
        for index in 0..<intercepts { gradient[index] += penalty * parameters[index] }
        for index in intercepts..<gradient.count { gradient[index] += interceptPenalty * parameters[index] }
    }

    private func penaltyProduct(_ left: [Double], _ right: [Double]) -> Double {
        let intercepts = design.columns * loss.width
        var tail = 0.0
        for index in intercepts..<left.count { tail += left[index] * right[index] }
        let all = VectorSums.dot(left, right)
        return penalty == interceptPenalty ? penalty * all : penalty * (all - tail) + interceptPenalty * tail
    }

    private func penaltyValue(_ parameters: [Double]) -> Double {
        0.5 * penaltyProduct(parameters, parameters)
    }
}
