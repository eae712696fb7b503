internal import Tensors

/// The linear SVM with the hinge loss by its dual, a row at a time: Hsieh, Chang, Lin, Keerthi and Sundararajan, A dual
/// coordinate descent method for large-scale linear SVM (2008).
///
/// Near the end, where it slows down, the rows on their margins are solved for exactly, as an active set.
struct DualCoordinateDescent: Sendable {
    let features: Features
    /// ‖x‖² + 1 of each row.
    let lengths: [Double]
    /// y of each row.
    let signs: [Double]
    /// C · s of each row, the most that its multiplier may be.
    let limits: [Double]
    /// The duality gap, as a share of the objective, that ends it.
    let tolerance: Double
    let maxPasses: Int
    /// The rows as a problem whose passes are compiled, when all features are sparse.
    let sparse: DualRows?

    /// `signs` is y of each row, `limits` is C s; `lengths` is ‖x‖² + 1.
    init(
        features: Features, lengths: [Double], signs: [Double], limits: [Double], tolerance: Double,
        maxPasses: Int
    ) {
        self.features = features
        self.lengths = lengths
        self.signs = signs
        self.limits = limits
        self.tolerance = tolerance
        self.maxPasses = maxPasses
        sparse = features.onlySparse.map { rows in
            DualRows(
                rows: rows, lengths: lengths, signs: signs,
                ridges: [Double](repeating: 0, count: signs.count), ceilings: limits)
        }
    }

    /// The multipliers, and the plane [columns + 1] that they make.
    struct Point {
        var multipliers: [Double]
        var plane: [Double]
    }

    /// Finds the weights in `plane`, [columns]; nil when `shouldStop` says so.
    func solve(into plane: UnsafeMutableBufferPointer<Double>, _ shouldStop: () -> Bool) -> PlaneFit? {
        guard let best = solve(shouldStop) else { return nil }
        _ = plane.update(fromContentsOf: best.parameters.dropLast())
        return PlaneFit(intercept: best.parameters.last ?? 0, convergence: best.convergence)
    }

    private func solve(_ shouldStop: () -> Bool) -> NewtonSolver.Solution? {
        var point = Point(
            multipliers: [Double](repeating: 0, count: signs.count),
            plane: [Double](repeating: 0, count: features.columns + 1))
        var random = SeededRandom(seed: 0)
        var order = signs.indices.map { Int32(truncatingIfNeeded: $0) }
        var best = NewtonSolver.Solution(
            parameters: point.plane,
            convergence: Convergence(iterations: 0, gradient: .infinity, converged: false, objective: 0))
        var (passes, extra) = (0, 0)
        while true {
            guard !shouldStop() else { return nil }
            let gap = gap(point)
            let isBetter = gap.share < best.convergence.gradient
            if isBetter {
                best.parameters = point.plane
                best.convergence.gradient = gap.share
                best.convergence.objective = gap.primal
            }
            best.convergence.iterations = passes
            best.convergence.converged = best.convergence.gradient <= tolerance
            if passes >= maxPasses { break }
            if best.convergence.converged {
                // The weights are off by the gap's root: where it costs little, the end is sought to rounding.
                guard gap.share > Self.sharpest, isBetter || extra < 3, free(point).count <= Self.largestSet
                else { break }
                extra = isBetter ? 0 : extra + 1
            }
            for _ in 0..<10 {
                guard pass(&point, &order, &random, shouldStop) else { return nil }
                passes += 1
            }
            guard polish(&point, shouldStop) else { return nil }
        }
        return best
    }

    private static let sharpest = 1e-14

    private func gap(_ point: Point) -> (primal: Double, share: Double) {
        let half = 0.5 * VectorSums.dot(point.plane, point.plane)
        var (primal, dual) = (half, -half)
        for row in signs.indices {
            primal += limits[row] * max(0, 1 - signs[row] * features.product(row, point.plane))
            dual += point.multipliers[row]
        }
        return (primal, max(0, primal - dual) / max(1e-300, primal))
    }

