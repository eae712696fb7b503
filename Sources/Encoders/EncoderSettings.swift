/// How one vector is made of a text's token vectors.
public enum PoolingMode: String, Sendable, Equatable, CaseIterable {
    /// The mean over all tokens, the special ones included.
    case mean
    /// The first token's vector.
    case cls
    /// The greatest value in each dimension.
    case max
}

/// What may be asked of an encoder beyond its folder's own settings; nil keeps the folder's.
public struct EncoderSettings: Sendable, Equatable {
    /// How token vectors are pooled.
    public var pooling: PoolingMode?
    /// Which layer's vectors are pooled, from 0, the embedding layer; nil is the last.
    public var layer: Int?
    /// The most tokens of a text, special ones included.
    public var maxTokens: Int?
    /// Whether vectors are scaled to length 1.
    public var normalise: Bool?
    /// Put before every text, such as `query: `.
    public var prefix: String?

    /// The folder's settings, with those replaced that are given.
    public init(
        pooling: PoolingMode? = nil, layer: Int? = nil, maxTokens: Int? = nil, normalise: Bool? = nil,
        prefix: String? = nil
    ) {
        self.pooling = pooling
        self.layer = layer
        self.maxTokens = maxTokens
        self.normalise = normalise
        self.prefix = prefix
    }
}
