internal import Tensors

/// The linear SVM with the squared hinge over sparse rows by its dual, a row at a time: Hsieh, Chang, Lin, Keerthi and
/// Sundararajan, A dual coordinate descent method for large-scale linear SVM (2008), with their shrinking.
///
/// min ½ ‖Σ α_i y_i [x_i 1]‖² + Σ ridge_i α_i² / 2 − Σ α_i over α ≥ 0, with ridge_i = 1 / (2 C s_i).
struct SparseDual: Sendable {
    private let problem: DualRows

    /// `lengths` is ‖[x 1]‖² of each row, `signs` is y, `limits` is C s; planes are over the columns that occur, if given.
    init(
        rows: SparseRows, over occurring: OccurringColumns?, lengths: [Double], signs: [Double],
        limits: [Double]
    ) {
        problem = DualRows(
            rows: rows, over: occurring, lengths: lengths, signs: signs, ridges: limits.map { 1 / (2 * $0) },
            ceilings: limits.map { _ in .infinity })
    }

    /// The multipliers, and the plane that they make.
    private struct Point {
        var multipliers: [Double]
        /// [columns].
        let plane: UnsafeMutableBufferPointer<Double>
        var intercept = 0.0
        /// Passes over the rows so far.
        var passes = 0
        var random = SeededRandom(seed: 0)
    }

    private static let mostPasses = 1000

    /// Descends until no element of the gradient of the mean loss is larger than `tolerance`, or as far as it gets in a
    /// thousand passes; nil when `shouldStop` says so.
    ///
    /// The weights are found in `plane`, which holds zeros, [columns].
    func solve(
        into plane: UnsafeMutableBufferPointer<Double>, tolerance: Double, _ shouldStop: () -> Bool
    ) -> PlaneFit? {
        var point = Point(multipliers: [Double](repeating: 0, count: problem.rows), plane: plane)
        // What rows are off by partly cancels over a column.
        var spread = 0.5 * tolerance * Double(problem.rows).squareRoot()
        while true {
            guard descend(&point, spread: spread, mostPasses: Self.mostPasses, shouldStop) else { return nil }
            let (objective, gradient) = measure(point)
            if gradient <= tolerance || point.passes >= Self.mostPasses {
                return PlaneFit(
                    intercept: point.intercept,
                    convergence: Convergence(
                        iterations: point.passes, gradient: gradient, converged: gradient <= tolerance,
                        objective: objective))
            }
            spread *= min(0.5, tolerance / gradient)
        }
    }

    /// The objective at the point's plane, and the largest element of the gradient of the mean loss.
    private func measure(_ point: Point) -> (objective: Double, gradient: Double) {
        var gradient = Array(point.plane)
        var slope = point.intercept
        let penalty = 0.5 * (VectorSums.dot(gradient, gradient) + slope * slope)
        let loss = problem.loss(
            plane: point.plane, intercept: point.intercept, slopes: &gradient, slope: &slope)
        let total = problem.ridges.reduce(0) { $0 + 1 / (2 * $1) }
        return (penalty + loss, gradient.reduce(abs(slope)) { max($0, abs($1)) } / total)
    }

    /// Goes over the rows until their projected slopes differ by at most `spread`, or `mostPasses` are done.
    ///
    /// False when `shouldStop` says so.
    private func descend(
        _ point: inout Point, spread: Double, mostPasses: Int, _ shouldStop: () -> Bool
    ) -> Bool {
        let all = (0..<problem.rows).map { Int32(truncatingIfNeeded: $0) }
        var active = all
        var bounds = DualRows.Bounds()
        while point.passes < mostPasses {
            guard let seen = pass(&point, &active, bounds, shouldStop) else { return false }
            point.passes += 1
            bounds = DualRows.Bounds()
            if active.isEmpty || seen.seenGreatest - seen.seenLeast <= spread {
                if active.count == all.count { return true }
                // The rows that were set aside must agree too.
                active = all
            } else if seen.seenGreatest > 0 {
                bounds.greatest = seen.seenGreatest
            }
        }
        return true
    }

    private static let block = 512

    /// One pass in a new order over the `active` rows, of which those that stay at 0 are set aside; nil when `shouldStop` says
    /// so.
    private func pass(
        _ point: inout Point, _ active: inout [Int32], _ bounds: DualRows.Bounds, _ shouldStop: () -> Bool
    ) -> DualRows.Bounds? {
        for place in active.indices.dropFirst().reversed() {
            active.swapAt(place, Int(truncatingIfNeeded: point.random.next() >> 11) % (place + 1))
        }
        var bounds = bounds
        var kept = 0
        for first in stride(from: 0, to: active.count, by: Self.block) {
            if shouldStop() { return nil }
            problem.visit(
                first..<min(active.count, first + Self.block), of: &active, kept: &kept, bounds: &bounds,
                multipliers: &point.multipliers, plane: point.plane, intercept: &point.intercept)
        }
        active.removeLast(active.count - kept)
        return bounds
    }
}
