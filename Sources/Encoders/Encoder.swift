public import Tensors
public import Tokenizers

/// A pretrained transformer encoder, read from a Hugging Face folder, that turns texts into vectors.
public final class Encoder: Sendable {
    /// The folder's last component.
    public let name: String
    /// The settings in force: the folder's, with those replaced that were asked for; no field is nil.
    public let settings: EncoderSettings
    /// The number of dimensions of a vector.
    public let dimension: Int
    /// The number of transformer layers.
    public let layerCount: Int
    /// The number of attention heads of a layer.
    public let headCount: Int
    /// The most tokens of a text, special ones included; the rest is cut.
    public let maximumTokens: Int

    /// Opens a folder with `config.json`, `model.safetensors` and `tokenizer.json` or `vocab.txt`.
    public init(folder: String, settings: EncoderSettings = EncoderSettings()) throws(EncoderError) {
        throw .missingFile(folder: folder, file: "config.json")
    }

    /// SHA-256 over weights, configuration, tokenizer and the settings in force, in hexadecimal: what a cache is keyed by.
    ///
    /// Computed when first asked for.
    public var hash: String { "" }

    /// The tokens of `text` as this encoder sees them; ranges are bytes of `text` itself, without the prefix.
    public func tokenize(_ text: String) -> Tokenization {
        Tokenization(tokens: [], droppedCount: 0, unknownCount: 0)
    }

    /// The vectors of `texts`: [texts × dimension].
    ///
    /// A vector's bits depend on its text alone, not on the other texts, their order or `threads`.
    /// `onBatch` gets the rows that are ready and their vectors as soon as they are, on the calling thread; after
    /// an interrupt what it got is good. `shouldStop` is asked several times a batch from any thread.
    public func embed(
        _ texts: [String], threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false },
        onBatch: (_ rows: Range<Int>, _ vectors: Matrix) -> Void = { _, _ in }
    ) throws(EncoderError) -> Matrix {
        throw .interrupted
    }

    /// As ``embed(_:threads:shouldStop:onBatch:)``, keeping nothing: for corpora of any size.
    public func stream(
        _ texts: [String], threads: Int = ThreadPool.processorCount,
        shouldStop: @Sendable () -> Bool = { false },
        onBatch: (_ rows: Range<Int>, _ vectors: Matrix) -> Void
    ) throws(EncoderError) {
        throw .interrupted
    }

    /// The vectors of a text's tokens after `layer`, 0 being the embedding layer: [tokens × hidden size].
    public func hiddenStates(_ text: String, layer: Int) throws(EncoderError) -> Matrix { throw .interrupted }

    /// The attention probabilities of `layer`, from 1: for each head [tokens × tokens], each row's sum 1.
    public func attention(_ text: String, layer: Int) throws(EncoderError) -> [Matrix] { throw .interrupted }

    /// The attention probabilities of all layers: for each layer and head [tokens × tokens].
    public func attentions(_ text: String) throws(EncoderError) -> [[Matrix]] { throw .interrupted }

    /// A text's vector with the token vectors and weights it was made of, for an exact explanation of a linear head.
    public func pooledWithTokens(_ text: String) throws(EncoderError) -> PooledText { throw .interrupted }
}
