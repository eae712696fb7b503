/// The sizes of a BERT encoder, from `config.json`.
///
/// Every field is required there.
public struct EncoderConfiguration: Sendable, Equatable {
    /// The number of word vectors.
    public let vocabularySize: Int
    /// The number of dimensions of a hidden state.
    public let hiddenSize: Int
    /// The number of transformer layers.
    public let layerCount: Int
    /// The number of attention heads of a layer.
    public let headCount: Int
    /// The number of dimensions inside a feed-forward layer.
    public let feedForwardSize: Int
    /// The most tokens of a text.
    public let positionCount: Int
    /// The number of segment vectors.
    public let tokenTypeCount: Int
    /// What layer normalisation adds to a variance.
    public let layerNormEpsilon: Float

    /// The number of dimensions of one head.
    public var headSize: Int { hiddenSize / headCount }

    /// Reads `config.json` of a folder.
    public init(folder: String) throws(EncoderError) {
        guard let file = try SettingsFile(ifPresent: folder + "/config.json") else {
            throw .missingFile(folder: folder, file: "config.json")
        }
        try self.init(file)
    }

    init(_ file: SettingsFile) throws(EncoderError) {
        try file.require("model_type", "bert")
        try file.require("hidden_act", "gelu")
        if file.field("position_embedding_type") != nil {
            try file.require("position_embedding_type", "absolute")
        }
        vocabularySize = try file.size("vocab_size")
        hiddenSize = try file.size("hidden_size")
        layerCount = try file.size("num_hidden_layers")
        headCount = try file.size("num_attention_heads")
        feedForwardSize = try file.size("intermediate_size")
        positionCount = try file.size("max_position_embeddings")
        tokenTypeCount = try file.size("type_vocab_size")
        layerNormEpsilon = Float(try file.number("layer_norm_eps"))
        guard layerNormEpsilon >= 0, layerNormEpsilon.isFinite else {
            throw .badField(file: file.path, field: "layer_norm_eps", expected: "a number from 0")
        }
        guard hiddenSize.isMultiple(of: headCount) else {
            throw .badField(
                file: file.path, field: "num_attention_heads",
                expected: "a divisor of hidden_size, \(hiddenSize)")
        }
    }
}
