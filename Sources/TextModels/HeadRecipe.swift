public import Classifiers

/// A head with its parameters.
public enum HeadRecipe: Sendable, Equatable {
    /// Logistic regression.
    case logistic(LogisticRegression)
    /// A linear support vector machine.
    case linearSVM(LinearSVM)
    /// Naive Bayes.
    case naiveBayes(NaiveBayes)
    /// Ridge regression on ±1.
    case ridge(Ridge)
    /// Linear discriminant analysis.
    case lda(LinearDiscriminant)
    /// The nearest training texts.
    case nearest(NearestNeighbours)

    /// What recipes call it.
    public var name: String {
        switch self {
        case .logistic: "logistic"
        case .linearSVM: "linear_svm"
        case .naiveBayes: "naive_bayes"
        case .ridge: "ridge"
        case .lda: "lda"
        case .nearest: "nearest"
        }
    }

    /// How much each row counts; none for heads that have no such option.
    public var classWeight: ClassWeight {
        switch self {
        case .logistic(let head): head.classWeight
        case .linearSVM(let head): head.classWeight
        case .ridge(let head): head.classWeight
        case .naiveBayes, .lda, .nearest: .none
        }
    }

    /// The head with weights by name replaced by weights in the order of `labels`.
    func head(for labels: [String]) throws(ClassifierError) -> any Head {
        let weight = try classWeight.resolved(labels)
        switch self {
        case .logistic(var head):
            head.classWeight = weight
            return head
        case .linearSVM(var head):
            head.classWeight = weight
            return head
        case .ridge(var head):
            head.classWeight = weight
            return head
        case .naiveBayes(let head): return head
        case .lda(let head): return head
        case .nearest(let head): return head
        }
    }
}
