extension Pooling {
    /// The gradient with regard to token vectors [tokens × size], from that with regard to their text's vector [modes · size].
    func backward(
        _ states: UnsafePointer<Float>, tokens: Int, size: Int, _ gradient: UnsafePointer<Float>,
        to output: UnsafeMutablePointer<Float>
    ) {
        output.update(repeating: 0, count: tokens * size)
        for (index, mode) in modes.enumerated() {
            let above = gradient + index * size
            guard let weights = weights(mode, tokens: tokens) else {
                spreadMaximum(states, tokens: tokens, size: size, above, to: output)
                continue
            }
            for (token, weight) in weights.enumerated() where weight != 0 {
                let row = output + token * size
                for column in 0..<size { row[column] += weight * above[column] }
            }
        }
    }

    /// The first token that has a dimension's greatest value gets its gradient.
    private func spreadMaximum(
        _ states: UnsafePointer<Float>, tokens: Int, size: Int, _ gradient: UnsafePointer<Float>,
        to output: UnsafeMutablePointer<Float>
    ) {
        let pooled = min(skipped, tokens)..<tokens
        guard !pooled.isEmpty else { return }
        for column in 0..<size {
            var best = pooled.lowerBound
            for token in pooled where states[token * size + column] > states[best * size + column] {
                best = token
            }
            output[best * size + column] += gradient[column]
        }
    }
}
