public import Tokenizers

/// What may be asked of an encoder beyond its folder's own settings; nil keeps the folder's.
public struct EncoderSettings: Sendable, Equatable {
    /// How token vectors are pooled; the results of several modes stand side by side.
    public var pooling: [PoolingMode]?
    /// Which layers' vectors are pooled; nil is the last.
    public var layer: LayerChoice?
    /// The most tokens of a text, special ones included.
    public var maxTokens: Int?
    /// Whether vectors are scaled to length 1.
    public var normalise: Bool?
    /// Put before every text, such as `query: `.
    public var prefix: String?
    /// In what numbers the large products are computed; nil is single precision.
    public var precision: Precision?
    /// What is kept of a text with more tokens than `maxTokens`; nil is its beginning.
    public var truncation: Truncation?

    /// The folder's settings, with those replaced that are given.
    public init(
        pooling: [PoolingMode]? = nil, layer: LayerChoice? = nil, maxTokens: Int? = nil,
        normalise: Bool? = nil, prefix: String? = nil, precision: Precision? = nil,
        truncation: Truncation? = nil
    ) {
        self.pooling = pooling
        self.layer = layer
        self.maxTokens = maxTokens
        self.normalise = normalise
        self.prefix = prefix
        self.precision = precision
        self.truncation = truncation
    }
}
