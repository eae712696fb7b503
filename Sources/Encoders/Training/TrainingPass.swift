internal import Tensors

/// A batch's way through the trained layers, and back.
///
/// Where `shouldStop` says so, what is left is left undone, and the results are of no use.
final class TrainingPass {
    private let stack: TrainableStack
    private let batch: TrainingBatch
    private let dropout: Dropout?
    private let pool: ThreadPool
    private let shouldStop: @Sendable () -> Bool
    private let embedded: TrainableEmbeddings.Activations?
    private let kept: [LayerActivations]
    /// The texts' vectors: [texts × dimension].
    let vectors: FloatBuffer

    private var states: FloatBuffer { kept.last?.output ?? embedded?.output ?? batch.states }

    init(
        _ stack: TrainableStack, _ batch: TrainingBatch, dropout: Dropout?, _ pool: ThreadPool,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        (self.stack, self.batch, self.dropout, self.pool) = (stack, batch, dropout, pool)
        self.shouldStop = shouldStop
        let embeddings = stack.embeddings
        let embedded = embeddings.map { _ in
            TrainableEmbeddings.Activations(tokens: batch.tokenCount, size: stack.size)
        }
        self.embedded = embedded
        var kept: [LayerActivations] = []
        for layer in stack.layers {
            kept.append(
                LayerActivations(
                    layer, input: kept.last?.output ?? embedded?.output ?? batch.states,
                    tokens: batch.tokenCount))
        }
        self.kept = kept
        let layers = Array(zip(stack.layers, kept))
        let states = kept.last?.output ?? embedded?.output ?? batch.states
        let vectors = FloatBuffer(count: batch.textCount * stack.dimension)
        self.vectors = vectors
        let groups = batch.groups
        pool.forEach(groups.count) { number in
            if let embeddings, let embedded { embeddings.forward(batch, groups[number], embedded, dropout) }
            for (layer, kept) in layers where !shouldStop() {
                layer.forward(batch, groups[number], kept, dropout)
            }
            for text in groups[number] {
                let range = batch.range(of: text)
                stack.pool(
                    states.pointer + range.lowerBound * stack.size, tokens: range.count, size: stack.size,
                    to: vectors.pointer + text * stack.dimension)
            }
        }
    }

    /// Adds to the parameters' gradients what the loss's gradient with regard to the vectors, [texts × dimension], gives;
    /// `inputGradient` gets that with regard to the batch's states.
    ///
    /// To be called once: it uses up what was kept.
    func backward(_ vectorGradient: FloatBuffer, inputGradient: FloatBuffer? = nil) {
        var gradients = LayerGradients(tokens: batch.tokenCount, size: stack.size, inner: stack.innerSize)
        let (batch, stack, dropout, states, shouldStop) = (batch, stack, dropout, states, shouldStop)
        let groups = batch.groups
        let top = gradients.output
        pool.forEach(groups.count) { number in
            for text in groups[number] {
                let range = batch.range(of: text)
                stack.pool.backward(
                    states.pointer + range.lowerBound * stack.size, tokens: range.count, size: stack.size,
                    vectorGradient.pointer + text * stack.dimension,
                    to: top.pointer + range.lowerBound * stack.size)
            }
        }
        for (index, layer) in stack.layers.enumerated().reversed() {
            let (kept, now) = (kept[index], gradients)
            let needsInput = index > 0 || inputGradient != nil || embedded != nil
            pool.forEach(groups.count) { number in
                guard !shouldStop() else { return }
                layer.backward(batch, groups[number], kept, now, dropout, needsInput: needsInput)
            }
            layer.accumulation(tokens: batch.tokenCount, kept, now).run(on: pool, shouldStop: shouldStop)
            swap(&gradients.output, &gradients.input)
        }
        if let inputGradient {
            inputGradient.pointer.update(from: gradients.output.pointer, count: inputGradient.count)
        }
        if let embedded { stack.embeddings?.backward(batch, embedded, gradients.output, dropout) }
    }
}
