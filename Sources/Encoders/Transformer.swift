internal import Tensors

/// The embedding layer and a stack of transformer layers.
///
/// Source: Vaswani et al. 2017; what families do otherwise is in their ``Architecture``.
struct Transformer: Sendable {
    let configuration: EncoderConfiguration
    private let embeddings: Embeddings
    let layers: [TransformerLayer]
    let finalNorm: LayerNorm?

    init(
        _ weights: Checkpoint, _ configuration: EncoderConfiguration, _ precision: Precision = .float32
    ) throws(EncoderError) {
        self.configuration = configuration
        let names = configuration.architecture.tensors
        let root = Self.root(weights, configuration.architecture)
        // first, since it proves the number of positions
        embeddings = try Embeddings(root, configuration)
        let bias = try names.relativeBias.map { name throws(EncoderError) in
            try RelativeBias(root[name], configuration)
        }
        finalNorm = try names.finalNorm.map { name throws(EncoderError) in
            try LayerNorm(root[name], size: configuration.hiddenSize, epsilon: configuration.layerNormEpsilon)
        }
        layers = try Self.layers(root, configuration, precision, bias)
    }

    /// Models with a head of their own keep the encoder one name below.
    static func root(_ weights: Checkpoint, _ architecture: Architecture) -> WeightPath {
        let word = architecture.tensors.words + ".weight"
        let prefix = architecture.prefixes.first { weights.contains($0 + "." + word) }
        return WeightPath(weights, prefix ?? "")
    }

    /// Reads all layers, several at once; those that share weights are read once.
    private static func layers(
        _ root: WeightPath, _ configuration: EncoderConfiguration, _ precision: Precision,
        _ bias: RelativeBias?
    ) throws(EncoderError) -> [TransformerLayer] {
        let names = (0..<configuration.layerCount).map { configuration.layerName($0) }
        var places: [String: Int] = [:]
        var distinct: [String] = []
        for name in names where places[name] == nil {
            places[name] = distinct.count
            distinct.append(name)
        }
        // every layer is there before any is read
        let last = configuration.architecture.tensors.down
        for name in distinct { _ = try root[name][last]["bias"].tensor(configuration.hiddenSize) }
        let paths = distinct.map { root[$0] }
        let loaded = ThreadPool.machine.map(paths.count) { index in
            Result { () throws(EncoderError) in
                try TransformerLayer(paths[index], configuration, precision, bias: bias)
            }
        }
        return try names.map { name throws(EncoderError) in
            guard let place = places[name] else { throw .interrupted }
            return try loaded[place].get()
        }
    }

    /// Runs the first `depth` layers, and shows `visit` the states [tokens × hidden] after each, the embedding layer
    /// being 0; nil when `shouldStop` said so between two layers.
    func run(
        _ batch: TokenBatch, depth: Int, shouldStop: () -> Bool = { false },
        visit: (_ layer: Int, _ states: UnsafePointer<Float>) -> Void = { _, _ in }
    ) -> Workspace? {
        let work = Workspace(configuration, tokens: batch.tokenCount, longest: batch.longest)
        embeddings(batch, work)
        visit(0, work.state.pointer)
        for (index, layer) in layers.prefix(depth).enumerated() {
            guard !shouldStop() else { return nil }
            layer(batch, work)
            if index + 1 == layers.count, let finalNorm {
                finalNorm.apply(batch.tokenCount, work.state.pointer, to: work.state.pointer)
            }
            visit(index + 1, work.state.pointer)
        }
        return work
    }

    /// The probabilities of the given layers, numbered from 1, for one text: for each layer and head [tokens × tokens].
    func attentions(_ ids: [Int32], layers wanted: ClosedRange<Int>) -> [[Matrix]] {
        let batch = TokenBatch(ids)
        guard let work = run(batch, depth: wanted.lowerBound - 1) else { return [] }
        return layers[(wanted.lowerBound - 1)..<wanted.upperBound].map { layer in
            let probabilities = layer.attention.probabilities(batch, work)
            layer(batch, work)
            return probabilities
        }
    }
}
