internal import Classifiers
internal import Encoders
internal import Tokenizers

/// Unfitted features as a model file holds them.
struct FeatureCoding: Codable {
    var kind: String
    var name: String?
    var vectorizer: VectorizerCoding?
    var encoder: EncoderCoding?
    var reading: ColumnFeatures.Reading?
    var lexicon: LexiconCoding?
    /// A stage's name, with what it was told.
    var stage: String?
    var amount: Double?
    var binary: Bool?
    var parts: [FeatureCoding]?

    init(_ features: FeatureRecipe) {
        switch features {
        case .vectorizer(let settings, let name):
            kind = "vectorizer"
            self.name = name
            vectorizer = VectorizerCoding(settings)
        case .encoder(let reference):
            kind = "encoder"
            encoder = EncoderCoding(reference)
        case .column(let column):
            kind = "column"
            name = column.name
            reading = column.reading
        case .lexicon(let lexicon):
            kind = "lexicon"
            self.lexicon = LexiconCoding(lexicon)
        case .pieces(let reference, let settings):
            kind = "pieces"
            encoder = EncoderCoding(reference)
            vectorizer = VectorizerCoding(settings)
        case .union(let parts):
            kind = "union"
            self.parts = parts.map { FeatureCoding($0) }
        case .staged(let inner, let stage):
            kind = "staged"
            self.stage = stage.name
            switch stage {
            case .scale, .normalise: break
            case .reduce(let count): amount = Double(count)
            case .logRatio(let alpha, let binary): (amount, self.binary) = (alpha, binary)
            case .weigh(let factor): amount = factor
            }
            parts = [FeatureCoding(inner)]
        }
    }

    /// The features; `words` is the list that they name, if they name one.
    func recipe(words: WordList?, depth: Int = 0) -> FeatureRecipe? {
        guard depth < 64 else { return nil }
        let inner = (parts ?? []).compactMap { $0.recipe(words: words, depth: depth + 1) }
        guard inner.count == parts?.count ?? 0 else { return nil }
        switch kind {
        case "vectorizer":
            guard let name, let settings = vectorizer?.vectorizer(words: words) else { return nil }
            return .vectorizer(settings, name: name)
        case "encoder": return encoder.map { .encoder($0.reference) }
        case "column":
            return name.map { .column(ColumnFeatures(name: $0, reading: reading ?? .auto)) }
        case "lexicon": return lexicon?.lexicon.map { .lexicon($0) }
        case "pieces":
            guard let encoder, let settings = vectorizer?.vectorizer(words: words) else { return nil }
            return .pieces(encoder.reference, settings)
        case "union": return inner.isEmpty ? nil : .union(inner)
        case "staged":
            guard let first = inner.first, let stage = decodedStage else { return nil }
            return .staged(first, stage)
        default: return nil
        }
    }

    private var decodedStage: FeatureRecipe.Stage? {
        switch stage {
        case "scale": return .scale
        case "normalise": return .normalise
        case "reduce":
            guard let count = amount.flatMap({ Int(exactly: $0) }), (1...1_000_000).contains(count) else {
                return nil
            }
            return .reduce(count)
        case "log_ratio":
            guard let amount, amount > 0, let binary else { return nil }
            return .logRatio(alpha: amount, binary: binary)
        case "weigh": return amount.flatMap { $0 > 0 && $0.isFinite ? .weigh($0) : nil }
        default: return nil
        }
    }
}

/// An encoder reference as a model file holds it.
struct EncoderCoding: Codable, Equatable, Sendable {
    var name: String
    /// The modes, joined by `+`.
    var pooling: String?
    /// As in a recipe: `6`, `4..6`, `[5, 6]`.
    var layers: String?
    /// One layer, as older files have it.
    var layer: Int?
    var maxTokens: Int?
    var normalise: Bool?
    var prefix: String?
    var precision: String?
    var truncation: String?

    init(_ reference: EncoderReference) {
        name = reference.name
        pooling = reference.settings.pooling.map { $0.map(\.rawValue).joined(separator: "+") }
        layers = reference.settings.layer?.description
        maxTokens = reference.settings.maxTokens
        normalise = reference.settings.normalise
        prefix = reference.settings.prefix
        precision = reference.settings.precision?.rawValue
        truncation = reference.settings.truncation?.rawValue
    }

    var reference: EncoderReference {
        EncoderReference(
            name: name,
            settings: EncoderSettings(
                pooling: pooling.map {
                    $0.split(separator: "+").compactMap { PoolingMode(rawValue: String($0)) }
                },
                layer: layers.flatMap { LayerChoice($0) } ?? layer.map { .one($0) }, maxTokens: maxTokens,
                normalise: normalise, prefix: prefix,
                precision: precision.flatMap { Precision(rawValue: $0) },
                truncation: truncation.flatMap { Truncation(rawValue: $0) }))
    }
}

/// A vectorizer's settings as a model file holds them.
struct VectorizerCoding: Codable {
    var analyser: String
    var isTfidf: Bool
    var ngrams: [Int]
    var minCount: Int?
    var minShare: Double?
    var maxCount: Int?
    var maxShare: Double?
    var maxFeatures: Int?
    var binary: Bool
    var sublinear: Bool
    var stopWords: [String]
    var lowercase: Bool
    /// From layout 3 on: name and digest of the list that words are cut by.
    var segment, wordList: String?

    init(_ settings: Vectorizer) {
        analyser =
            switch settings.analyser {
            case .words: "words"
            case .characters: "characters"
            case .charactersInWords: "charactersInWords"
            case .pieces: "pieces"
            }
        isTfidf = settings.weighting == .tfidf
        ngrams = [settings.ngrams.lowerBound, settings.ngrams.upperBound]
        if case .count(let count) = settings.minDocs { minCount = count }
        if case .share(let share) = settings.minDocs { minShare = share }
        if case .count(let count) = settings.maxDocs { maxCount = count }
        if case .share(let share) = settings.maxDocs { maxShare = share }
        maxFeatures = settings.maxFeatures
        binary = settings.binary
        sublinear = settings.sublinear
        stopWords = settings.stopWords
        lowercase = settings.lowercase
        segment = settings.segmenter?.name
        wordList = settings.segmenter?.digest
    }

    /// The settings; nil when they contradict themselves, or name another list than `words`.
    func vectorizer(words: WordList?) -> Vectorizer? {
        let analysers: [String: Vectorizer.Analyser] = [
            "words": .words, "characters": .characters, "charactersInWords": .charactersInWords,
            "pieces": .pieces,
        ]
        guard let analyser = analysers[analyser], ngrams.count == 2, ngrams[0] >= 1, ngrams[0] <= ngrams[1],
            ngrams[1] <= 100, wordList == nil || wordList == words?.digest
        else { return nil }
        return Vectorizer(
            analyser: analyser, weighting: isTfidf ? .tfidf : .counts, ngrams: ngrams[0]...ngrams[1],
            minDocs: minCount.map { .count($0) } ?? .share(minShare ?? 0),
            maxDocs: maxCount.map { .count($0) } ?? .share(maxShare ?? 1), maxFeatures: maxFeatures,
            binary: binary,
            sublinear: sublinear, stopWords: stopWords, lowercase: lowercase,
            segmenter: wordList == nil ? nil : words)
    }
}
