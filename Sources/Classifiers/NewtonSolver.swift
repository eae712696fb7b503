internal import Tensors

/// Minimises penalty(θ) + loss([X 1] θ), convex, by Newton's method: directions by preconditioned conjugate gradients,
/// steps by a search along the direction that costs no product with X.
///
/// Groups of scores that don't touch each other (a class against the rest) go side by side, each with steps of its own, so
/// that X is read once for all; those that have arrived drop out. After Lin, Weng and Keerthi (2008), and Nocedal and Wright,
/// Numerical Optimization, chapter 7.
struct NewtonSolver {
    let design: Design
    let loss: Loss
    let penalty: Penalty
    let tolerance: Double
    let maxIterations: Int
    let pool: ThreadPool

    /// What was found: parameters [columns + 1 × width] and the facts about them.
    struct Solution {
        var parameters: [Double]
        var convergence: Convergence
    }

    /// What is still being solved.
    private struct Course {
        var loss: Loss
        /// The groups of the whole problem that `loss` holds.
        var groups: [Int]
        var parameters: [Double]
        var scores: [Double]
        var scales: [Double]
        /// The first gradient of each group.
        var first: [Double]
        var isStuck: [Bool]

        var shape: Grouped { Grouped(width: loss.width, groups: loss.groups) }
    }

    /// `start` and the solution are over the features' columns, whatever was joined in `design`; throws `interrupted` only.
    func solve(
        from start: [Double]? = nil, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> Solution {
        let size = (design.origins.reduce(1) { $0 + $1.columns }) * loss.width
        let start = start.flatMap { $0.count == size ? design.shrink($0, width: loss.width) : nil }
        // Over many columns the vectors of one group alone fill the processor's cache.
        var solution =
            loss.groups > 1 && design.columns > Self.mostColumnsTogether
            ? try solveApart(from: start, shouldStop) : try solveTogether(from: start, shouldStop)
        solution.parameters = design.expand(solution.parameters, width: loss.width)
        return solution
    }

    private static let mostColumnsTogether = 16_384

    /// The groups one by one, side by side on the pool's threads.
    private func solveApart(
        from start: [Double]?, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> Solution {
        let shape = Grouped(width: loss.width, groups: loss.groups)
        let solutions = pool.map(loss.width) { column in
            // The only error is an interrupt, which the result tells too.
            try? NewtonSolver(
                design: design, loss: loss.restricted(to: [column]), penalty: penalty,
                tolerance: tolerance, maxIterations: maxIterations, pool: ThreadPool(threads: 1)
            ).solveTogether(from: start.map { shape.columns([column], of: $0) }, shouldStop)
        }
        return try Solution(joining: solutions)
    }

    private func solveTogether(
        from start: [Double]?, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> Solution {
        var course = self.course(from: start)
        var found = Solution(parameters: course.parameters, convergence: .closedForm)
        var iterations = 0
        guard var preconditioner = Preconditioner(design, penalty: penalty, pool, shouldStop) else {
            throw .interrupted
        }
        while true {
            if shouldStop() { throw .interrupted }
            let state = course.loss.state(at: course.scores, pool)
            var gradient = design.transposedProduct(
                course.loss.residual(state, pool), width: course.loss.width, pool)
            penalty.add(at: course.parameters, to: &gradient, width: course.loss.width)
            let sizes = zip(course.shape.largest(gradient), course.scales).map { $0 / $1 }
            if iterations == 0 { course.first = sizes }
            let going = sizes.indices.filter {
                sizes[$0] > tolerance && iterations < maxIterations && !course.isStuck[$0]
            }
            if going.count < sizes.count {
                finish(course, sizes, except: going, iterations, &found)
                if going.isEmpty { return found }
                course = restrict(course, to: going)
                continue
            }
            preconditioner.update(
                design, diagonal: course.loss.diagonal(state, pool), width: course.loss.width, pool)
            try advance(&course, gradient, state, sizes, preconditioner, shouldStop)
            iterations += 1
        }
    }

    private func course(from start: [Double]?) -> Course {
        let parameters = start ?? [Double](repeating: 0, count: (design.columns + 1) * loss.width)
        return Course(
            loss: loss, groups: Array(0..<loss.groups), parameters: parameters,
            scores: design.scores(parameters, width: loss.width, pool), scales: loss.totals, first: [],
            isStuck: [Bool](repeating: false, count: loss.groups))
    }

    /// Takes down the groups that have ended.
    private func finish(
        _ course: Course, _ sizes: [Double], except going: [Int], _ iterations: Int, _ found: inout Solution
    ) {
        let values = course.loss.values(at: course.scores, pool)
        let penalties = penalty.product(course.parameters, course.parameters, course.shape)
        let isSeparated = penalty.weights > 0 ? nil : course.loss.isSeparated(at: course.scores)
        for group in sizes.indices where !going.contains(group) {
            found.convergence.add(
                Convergence(
                    iterations: iterations, gradient: sizes[group], converged: sizes[group] <= tolerance,
                    objective: values[group] + 0.5 * penalties[group],
                    hasFiniteOptimum: isSeparated?[group] != true))
            guard loss.groups > 1 else {
                found.parameters = course.parameters
                continue
            }
            for row in 0...design.columns {
                found.parameters[row * loss.width + course.groups[group]] =
                    course.parameters[row * course.loss.width + group]
            }
        }
    }

    private func restrict(_ course: Course, to going: [Int]) -> Course {
        Course(
            loss: course.loss.restricted(to: going), groups: going.map { course.groups[$0] },
            parameters: course.shape.columns(going, of: course.parameters),
            scores: course.shape.columns(going, of: course.scores),
            scales: going.map { course.scales[$0] }, first: going.map { course.first[$0] },
            isStuck: going.map { course.isStuck[$0] })
    }

    /// One Newton step of every group.
    private func advance(
        _ course: inout Course, _ gradient: [Double], _ state: [Double], _ sizes: [Double],
        _ preconditioner: Preconditioner, _ shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) {
        let system = NewtonSystem(
            design: design, loss: course.loss, penalty: penalty, state: state, pool: pool)
        let forcing = zip(sizes, course.first).map { min(0.1, ($0 / $1).squareRoot()) }
        let (direction, change) = try system.direction(gradient, preconditioner, forcing, shouldStop)
        let search = LineSearch(
            loss: course.loss, scores: course.scores, change: change,
            linear: penalty.product(course.parameters, direction, course.shape),
            quadratic: penalty.product(direction, direction, course.shape), pool: pool)
        let steps = search.steps()
        for group in steps.indices where steps[group] == 0 { course.isStuck[group] = true }
        course.shape.add(steps, direction, to: &course.parameters)
        course.shape.add(steps, change, to: &course.scores)
    }
}
