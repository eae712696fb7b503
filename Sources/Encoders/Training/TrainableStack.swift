internal import Tensors

/// The upper layers of an encoder with what training needs of them, over weights of their own: the encoder stays as it is.
final class TrainableStack: Sendable {
    /// The encoder that is tuned.
    let encoder: Encoder
    /// How many layers below are frozen.
    let cut: Int
    /// The embedding layer where it is trained too.
    let embeddings: TrainableEmbeddings?
    let layers: [TrainableLayer]
    /// How token vectors become a text's vector; not scaled to length 1, since a loss should see lengths.
    let pool: Pooling
    /// What is trained, from the lowest layer up.
    let parameters: [Parameter]

    var size: Int { encoder.configuration.hiddenSize }
    var innerSize: Int { encoder.configuration.feedForwardSize }
    /// The numbers of a text's vector.
    var dimension: Int { size * pool.modes.count }

    /// The last `count` layers below the one whose states the encoder pools.
    ///
    /// With `words`, the tokens that occur, ascending, the embedding layer is trained too; then all layers must be.
    /// Throws `.badSetting` when there aren't so many, `.cannotTrain` where a family's layers are made otherwise.
    init(
        _ encoder: Encoder, layers count: Int, method: TuningMethod, words: [Int32]? = nil, seed: UInt64
    ) throws(EncoderError) {
        self.encoder = encoder
        let top = try Self.top(of: encoder)
        let least = words == nil ? 1 : top
        guard (least...top).contains(count) else {
            throw .badSetting(setting: "layers", value: count, allowed: least...top)
        }
        cut = top - count
        let root = Transformer.root(encoder.weights, encoder.configuration.architecture)
        let bias = try encoder.configuration.architecture.tensors.relativeBias.map {
            name throws(EncoderError) in
            try RelativeBias(root[name], encoder.configuration)
        }
        var layers: [TrainableLayer] = []
        for index in cut..<top {
            let reader = TrainableReader(
                root, layer: encoder.configuration.layerName(index), encoder.configuration, method,
                depth: index + 1,
                seed: seed)
            layers.append(try reader.layer(index, bias))
        }
        self.layers = layers
        let name = encoder.name
        let configuration = encoder.configuration
        embeddings = try words.map { rows throws(EncoderError) in
            try TrainableEmbeddings(root, configuration, name: name, rows: rows)
        }
        pool = Pooling(modes: encoder.pool.modes, normalises: false, skipped: encoder.pool.skipped)
        parameters = (embeddings?.parameters ?? []) + layers.flatMap(\.parameters)
    }

    /// The layer whose states are pooled.
    private static func top(of encoder: Encoder) throws(EncoderError) -> Int {
        let architecture = encoder.configuration.architecture
        func obstacle(_ obstacle: TrainingObstacle) -> EncoderError {
            .cannotTrain(encoder: encoder.name, obstacle: obstacle)
        }
        guard architecture.tensors.group == nil else { throw obstacle(.sharedLayers) }
        guard architecture.normOrder == .after, architecture.tensors.storage == .outputsFirst,
            architecture.tensors.attention.count == 3, !architecture.isCausal
        else { throw obstacle(.otherLayers) }
        guard encoder.settings.precision != .int8 else { throw obstacle(.codes) }
        guard case .one(let top) = encoder.layers, top > 0 else { throw obstacle(.mixedLayers) }
        return top
    }

    /// Takes over what a step has made of the parameters.
    func weightsChanged(_ pool: ThreadPool = .machine) {
        let linears = layers.flatMap(\.linears)
        pool.forEach(linears.count) { linears[$0].pack() }
    }

    /// The states of tokens below the trained layers; where the embedding layer is trained, the tokens alone.
    func frozenStates(_ texts: [[Int32]]) -> TrainingBatch {
        var batch = TokenBatch()
        for ids in texts { batch.append(ids) }
        let starts = [0] + (0..<texts.count).map { batch.range(of: $0).upperBound }
        guard embeddings == nil else {
            return TrainingBatch(states: FloatBuffer(count: 0), starts: starts, ids: batch.ids)
        }
        let states = encoder.model.run(batch, depth: cut)?.state
        return TrainingBatch(states: states ?? FloatBuffer(count: batch.tokenCount * size), starts: starts)
    }

    /// The vectors of a batch [texts × dimension], without dropout, keeping nothing for a way back.
    func vectors(_ batch: TrainingBatch, _ pool: ThreadPool) -> FloatBuffer {
        let vectors = FloatBuffer(count: batch.textCount * dimension)
        let groups = batch.groups
        pool.forEach(groups.count) { number in
            let part = self.part(groups[number], of: batch)
            let pass = TrainingPass(self, part, dropout: nil, ThreadPool(threads: 1))
            (vectors.pointer + groups[number].lowerBound * dimension).update(
                from: pass.vectors.pointer, count: pass.vectors.count)
        }
        return vectors
    }

    /// Some texts of a batch as a batch of their own.
    private func part(_ texts: Range<Int>, of batch: TrainingBatch) -> TrainingBatch {
        let rows = batch.rows(of: texts)
        let starts = batch.starts[texts.lowerBound...texts.upperBound].map { $0 - rows.lowerBound }
        guard embeddings == nil else {
            return TrainingBatch(states: batch.states, starts: starts, ids: Array(batch.ids[rows]))
        }
        let states = FloatBuffer(count: rows.count * size)
        states.pointer.update(from: batch.states.pointer + rows.lowerBound * size, count: states.count)
        return TrainingBatch(states: states, starts: starts)
    }
}

/// Why an encoder's layers can't be trained.
public enum TrainingObstacle: Sendable, Equatable {
    /// Layers share their weights.
    case sharedLayers
    /// Layers aren't made as BERT's.
    case otherLayers
    /// Several layers' states are pooled, or none's.
    case mixedLayers
    /// Weights are codes of eight bits.
    case codes
}
