internal import Tensors

/// A search along a direction whose scores are known, so that it costs no product with X; each group has its own step.
struct LineSearch {
    let loss: Loss
    let scores: [Double]
    /// The scores of the direction.
    let change: [Double]
    /// What the penalty adds to the slope at the start, of each group.
    let linear: [Double]
    /// The penalty's second derivative along the direction, of each group.
    let quadratic: [Double]
    let pool: ThreadPool

    /// Steps that lower the objective; 0 where rounding leaves none.
    func steps() -> [Double] {
        let groups = loss.groups
        let start = objective([Double](repeating: 0, count: groups))
        var steps = start.slopes.map { $0 < 0 ? 1.0 : 0 }
        var isDone = start.slopes.map { $0 >= 0 }
        var low = [Double](repeating: 0, count: groups)
        var high = [Double](repeating: .infinity, count: groups)
        for _ in 0..<60 where isDone.contains(false) {
            let here = objective(steps)
            for group in 0..<groups where !isDone[group] {
                let isFlat = abs(here.slopes[group]) <= 0.5 * abs(start.slopes[group])
                // On a convex line a slope still negative means that the objective fell all the way.
                let isLower =
                    here.slopes[group] <= 0
                    || here.values[group] <= start.values[group] + 1e-12 * abs(start.values[group])
                if isFlat, isLower {
                    isDone[group] = true
                    continue
                }
                if here.slopes[group] < 0 { low[group] = steps[group] } else { high[group] = steps[group] }
                steps[group] = high[group].isInfinite ? 2 * steps[group] : 0.5 * (low[group] + high[group])
            }
        }
        for group in 0..<groups where !isDone[group] { steps[group] = low[group] }
        return steps
    }

    private func objective(_ steps: [Double]) -> Loss.Along {
        var result = loss.along(scores, change, steps: steps, pool)
        for (group, step) in steps.enumerated() {
            result.values[group] += step * linear[group] + 0.5 * step * step * quadratic[group]
            result.slopes[group] += linear[group] + step * quadratic[group]
        }
        return result
    }
}
