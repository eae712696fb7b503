/// Checks of what heads have in common.
enum Parameters {
    static func check(c: Double, tolerance: Double, maxIterations: Int) throws(ClassifierError) {
        try positive("C", c)
        try positive("tolerance", tolerance)
        guard maxIterations >= 1 else {
            throw .badParameter(name: "max_iterations", value: "\(maxIterations)", requirement: ">= 1")
        }
    }

    static func notNegative(_ name: String, _ value: Double) throws(ClassifierError) {
        guard value >= 0, value.isFinite else {
            throw .badParameter(name: name, value: "\(value)", requirement: ">= 0")
        }
    }

    static func positive(_ name: String, _ value: Double) throws(ClassifierError) {
        guard value > 0, value.isFinite else {
            throw .badParameter(name: name, value: "\(value)", requirement: "> 0")
        }
    }
}

extension Convergence {
    /// Joins the facts of one class's fit.
    mutating func add(_ other: Convergence) {
        iterations = max(iterations, other.iterations)
        gradient = max(gradient, other.gradient)
        converged = converged && other.converged
        objective += other.objective
        hasFiniteOptimum = hasFiniteOptimum && other.hasFiniteOptimum
    }
}