    /// One pass over the rows in a new order; false when `shouldStop` says so.
    private func pass(
        _ point: inout Point, _ order: inout [Int32], _ random: inout SeededRandom, _ shouldStop: () -> Bool
    ) -> Bool {
        for place in order.indices.reversed() {
            order.swapAt(place, Int(random.unit() * Double(place + 1)))
        }
        for first in stride(from: 0, to: order.count, by: Self.block) {
            if shouldStop() { return false }
            let places = first..<min(order.count, first + Self.block)
            if let sparse {
                var (kept, bounds) = (first, DualRows.Bounds())
                sparse.visit(
                    places, of: &order, kept: &kept, bounds: &bounds, multipliers: &point.multipliers,
                    plane: &point.plane)
            } else {
                for place in places { move(Int(order[place]), &point) }
            }
        }
        return true
    }

    private static let block = 512

    /// Minimises over the multiplier of one row.
    private func move(_ row: Int, _ point: inout Point) {
        let slope = signs[row] * features.product(row, point.plane) - 1
        let old = point.multipliers[row]
        let new = min(limits[row], max(0, old - slope / lengths[row]))
        guard new != old else { return }
        point.multipliers[row] = new
        features.add((new - old) * signs[row], row, to: &point.plane)
    }

    // MARK: - The active set

    private static let largestSet = 1000

    /// Moves the multipliers between their limits to where all their rows are on the margin, as far as the limits allow.
    private func polish(_ point: inout Point, _ shouldStop: () -> Bool) -> Bool {
        for _ in 0..<20 {
            let free = free(point)
            guard !free.isEmpty, free.count <= Self.largestSet else { return true }
            guard !shouldStop() else { return false }
            guard let change = change(point, free, shouldStop) else { return true }
            // The longest step that keeps all within their limits.
            var step = 1.0
            for (place, row) in free.enumerated() {
                let room = change[place] > 0 ? limits[row] - point.multipliers[row] : point.multipliers[row]
                if abs(change[place]) * step > room { step = room / abs(change[place]) }
            }
            for (place, row) in free.enumerated() {
                let moved = min(limits[row], max(0, point.multipliers[row] + step * change[place]))
                features.add((moved - point.multipliers[row]) * signs[row], row, to: &point.plane)
                point.multipliers[row] = moved
            }
            if step == 1 { return true }
        }
        return true
    }

    /// The rows between their limits.
    private func free(_ point: Point) -> [Int] {
        signs.indices.filter {
            point.multipliers[$0] > 1e-12 * limits[$0] && point.multipliers[$0] < limits[$0] * (1 - 1e-12)
        }
    }

    /// The solution of Q δ = 1 − y f over the rows `free`; nil when Q can't be factored, or when `shouldStop` says so.
    private func change(_ point: Point, _ free: [Int], _ shouldStop: () -> Bool) -> [Double]? {
        var square = DoubleMatrix(rows: free.count, columns: free.count)
        var trace = 0.0
        for (place, row) in free.enumerated() {
            if shouldStop() { return nil }
            var wide = [Double](repeating: 0, count: features.columns + 1)
            features.add(signs[row], row, to: &wide)
            for (other, twin) in free.prefix(place + 1).enumerated() {
                square[place, other] = signs[twin] * features.product(twin, wide)
            }
            trace += square[place, place]
        }
        for place in free.indices { square[place, place] += 1e-11 * trace / Double(free.count) }
        guard let factor = CholeskyFactor(square) else { return nil }
        var right = free.map { 1 - signs[$0] * features.product($0, point.plane) }
        factor.solve(&right)
        return right
    }
}

extension Features {
    /// [x 1] · plane of a row.
    func product(_ row: Int, _ plane: [Double]) -> Double {
        plane.withUnsafeBufferPointer { plane in
            var sum = plane[columns]
            for (offset, block) in zip(offsets, blocks) {
                switch block {
                case .dense(let matrix):
                    let own = UnsafeBufferPointer(rebasing: plane[offset..<offset + matrix.columns])
                    sum += matrix.withRow(row) { VectorSums.dot($0, own) }
                case .sparse(let rows):
                    for position in rows.offsets[row]..<rows.offsets[row + 1] {
                        sum += rows.values[position] * plane[offset + Int(rows.indices[position])]
                    }
                }
            }
            return sum
        }
    }

    /// Adds factor · [x 1] of a row to `plane`.
    func add(_ factor: Double, _ row: Int, to plane: inout [Double]) {
        plane.withUnsafeMutableBufferPointer { plane in
            plane[columns] += factor
            forEachStored(row) { column, value in plane[column] += factor * value }
        }
    }
}
