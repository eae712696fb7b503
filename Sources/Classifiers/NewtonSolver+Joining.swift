extension NewtonSolver.Solution {
    /// The solutions of scores that were solved one by one, [columns + 1 × solutions]; throws `interrupted` where one is
    /// missing.
    init(joining solutions: [NewtonSolver.Solution?]) throws(ClassifierError) {
        let (width, size) = (solutions.count, solutions.first??.parameters.count ?? 0)
        self.init(parameters: [Double](repeating: 0, count: size * width), convergence: .closedForm)
        for (column, solution) in solutions.enumerated() {
            guard let solution else { throw .interrupted }
            convergence.add(solution.convergence)
            for (row, value) in solution.parameters.enumerated() {
                parameters[row * width + column] = value
            }
        }
    }
}
