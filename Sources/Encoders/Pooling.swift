/// Makes one vector of a text's token vectors (Reimers and Gurevych 2019).
struct Pooling: Sendable, Equatable {
    let modes: [PoolingMode]
    let normalises: Bool
    /// How many of the first tokens have no part in the vector: those of a prefix that is only read.
    var skipped = 0

    /// Each token's weight under one mode; nil where the vector isn't a weighted sum of tokens.
    func weights(_ mode: PoolingMode, tokens: Int) -> [Float]? {
        let pooled = min(skipped, tokens)..<tokens
        let count = Float(max(1, pooled.count))
        func each(_ weight: (Int) -> Float) -> [Float] {
            (0..<tokens).map { pooled.contains($0) ? weight($0) : 0 }
        }
        switch mode {
        case .mean: return each { _ in 1 / count }
        case .meanSqrtLen: return each { _ in 1 / count.squareRoot() }
        case .weighted:
            let total = pooled.reduce(0) { $0 + $1 + 1 }
            return each { Float($0 + 1) / Float(max(1, total)) }
        case .cls: return each { $0 == pooled.lowerBound ? 1 : 0 }
        case .last: return each { $0 == pooled.upperBound - 1 ? 1 : 0 }
        case .max: return nil
        }
    }

    /// Pools [tokens × size] into [modes · size]; the result is what the vector was divided by.
    @discardableResult
    func callAsFunction(
        _ states: UnsafePointer<Float>, tokens: Int, size: Int, to vector: UnsafeMutablePointer<Float>
    ) -> Float {
        for (index, mode) in modes.enumerated() {
            pool(mode, states, tokens: tokens, size: size, to: vector + index * size)
        }
        return normalises ? Self.normalise(vector, size: modes.count * size) : 1
    }

    private func pool(
        _ mode: PoolingMode, _ states: UnsafePointer<Float>, tokens: Int, size: Int,
        to vector: UnsafeMutablePointer<Float>
    ) {
        var rows = min(skipped, tokens)..<tokens
        if mode == .cls { rows = rows.prefix(1) }
        if mode == .last { rows = rows.suffix(1) }
        vector.update(repeating: mode == .max && !rows.isEmpty ? -.infinity : 0, count: size)
        var total: Float = 0
        for row in rows {
            let state = states + row * size
            switch mode {
            case .max:
                for column in 0..<size { vector[column] = Swift.max(vector[column], state[column]) }
            case .weighted:
                let weight = Float(row + 1)
                for column in 0..<size { vector[column] += weight * state[column] }
                total += weight
            case .mean, .meanSqrtLen, .cls, .last:
                for column in 0..<size { vector[column] += state[column] }
                total += 1
            }
        }
        guard mode.isShared, total > 0 else { return }
        let share = 1 / (mode == .meanSqrtLen ? total.squareRoot() : total)
        for column in 0..<size { vector[column] *= share }
    }

    /// Scales a vector to length 1; the result is its length.
    static func normalise(_ vector: UnsafeMutablePointer<Float>, size: Int) -> Float {
        var squares = 0.0
        for column in 0..<size { squares += Double(vector[column]) * Double(vector[column]) }
        let norm = Swift.max(Float(squares.squareRoot()), 1e-12)
        for column in 0..<size { vector[column] /= norm }
        return norm
    }
}
