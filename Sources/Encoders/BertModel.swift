internal import Synchronization
internal import Tensors

/// The embedding layer and a stack of transformer layers.
///
/// Source: Devlin et al. 2019, BERT.
struct BertModel: Sendable {
    let configuration: EncoderConfiguration
    private let embeddings: Embeddings
    private let layers: [BertLayer]

    /// Reads the first `depth` layers of a weight file, several at once.
    init(_ file: WeightFile, _ configuration: EncoderConfiguration, depth: Int) throws(EncoderError) {
        self.configuration = configuration
        // models with a head of their own keep the encoder below one name more
        let isBelow = file.contains("bert.embeddings.word_embeddings.weight")
        let root = isBelow ? WeightPath(file, "bert") : WeightPath(file)
        let stack = root["encoder"]["layer"]
        // every layer is there before any is read
        for index in 0..<depth {
            _ = try stack["\(index)"]["output"]["dense"]["bias"].tensor(configuration.hiddenSize)
        }
        embeddings = try Embeddings(root["embeddings"], configuration)
        let loaded = Mutex<[Int: Result<BertLayer, EncoderError>]>([:])
        ThreadPool.machine.forEach(depth) { index in
            let layer = Result { () throws(EncoderError) in try BertLayer(stack["\(index)"], configuration) }
            loaded.withLock { $0[index] = layer }
        }
        layers = try (0..<depth).map { index throws(EncoderError) in
            guard let layer = loaded.withLock({ $0[index] }) else { throw .interrupted }
            return try layer.get()
        }
    }

    /// The states after `depth` layers: [tokens × hidden]; nil when `shouldStop` said so between two layers.
    func run(_ batch: TokenBatch, depth: Int, shouldStop: () -> Bool = { false }) -> Workspace? {
        let work = Workspace(configuration, tokens: batch.tokenCount, longest: batch.longest)
        embeddings(batch, to: work.state, scratch: work.narrow)
        for layer in layers.prefix(depth) {
            guard !shouldStop() else { return nil }
            layer(batch, work)
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
