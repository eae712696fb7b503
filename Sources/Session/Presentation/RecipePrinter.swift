import Classifiers
import Display
import Encoders
import Language
import TextModels
import Tokenizers

/// Recipes as they are written.
enum RecipePrinter {
    /// A recipe of the language.
    static func text(_ recipe: Language.Recipe) -> String {
        switch recipe {
        case .component(let component): text(component)
        case .name(let name): name.text
        case .union(let parts): parts.map { isPipe($0) ? "(\(text($0)))" : text($0) }.joined(separator: " + ")
        case .pipe(let parts): parts.map(text).joined(separator: " | ")
        }
    }

    private static func isPipe(_ recipe: Language.Recipe) -> Bool {
        if case .pipe = recipe { true } else { false }
    }

    private static func text(_ component: Language.Recipe.Component) -> String {
        let options = component.options.map { option in
            option.name.text == "name" && component.signature?.clauses.first?.name == "name"
                ? text(option.value.value) : "\(option.name.text): \(text(option.value.value))"
        }
        return component.name.text + "(" + options.joined(separator: ", ") + ")"
    }

    /// An option's value.
    static func text(_ value: Language.Value) -> String {
        switch value {
        case .share(1): "100%"
        case .number(let value), .share(let value): number(value)
        case .boolean(let truth): truth ? "true" : "false"
        case .range(let lower, let upper): "\(Int(lower))..\(Int(upper))"
        case .list(let items): "[" + items.map { text($0.value) }.joined(separator: ", ") + "]"
        case .none: "none"
        case .column(let name): word(name)
        case .text(let text), .file(let text): quoted(text)
        default: value.text ?? ""
        }
    }

    /// A recipe that can be fitted.
    static func text(_ recipe: TextModels.Recipe) -> String {
        text(recipe.features) + " | " + text(recipe.head)
    }

    private static func text(_ features: FeatureRecipe) -> String {
        switch features {
        case .vectorizer(let settings, let name): "\(name)(\(options(settings)))"
        case .encoder(let reference): "encoder(\(options(reference)))"
        case .lexicon(let lexicon):
            "lexicon(\(quoted(lexicon.name))\(lexicon.negation ? "" : ", negation: false"))"
        case .pieces(let reference, let settings):
            "pieces(\(options(reference)), \(options(settings))\(settings.weighting == .tfidf ? ", weighting: tfidf" : ""))"
        case .column(let column):
            "column(\(word(column.name))\(column.reading == .auto ? "" : ", kind: \(column.reading.rawValue)"))"
        case .union(let parts):
            parts.map { isStaged($0) ? "(\(text($0)))" : text($0) }.joined(separator: " + ")
        case .staged(let inner, let stage): "\(text(inner)) | \(text(stage))"
        }
    }

    private static func text(_ stage: FeatureRecipe.Stage) -> String {
        switch stage {
        case .scale, .normalise: "\(stage.name)()"
        case .reduce(let count): "reduce(\(count))"
        case .logRatio(let alpha, let binary):
            "log_ratio(\(alpha == 1 ? "" : "alpha: \(number(alpha)), ")binary: \(binary))"
        case .weigh(let factor): "weigh(\(number(factor)))"
        }
    }

    private static func options(_ reference: EncoderReference) -> String {
        let settings = reference.settings
        var options = [reference.name.contains("/") ? quoted(reference.name) : reference.name]
        if let pooling = settings.pooling { options.append("pooling: \(PoolingMode.text(pooling))") }
        if let layer = settings.layer { options.append("layer: \(layer)") }
        if let limit = settings.maxTokens { options.append("max_tokens: \(limit)") }
        if let prefix = settings.prefix { options.append("prefix: \(quoted(prefix))") }
        if let precision = settings.precision { options.append("precision: \(precision.rawValue)") }
        if settings.truncation == .headAndTail { options.append("cut: middle") }
        if let normalise = settings.normalise { options.append("normalise: \(normalise)") }
        return options.joined(separator: ", ")
    }

    /// A number with all its digits, as it would be written.
    static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A column's name, in back-quotes where it is no plain word.
    private static func word(_ name: String) -> String {
        CellPrinter.isPlainWord(name) ? name : CellPrinter.quoted(name, quote: "`")
    }

    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    private static func isStaged(_ features: FeatureRecipe) -> Bool {
        if case .staged = features { true } else { false }
    }

    private static func options(_ settings: Vectorizer) -> String {
        var options = ["ngrams: \(settings.ngrams.lowerBound)..\(settings.ngrams.upperBound)"]
        if settings.minDocs != .count(1) { options.append("min_docs: \(text(settings.minDocs))") }
        if settings.maxDocs != .share(1) { options.append("max_docs: \(text(settings.maxDocs))") }
        if let most = settings.maxFeatures { options.append("max_features: \(most)") }
        if settings.binary { options.append("binary: true") }
        if settings.sublinear { options.append("sublinear: true") }
        if settings.stopWords == Vectorizer.englishStopWords {
            options.append("stop_words: english")
        } else if !settings.stopWords.isEmpty {
            options.append("stop_words: [\(settings.stopWords.map(quoted).joined(separator: ", "))]")
        }
        if let list = settings.segmenter { options.append("segment: \(list.name)") }
        return options.joined(separator: ", ")
    }

    private static func text(_ limit: Vectorizer.Limit) -> String {
        switch limit {
        case .count(let count): "\(count)"
        case .share(let share): NumberFormat.percent(1).text(share)
        }
    }
}
