import Classifiers
import Encoders
import Language
import TextModels
import Tokenizers

/// Turns a checked recipe of the language into one that can be fitted.
struct RecipeReader {
    let execution: Execution

    init(_ execution: Execution) { self.execution = execution }

    /// The recipe of an argument, its names replaced.
    func recipe(_ argument: Argument) throws(Failure) -> TextModels.Recipe {
        guard case .recipe(let written) = try execution.value(of: argument) else {
            throw Failure(
                .wrongType(
                    name: execution.source.text(of: argument.span), found: .text, wanted: [.recipe],
                    place: "fit"),
                at: argument.span)
        }
        return try recipe(written, at: argument.span)
    }

    /// A recipe whose names have been replaced.
    func recipe(_ written: Language.Recipe, at span: SourceSpan) throws(Failure) -> TextModels.Recipe {
        var stages = flattened(written)
        guard case .component(let last)? = stages.popLast(), let head = head(last) else {
            throw Failure(.incompleteRecipe(.head), at: span)
        }
        guard let first = stages.first else { throw Failure(.incompleteRecipe(.features), at: span) }
        return TextModels.Recipe(
            features: try features(first, then: stages.dropFirst(), at: span), head: head)
    }

    /// The stages of a pipe, pipes within pipes opened.
    private func flattened(_ recipe: Language.Recipe) -> [Language.Recipe] {
        guard case .pipe(let stages) = recipe else { return [recipe] }
        return stages.flatMap(flattened)
    }

    private func features(
        _ source: Language.Recipe, then stages: ArraySlice<Language.Recipe>, at span: SourceSpan
    ) throws(Failure) -> FeatureRecipe {
        var built: FeatureRecipe
        switch source {
        case .component(let component): built = try block(component)
        case .union(let parts):
            var blocks: [FeatureRecipe] = []
            for part in parts {
                let inner = flattened(part)
                guard let first = inner.first else { throw Failure(.incompleteRecipe(.features), at: span) }
                blocks.append(try features(first, then: inner.dropFirst(), at: span))
            }
            built = .union(blocks)
        case .pipe, .name: throw Failure(.incompleteRecipe(.features), at: span)
        }
        for stage in stages {
            guard case .component(let component) = stage, let kind = self.stage(component, behind: built)
            else { throw Failure(.incompleteRecipe(.features), at: span) }
            built = .staged(built, kind)
        }
        return built
    }

    /// The stage that a component names; nil when it is none.
    private func stage(
        _ component: Language.Recipe.Component, behind features: FeatureRecipe
    ) -> FeatureRecipe.Stage? {
        switch component.name.text {
        case "scale": .scale
        case "normalise": .normalise
        case "reduce": component.option("k")?.integer.map { .reduce($0) }
        case "weigh": component.option("by")?.number.map { .weigh($0) }
        case "log_ratio":
            // Plain counts become presence, as in the paper; for weighted ones that would undo the weights.
            .logRatio(
                alpha: component.option("alpha")?.number ?? 1,
                binary: component.option("binary")?.boolean ?? features.isCount)
        default: nil
        }
    }

    private func block(_ component: Language.Recipe.Component) throws(Failure) -> FeatureRecipe {
        switch component.name.text {
        case "words":
            .vectorizer(try segmented(vectorizer(component, .words, .counts), component), name: "words")
        case "tfidf":
            .vectorizer(try segmented(vectorizer(component, .words, .tfidf), component), name: "tfidf")
        case "characters": .vectorizer(vectorizer(component, .characters, .tfidf), name: "characters")
        case "encoder": .encoder(try encoder(component))
        case "lexicon": .lexicon(try lexicon(component))
        case "pieces": .pieces(try encoder(component), pieces(component))
        case "column":
            .column(
                ColumnFeatures(
                    name: component.option("name")?.text ?? "",
                    reading: component.option("kind")?.text.flatMap { .init(rawValue: $0) } ?? .auto))
        default:
            throw Failure(
                .misplacedPart(component.name.text, kind: component.signature?.kind ?? .stage),
                at: component.name.span)
        }
    }

