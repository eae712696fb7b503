internal import Tensors

extension TuningLoop {
    /// The texts that are judged before the run asks again whether to stop.
    private static let window = 16

    /// The vectors of all texts as the parameters are now: [texts × dimension]; nil when the run was stopped.
    func vectors(of states: FrozenStates) -> FloatBuffer? {
        let count = states.ids.count
        let vectors = FloatBuffer(count: count * stack.dimension)
        for start in stride(from: 0, to: count, by: Self.window) {
            guard !stop.asks() else { return nil }
            let part = Array(start..<min(start + Self.window, count))
            let found = stack.vectors(states.batch(part, pool), pool)
            (vectors.pointer + start * stack.dimension).update(from: found.pointer, count: found.count)
        }
        return vectors
    }

    /// The dev set's scores; nil when the run was stopped, or without a dev set.
    func score() -> TuningScore? {
        guard let dev, let found = vectors(of: dev.states) else { return nil }
        let judge = TuningJudge(labelCount: inputs.labels.count, dimension: stack.dimension)
        if let objective = objective as? SoftmaxObjective {
            return judge.score(found, labels: dev.labels, with: objective)
        }
        guard let trained = vectors(of: train) else { return nil }
        return judge.score(found, labels: dev.labels, train: trained, trainLabels: trainLabels)
    }

    /// A copy of the encoder's parameters.
    func values() -> [FloatBuffer] {
        stack.parameters.map { parameter in
            let copy = FloatBuffer(count: parameter.count)
            copy.pointer.update(from: parameter.value.pointer, count: parameter.count)
            return copy
        }
    }
}
