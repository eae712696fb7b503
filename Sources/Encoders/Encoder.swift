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
    public var dimension: Int { tokenDimension * pool.modes.count }
    /// The number of dimensions of a token's vector as it is pooled: of several layers where they are joined.
    public var tokenDimension: Int { configuration.hiddenSize * layers.width }
    /// How token vectors are pooled; the results of several modes stand side by side.
    public var pooling: [PoolingMode] { pool.modes }
    /// Whose vectors are pooled.
    public let layers: LayerChoice
    /// What is put before every text; may be empty.
    public let prefix: String
    /// The number of transformer layers.
    public var layerCount: Int { configuration.layerCount }
    /// The number of attention heads of a layer.
    public var headCount: Int { configuration.headCount }

    let model: Transformer
    let tokenizer: any Tokenizer
    let pool: Pooling
    let truncation: Truncation
    let weights: Checkpoint
    /// The folder itself, and that of the transformer in it.
    let folder, transformer: String
    /// What was tuned, from the base upwards.
    let tuned: [TunedFolder]
    private let digest = Mutex<String?>(nil)
    let ledger: DigestLedger?

    /// Opens a folder with `config.json`, safetensors and a tokenizer's files.
    ///
    /// Of sentence-transformers' files, `modules.json`, pooling, `sentence_bert_config.json` and the default prompt are
    /// honoured where they are. The weight files are mapped: they must not be overwritten while the encoder lives, only
    /// replaced. With a `ledger` their digests are computed once and then remembered. `tuned` are folders that hold what
    /// was trained of this encoder, each over the one before; one made for other weights throws `.wrongBase`.
    public init(
        folder: String, tuned folders: [String] = [], settings wanted: EncoderSettings = EncoderSettings(),
        ledger: DigestLedger? = nil
    ) throws(EncoderError) {
        self.ledger = ledger
        self.folder = folder
        let own = try FolderSettings(folder: folder)
        transformer = own.transformer
        configuration = try EncoderConfiguration(folder: transformer)
        (weights, tuned) = try Checkpoint(folder: transformer).tuned(
            by: folders, of: folder, configuration, ledger)
        tokenizer = try Self.tokenizer(transformer, own, vectors: configuration.vocabularySize)
        layers = try Self.checked(wanted.layer ?? .one(configuration.layerCount), configuration)
        maximumTokens = try Self.limit(wanted, own, configuration, special: tokenizer.specialCount)
        let precision = wanted.precision ?? .float32
        model = try Transformer(weights, configuration, precision)
        prefix = wanted.prefix ?? own.prefix ?? ""
        truncation = wanted.truncation ?? .head
        pool = Pooling(
            modes: try Self.checked(wanted.pooling ?? own.pooling),
            normalises: wanted.normalise ?? own.normalises,
            skipped: own.poolsPrefix ? 0 : Self.tokenCount(ofPrefix: prefix, tokenizer))
        settings = EncoderSettings(
            pooling: pool.modes, layer: layers, maxTokens: maximumTokens, normalise: pool.normalises,
            prefix: prefix, precision: precision, truncation: truncation)
        name = Self.lastPart(of: folders.last ?? folder)
    }

    static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The most tokens of a text; special ones alone are no text.
    private static func limit(
        _ wanted: EncoderSettings, _ own: FolderSettings, _ configuration: EncoderConfiguration, special: Int
    ) throws(EncoderError) -> Int {
        let most = configuration.positionCount
        guard special < most else {
            throw .badField(
                file: own.transformer + "/config.json", field: configuration.architecture.fields.positions,
                expected: "room for \(special) special tokens and a text")
        }
        let limit = wanted.maxTokens ?? max(special + 1, min(own.maxTokens ?? most, most))
        guard special < limit, limit <= most else {
            throw .badSetting(setting: "max_tokens", value: limit, allowed: special + 1...most)
        }
        return limit
    }

    private static func checked(
        _ choice: LayerChoice, _ configuration: EncoderConfiguration
    ) throws(EncoderError) -> LayerChoice {
        for layer in choice.layers where !(0...configuration.layerCount).contains(layer) {
            throw .noSuchLayer(layer: layer, layers: configuration.layerCount)
        }
        if case .joined(let layers) = choice, layers.isEmpty || Set(layers).count < layers.count {
            throw .repeatedSetting(setting: "layer", value: choice.description)
        }
        return choice
    }

    private static func checked(_ modes: [PoolingMode]) throws(EncoderError) -> [PoolingMode] {
        guard !modes.isEmpty, Set(modes).count == modes.count else {
            throw .repeatedSetting(
                setting: "pooling", value: "[\(modes.map(\.rawValue).joined(separator: ", "))]")
        }
        return modes
    }

    /// How many tokens a prefix takes, with the special ones before it.
    private static func tokenCount(ofPrefix prefix: String, _ tokenizer: any Tokenizer) -> Int {
        guard !prefix.isEmpty else { return 0 }
        let tokens = tokenizer.encode(prefix, limit: .max).tokens
        return tokens.last?.isSpecial == true ? tokens.count - 1 : tokens.count
    }

    private static func tokenizer(
        _ folder: String, _ settings: FolderSettings, vectors: Int
    ) throws(EncoderError) -> any Tokenizer {
        let tokenizer: any Tokenizer
        do throws(TokenizerError) {
            tokenizer = try TokenizerFolder.read(folder, lowercases: settings.lowercases)
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
                    folder: transformer, weights: weights.files.map(\.file), tuned: tuned,
                    settings: settings, ledger: ledger)
            known = hash
            return hash
        }
    }

    /// The tokens of `text` as this encoder sees them; ranges are bytes of `text` itself, without the prefix.
    public func tokenize(_ text: String) -> Tokenization {
        let whole = tokenizer.encode(prefix + text, limit: maximumTokens, truncation: truncation)
        let shift = prefix.utf8.count
        guard shift > 0 else { return whole }
        let tokens = whole.tokens.map { token in
            let range = max(0, token.range.lowerBound - shift)..<max(0, token.range.upperBound - shift)
            return Token(id: token.id, text: token.text, range: range, isSpecial: token.isSpecial)
        }
        return Tokenization(
            tokens: tokens, droppedCount: whole.droppedCount, unknownCount: whole.unknownCount)
    }

    /// The pieces of the whole of `text`, without prefix, special tokens and limit.
    public func pieces(of text: String) -> [Token] {
        tokenizer.encode(text, limit: .max).tokens.filter { !$0.isSpecial && !$0.text.isEmpty }
    }

    /// The settings in force in one line of words, as the hash takes them.
    public var settingsInWords: String { EncoderHash.text(of: settings) }

    func ids(of text: String) -> [Int32] {
        tokenizer.ids(of: prefix + text, limit: maximumTokens, truncation: truncation)
    }
}
