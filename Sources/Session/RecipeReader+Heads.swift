import Classifiers
import Language
import TextModels

extension RecipeReader {
    /// The head that a component names; nil when it is none.
    func head(_ component: Language.Recipe.Component) -> HeadRecipe? {
        switch component.name.text {
        case "logistic": .logistic(logistic(component))
        case "linear_svm":
            .linearSVM(
                LinearSVM(
                    c: component.number("C", 1), loss: component.choice("loss", .squaredHinge),
                    classWeight: classWeight(component)))
        case "naive_bayes":
            .naiveBayes(
                NaiveBayes(kind: component.choice("kind", .multinomial), alpha: component.number("alpha", 1)))
        case "ridge":
            .ridge(Ridge(alpha: component.number("alpha", 1), classWeight: classWeight(component)))
        case "lda": .lda(LinearDiscriminant(shrinkage: shrinkage(component)))
        case "nearest":
            .nearest(
                NearestNeighbours(
                    count: component.option("k")?.integer ?? 5, metric: component.choice("metric", .cosine)))
        default: nil
        }
    }

    private func logistic(_ component: Language.Recipe.Component) -> LogisticRegression {
        let penalty: LogisticRegression.Penalty =
            switch component.word("penalty") {
            case "l1": .l1
            case "elastic_net": .elasticNet(component.number("l1_ratio", 0.5))
            case "none": .none
            default: .l2
            }
        return LogisticRegression(
            c: component.number("C", 1), penalty: penalty,
            multiClass: component.choice("multi_class", .softmax),
            classWeight: classWeight(component))
    }

    private func shrinkage(_ component: Language.Recipe.Component) -> LinearDiscriminant.Shrinkage {
        if component.word("shrinkage") == "auto" { return .auto }
        return component.option("shrinkage")?.number.map { .share($0) } ?? .none
    }

    private func classWeight(_ component: Language.Recipe.Component) -> ClassWeight {
        switch component.option("class_weight") {
        case .choice("balanced"): .balanced
        case .record(let entries):
            .named(
                entries.compactMap { entry in
                    entry.value.value.number.map { .init(label: entry.key.text, weight: $0) }
                })
        default: .none
        }
    }
}

extension Language.Recipe.Component {
    /// The number of an option.
    fileprivate func number(_ name: String, _ fallback: Double) -> Double { option(name)?.number ?? fallback }

    /// The word of an option; `none` is one too.
    fileprivate func word(_ name: String) -> String? {
        option(name).flatMap { $0 == .none ? "none" : $0.text }
    }

    /// The choice of an option.
    fileprivate func choice<Choice: RawRepresentable<String>>(_ name: String, _ fallback: Choice) -> Choice {
        option(name)?.text.flatMap { Choice(rawValue: $0) } ?? fallback
    }
}
