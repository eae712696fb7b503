import Classifiers
import Display
import Language
import TextModels

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
            option.name.text == "name" && component.name.text == "encoder"
                ? text(option.value.value) : "\(option.name.text): \(text(option.value.value))"
        }
        return component.name.text + "(" + options.joined(separator: ", ") + ")"
    }

    private static func text(_ value: Language.Value) -> String {
        switch value {
        case .number(let number): NumberFormat.automatic.plain(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .range(let lower, let upper): "\(Int(lower))..\(Int(upper))"
        case .list(let items): "[" + items.map { text($0.value) }.joined(separator: ", ") + "]"
        case .none: "none"
        case .text(let text), .file(let text): "\"\(text)\""
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
        case .encoder(let reference): "encoder(\(reference.name))"
        case .union(let parts):
            parts.map { isStaged($0) ? "(\(text($0)))" : text($0) }.joined(separator: " + ")
        case .staged(let inner, let stage): "\(text(inner)) | \(stage.rawValue)()"
        }
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
        return options.joined(separator: ", ")
    }

    private static func text(_ limit: Vectorizer.Limit) -> String {
        switch limit {
        case .count(let count): "\(count)"
        case .share(let share): NumberFormat.percent(1).text(share)
        }
    }

    private static func text(_ head: HeadRecipe) -> String {
        func weight(_ weight: ClassWeight) -> String { weight == .balanced ? ", class_weight: balanced" : "" }
        switch head {
        case .logistic(let head):
            let strength =
                head.penalty == .none ? "penalty: none" : "C: \(NumberFormat.automatic.plain(head.c))"
            return "logistic(\(strength)\(weight(head.classWeight)))"
        case .linearSVM(let head):
            return "linear_svm(C: \(NumberFormat.automatic.plain(head.c))\(weight(head.classWeight)))"
        case .naiveBayes(let head):
            let kind = head.kind == .complement ? "complement" : "multinomial"
            return "naive_bayes(kind: \(kind), alpha: \(NumberFormat.automatic.plain(head.alpha)))"
        }
    }
}