    private func vectorizer(
        _ component: Language.Recipe.Component, _ analyser: Vectorizer.Analyser,
        _ weighting: Vectorizer.Weighting
    ) -> Vectorizer {
        var settings = Vectorizer(analyser: analyser, weighting: weighting)
        if case .range(let lower, let upper)? = component.option("ngrams"), lower >= 1, lower <= upper,
            upper <= 100
        {
            settings.ngrams = Int(lower)...Int(upper)
        } else if let length = component.option("ngrams")?.integer, length >= 1 {
            settings.ngrams = length...length
        }
        settings.minDocs = limit(component.option("min_docs")) ?? .count(1)
        settings.maxDocs = limit(component.option("max_docs")) ?? .share(1)
        settings.maxFeatures = component.option("max_features")?.integer
        settings.binary = component.option("binary")?.boolean ?? false
        settings.sublinear = component.option("sublinear")?.boolean ?? false
        settings.lowercase = component.option("lowercase")?.boolean ?? true
        switch component.option("stop_words") {
        case .choice("english"): settings.stopWords = Vectorizer.englishStopWords
        case .list(let words): settings.stopWords = words.compactMap { $0.value.text }
        default: break
        }
        return settings
    }

    /// The list of rated words that a component names.
    private func lexicon(_ component: Language.Recipe.Component) throws(Failure) -> Lexicon {
        let file = component.given("file")
        do throws(TextModelError) {
            return try LexiconFile.read(
                execution.session.files.reading(file?.value.value.text ?? ""),
                negation: component.option("negation")?.boolean ?? true)
        } catch { throw Failure(error, at: file?.value.span ?? component.name.span) }
    }

    private func pieces(_ component: Language.Recipe.Component) -> Vectorizer {
        let isWeighted = component.option("weighting")?.text == "tfidf"
        var settings = vectorizer(component, .pieces, isWeighted ? .tfidf : .counts)
        // Pieces are taken as the encoder spells them.
        settings.lowercase = false
        return settings
    }

    /// The same with the list of words that the component asks for.
    private func segmented(
        _ settings: Vectorizer, _ component: Language.Recipe.Component
    ) throws(Failure) -> Vectorizer {
        guard let word = component.option("segment")?.text, let language = Segmentation(rawValue: word) else {
            return settings
        }
        var settings = settings
        do throws(TextModelError) {
            settings.segmenter = try execution.session.library.words(of: language)
        } catch {
            throw Failure(
                error, at: component.given("segment")?.value.span ?? component.name.span)
        }
        return settings
    }

    /// A count of documents, or a share of them.
    private func limit(_ value: Language.Value?) -> Vectorizer.Limit? {
        switch value {
        case .share(let share): .share(share)
        case .number(let number): Int(exactly: number).map { .count($0) } ?? .share(number)
        default: nil
        }
    }

    /// The encoder that a component names.
    func encoder(_ component: Language.Recipe.Component) throws(Failure) -> EncoderReference {
        let name = component.option("name")?.text ?? Catalogue.encoders[0].name
        // A tuned encoder is used as the one that it was made of, unless it is told otherwise.
        var settings =
            TuningRuns(home: execution.session.library.home).run(name)?.reference.settings
            ?? EncoderSettings()
        if let given = component.given("pooling") { settings.pooling = modes(given.value.value) }
        if let given = component.given("layer") { settings.layer = layers(given.value.value) }
        if let given = component.given("max_tokens") { settings.maxTokens = given.value.value.integer }
        if let given = component.given("normalise") { settings.normalise = given.value.value.boolean }
        if let given = component.given("precision") {
            settings.precision = given.value.value.text.flatMap { Precision(rawValue: $0) }
        }
        if let given = component.given("prefix") { settings.prefix = given.value.value.text }
        if let given = component.given("cut") {
            settings.truncation = given.value.value.text == "middle" ? .headAndTail : nil
        }
        return EncoderReference(name: name, settings: settings)
    }

    private func modes(_ value: Language.Value) -> [PoolingMode] {
        (value.list?.map(\.value) ?? [value]).compactMap { $0.text.flatMap { PoolingMode(rawValue: $0) } }
    }

    private func layers(_ value: Language.Value) -> LayerChoice? {
        switch value {
        case .range(let low, let high):
            guard let low = Int(exactly: low), let high = Int(exactly: high), low <= high else { return nil }
            return .mean(low...high)
        case .list(let items): return .joined(items.compactMap(\.value.integer))
        default: return value.integer.map { .one($0) }
        }
    }
}
