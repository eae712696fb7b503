/// Makes one vector of a text's token vectors (Reimers and Gurevych 2019).
struct Pooling: Sendable, Equatable {
    let mode: PoolingMode
    let normalises: Bool

    /// Each token's weight; nil where the pool isn't a weighted sum.
    func weights(tokens: Int) -> [Float]? {
        switch mode {
        case .mean: [Float](repeating: 1 / Float(max(1, tokens)), count: tokens)
        case .cls: (0..<tokens).map { $0 == 0 ? 1 : 0 }
        case .max: nil
        }
    }

    /// Pools [tokens × size] into [size]; the result is what the vector was divided by.
    @discardableResult
    func callAsFunction(
        _ states: UnsafePointer<Float>, tokens: Int, size: Int, to vector: UnsafeMutablePointer<Float>
    ) -> Float {
        let rows = mode == .cls ? min(1, tokens) : tokens
        for column in 0..<size { vector[column] = mode == .max && tokens > 0 ? -.infinity : 0 }
        for row in 0..<rows {
            let state = states + row * size
            if mode == .max {
                for column in 0..<size { vector[column] = Swift.max(vector[column], state[column]) }
            } else {
                for column in 0..<size { vector[column] += state[column] }
            }
        }
        if mode == .mean, tokens > 0 {
            let share = 1 / Float(tokens)
            for column in 0..<size { vector[column] *= share }
        }
        guard normalises else { return 1 }
        var squares = 0.0
        for column in 0..<size { squares += Double(vector[column]) * Double(vector[column]) }
        let norm = Swift.max(Float(squares.squareRoot()), 1e-12)
        for column in 0..<size { vector[column] /= norm }
        return norm
    }
}
