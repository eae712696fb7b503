internal import Classifiers
internal import Tokenizers

/// A recipe as a model file holds it.
struct RecipeCoding: Codable {
    var features: FeatureCoding
    var head: String
    var c: Double?
    var alpha: Double?
    var variant: String?
    var share: Double?
    var count: Int?
    var multiClass: String?
    var balanced: Bool?
    var factors: [ClassWeight.Factor]?

    init(_ recipe: Recipe) {
        features = FeatureCoding(recipe.features)
        head = recipe.head.name
        switch recipe.head.classWeight {
        case .balanced: balanced = true
        case .named(let factors): self.factors = factors
        case .none, .each: break
        }
        switch recipe.head {
        case .logistic(let logistic):
            c = logistic.c
            variant = Self.name(of: logistic.penalty)
            if case .elasticNet(let share) = logistic.penalty { self.share = share }
            multiClass = logistic.multiClass.rawValue
        case .linearSVM(let svm):
            c = svm.c
            variant = svm.loss.rawValue
        case .naiveBayes(let bayes):
            alpha = bayes.alpha
            variant = bayes.kind.rawValue
        case .ridge(let ridge): alpha = ridge.alpha
        case .lda(let lda):
            variant = lda.shrinkage == .auto ? "auto" : nil
            if case .share(let share) = lda.shrinkage { self.share = share }
        case .nearest(let nearest):
            count = nearest.count
            variant = nearest.metric.rawValue
        }
    }

    private static func name(of penalty: LogisticRegression.Penalty) -> String {
        switch penalty {
        case .l2: "l2"
        case .l1: "l1"
        case .elasticNet: "elastic_net"
        case .none: "none"
        }
    }

    /// The recipe; nil when it names what this program doesn't know.
    func recipe(words: WordList?) -> Recipe? {
        guard let features = features.recipe(words: words), let head = headRecipe else { return nil }
        return Recipe(features: features, head: head)
    }

    private var classWeight: ClassWeight {
        if balanced == true { return .balanced }
        return factors.map { .named($0) } ?? .none
    }

    private var headRecipe: HeadRecipe? {
        switch head {
        case "logistic": return logistic
        case "linear_svm":
            guard let loss = LinearSVM.Loss(rawValue: variant ?? "squared_hinge") else { return nil }
            return .linearSVM(LinearSVM(c: c ?? 1, loss: loss, classWeight: classWeight))
        case "naive_bayes":
            guard let kind = NaiveBayes.Kind(rawValue: variant ?? "multinomial") else { return nil }
            return .naiveBayes(NaiveBayes(kind: kind, alpha: alpha ?? 1))
        case "ridge": return .ridge(Ridge(alpha: alpha ?? 1, classWeight: classWeight))
        case "lda":
            return .lda(
                LinearDiscriminant(shrinkage: variant == "auto" ? .auto : share.map { .share($0) } ?? .none))
        case "nearest":
            guard let metric = NearestModel.Metric(rawValue: variant ?? "cosine") else { return nil }
            return .nearest(NearestNeighbours(count: count ?? 5, metric: metric))
        default: return nil
        }
    }

    private var logistic: HeadRecipe? {
        let penalties: [String: LogisticRegression.Penalty] = [
            "l2": .l2, "l1": .l1, "elastic_net": .elasticNet(share ?? 0.5), "none": .none,
        ]
        guard let penalty = penalties[variant ?? "l2"],
            let multiClass = LogisticRegression.MultiClass(rawValue: multiClass ?? "softmax")
        else { return nil }
        return .logistic(
            LogisticRegression(
                c: c ?? 1, penalty: penalty, multiClass: multiClass, classWeight: classWeight))
    }
}
