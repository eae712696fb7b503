import Classifiers
import Language
import TextModels

extension RecipePrinter {
    /// A head as it is written.
    static func text(_ head: HeadRecipe) -> String {
        "\(head.name)(\((options(head) + options(head.classWeight)).joined(separator: ", ")))"
    }

    private static func options(_ head: HeadRecipe) -> [String] {
        switch head {
        case .logistic(let head): options(head)
        case .linearSVM(let head):
            ["C: \(number(head.c))"] + (head.loss == .hinge ? ["loss: hinge"] : [])
        case .naiveBayes(let head):
            ["kind: \(head.kind.rawValue)"] + (head.kind == .gaussian ? [] : ["alpha: \(number(head.alpha))"])
        case .ridge(let head): ["alpha: \(number(head.alpha))"]
        case .lda(let head):
            switch head.shrinkage {
            case .none: []
            case .auto: ["shrinkage: auto"]
            case .share(let share): ["shrinkage: \(number(share))"]
            }
        case .nearest(let head):
            ["k: \(head.count)"] + (head.metric == .euclidean ? ["metric: euclidean"] : [])
        }
    }

    private static func options(_ head: LogisticRegression) -> [String] {
        let cost = "C: \(number(head.c))"
        let penalty =
            switch head.penalty {
            case .l2: [cost]
            case .l1: [cost, "penalty: l1"]
            case .elasticNet(let share): [cost, "penalty: elastic_net", "l1_ratio: \(number(share))"]
            case .none: head.c == 1 ? ["penalty: none"] : [cost, "penalty: none"]
            }
        return penalty + (head.multiClass == .oneVersusRest ? ["multi_class: one_vs_rest"] : [])
    }

    private static func options(_ weight: ClassWeight) -> [String] {
        switch weight {
        case .none, .each: []
        case .balanced: ["class_weight: balanced"]
        case .named(let factors):
            [
                "class_weight: {"
                    + factors.map { "\(quoted($0.label)): \(number($0.weight))" }.joined(separator: ", ")
                    + "}"
            ]
        }
    }
}
