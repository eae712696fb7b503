internal import Synchronization
public import Tokenizers

/// A pretrained transformer encoder, read from a Hugging Face folder, that turns texts into vectors.
public final class Encoder: Sendable {
    /// The folder's last component.
    public let name: String
    /// The sizes of the model.
    public let configuration: EncoderConfiguration
    /// The settings in force: the folder's, with those replaced that were asked for; no field is nil.
    public let settings: EncoderSettings
    /// The most tokens of a text, special ones included; the rest is cut.
    public let maximumTokens: Int

    /// The number of dimensions of a vector.
    public var dimension: Int { configuration.hiddenSize }
    /// The number of transformer layers.
    public var layerCount: Int { configuration.layerCount }
    /// The number of attention heads of a layer.
    public var headCount: Int { configuration.headCount }

    let model: BertModel
    let tokenizer: any Tokenizer
    let pooling: Pooling
    /// How many layers a vector goes through.
    let depth: Int
    let prefix: String
    let weights: WeightFile
    private let transformer: String
    private let digest = Mutex<String?>(nil)
    private let ledger: DigestLedger?

    /// Opens a folder with `config.json`, `model.safetensors` and `tokenizer.json` or `vocab.txt`.
    ///
    /// Of sentence-transformers' files, `modules.json`, pooling and `sentence_bert_config.json` are honoured where they are.
    /// The weight file is mapped: it must not be overwritten while the encoder lives, only replaced. With a `ledger`
    /// its digest is computed once and then remembered.
    public init(
        folder: String, settings wanted: EncoderSettings = EncoderSettings(), ledger: DigestLedger? = nil
    ) throws(EncoderError) {
        self.ledger = ledger
        let own = try FolderSettings(folder: folder)
        transformer = own.transformer
        configuration = try EncoderConfiguration(folder: transformer)
        weights = try WeightFile(folder: transformer)
        tokenizer = try Self.tokenizer(transformer, vectors: configuration.vocabularySize)
        depth = wanted.layer ?? configuration.layerCount
        guard (0...configuration.layerCount).contains(depth) else {
            throw .noSuchLayer(layer: depth, layers: configuration.layerCount)
        }
        maximumTokens = wanted.maxTokens ?? min(own.maxTokens ?? .max, configuration.positionCount)
        guard maximumTokens > 2, maximumTokens <= configuration.positionCount else {
            throw .badSetting(
                setting: "max_tokens", value: maximumTokens, allowed: 3...max(3, configuration.positionCount))
        }
        model = try BertModel(weights, configuration, depth: configuration.layerCount)
        pooling = Pooling(mode: wanted.pooling ?? own.pooling, normalises: wanted.normalise ?? own.normalises)
        prefix = wanted.prefix ?? ""
        settings = EncoderSettings(
            pooling: pooling.mode, layer: depth, maxTokens: maximumTokens, normalise: pooling.normalises,
            prefix: prefix)
        name = folder.split(separator: "/").last.map(String.init) ?? folder
    }

    private static func tokenizer(_ folder: String, vectors: Int) throws(EncoderError) -> any Tokenizer {
        let tokenizer: any Tokenizer
        do throws(TokenizerError) {
            tokenizer = try TokenizerFolder.read(folder)
        } catch {
            throw .tokenizer(error)
        }
        guard tokenizer.vocabularySize <= vectors else {
            throw .vocabularyMismatch(folder: folder, tokens: tokenizer.vocabularySize, vectors: vectors)
        }
        return tokenizer
    }

    /// SHA-256 over weights, configuration, tokenizer and the settings in force, in hexadecimal: the key of a cache.
    ///
    /// Computed when first asked for, over 91 MB in some 50 ms; what the ledger remembers isn't read again.
    public var hash: String {
        digest.withLock { known in
            let hash =
                known
                ?? EncoderHash.hash(
                    folder: transformer, weights: weights.file, settings: settings, ledger: ledger)
            known = hash
            return hash
        }
    }

    /// The tokens of `text` as this encoder sees them; ranges are bytes of `text` itself, without the prefix.
    public func tokenize(_ text: String) -> Tokenization {
        let whole = tokenizer.encode(prefix + text, limit: maximumTokens)
        let shift = prefix.utf8.count
        guard shift > 0 else { return whole }
        let tokens = whole.tokens.map { token in
            let range = max(0, token.range.lowerBound - shift)..<max(0, token.range.upperBound - shift)
            return Token(id: token.id, text: token.text, range: range, isSpecial: token.isSpecial)
        }
        return Tokenization(
            tokens: tokens, droppedCount: whole.droppedCount, unknownCount: whole.unknownCount)
    }

    /// The settings in force in one line of words, as the hash takes them.
    public var settingsInWords: String { EncoderHash.text(of: settings) }

    func ids(of text: String) -> [Int32] { tokenizer.ids(of: prefix + text, limit: maximumTokens) }
}
