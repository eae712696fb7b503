extension SignatureTable {
    static let headComponents = [logistic, linearSVM, naiveBayes, ridge, lda, nearest]

    private static let penaltyC = Parameter(
        "C", .number(0, .infinity, includesLower: false), default: .number(1), "smaller is smoother",
        zh: "正则化强度的倒数，越小越平滑")
    private static let classWeight = Parameter(
        "class_weight", .choiceOrWeights(["none", "balanced"]), default: .choice("none"),
        "balanced: rare classes count as much as frequent ones; or a number for each label",
        zh: "balanced：少数类与多数类同样重要；也可为每个标签写一个权重")

    private static let logistic = Signature(
        "logistic", .head, .recipes,
        clauses: [
            penaltyC,
            Parameter(
                "penalty", .choice(["l2", "l1", "elastic_net", "none"]), default: .choice("l2"),
                "how large weights are held back; l1 makes many of them 0",
                zh: "怎样限制过大的权重；l1 会把许多权重变成 0"),
            Parameter(
                "l1_ratio", .number(0, 1, includesLower: true), default: .number(0.5),
                "elastic_net: the share of l1, from 0 to 1", zh: "elastic_net 中 l1 所占的比例，0 到 1"),
            Parameter(
                "multi_class", .choice(["softmax", "one_vs_rest"]), default: .choice("softmax"),
                "three or more classes: all at once, or each against the rest",
                zh: "三个以上类别：一起判断，或每一类对其余"),
            classWeight,
        ],
        help: "logistic regression (softmax), with probabilities", zh: "逻辑回归（softmax），给出概率",
        example: "hybrid = tfidf() + encoder(minilm) | logistic(C: 1, class_weight: balanced)")

    private static let linearSVM = Signature(
        "linear_svm", .head, .recipes,
        clauses: [
            penaltyC,
            Parameter(
                "loss", .choice(["squared_hinge", "hinge"]), default: .choice("squared_hinge"),
                "what a text inside the margin costs", zh: "落在间隔之内的文本怎样计损失"),
            classWeight,
        ],
        help: "linear support vector machine, one against the rest", zh: "线性支持向量机，一对其余",
        example: "svm = tfidf() | linear_svm(C: 0.5)")

    private static let naiveBayes = Signature(
        "naive_bayes", .head, .recipes,
        clauses: [
            Parameter(
                "kind", .choice(["multinomial", "complement", "bernoulli", "gaussian"]),
                default: .choice("multinomial"),
                "complement: better when classes are uneven; bernoulli: there or not; gaussian: for vectors",
                zh: "complement：类别不均衡时更好；bernoulli：只看有没有；gaussian：用于向量"),
            Parameter(
                "alpha", .number(0, .infinity, includesLower: false), default: .number(1),
                "smoothing of counts", zh: "计数的平滑量"),
        ],
        help: "naive Bayes over counts, or over vectors", zh: "朴素贝叶斯：基于计数，或基于向量",
        example: "bayes = words() | naive_bayes(kind: complement)")

    private static let ridge = Signature(
        "ridge", .head, .recipes,
        clauses: [
            Parameter(
                "alpha", .number(0, .infinity, includesLower: true), default: .number(1),
                "larger is smoother", zh: "越大越平滑"),
            classWeight,
        ],
        help: "ridge regression on 1 for a class and −1 for the rest", zh: "岭回归：本类为 1，其余为 −1",
        example: "quick = tfidf() | ridge(alpha: 1)")

    private static let lda = Signature(
        "lda", .head, .recipes,
        clauses: [
            Parameter(
                "shrinkage", .choiceOrNumber(["none", "auto"], 0, 1), default: .choice("none"),
                "draws the covariance towards equal variances: a share, or auto (Ledoit and Wolf)",
                zh: "让协方差向相等的方差收缩：写比例，或 auto（自动估计）")
        ],
        help: "linear discriminant analysis, for vectors", zh: "线性判别分析，用于向量",
        example: "semantic = encoder(minilm) | lda(shrinkage: auto)")

    private static let nearest = Signature(
        "nearest", .head, .recipes,
        clauses: [
            Parameter("k", .integer(1, 10_000), default: .number(5), "how many texts vote", zh: "多少篇文本投票"),
            Parameter(
                "metric", .choice(["cosine", "euclidean"]), default: .choice("cosine"), "what is near",
                zh: "怎样衡量远近"),
        ],
        help: "the nearest training texts vote", zh: "由最相近的训练文本投票",
        example: "neighbourly = encoder(minilm) | nearest(k: 5)")
}
