extension SignatureTable {
    static let featureComponents = [words, tfidf, characters, encoder]
    static let stageComponents = [scale, normalise]
    static let headComponents = [logistic, linearSVM, naiveBayes]

    private static let minDocs = Parameter(
        "min_docs", .countOrFraction, default: .number(1),
        "leave out what fewer texts have: a count or a share")
    private static let maxDocs = Parameter(
        "max_docs", .countOrFraction, default: Value.none,
        "leave out what more texts have: a count or a share")
    private static let maxFeatures = Parameter(
        "max_features", .integerOrNone(1, .max), default: Value.none, "keep only the most frequent")
    private static let binary = Parameter(
        "binary", .boolean, default: .boolean(false), "count a word once a text")
    private static let stopWords = Parameter(
        "stop_words", .choiceOrTexts(["english"]), default: Value.none,
        "words to leave out: english, or a list")
    private static func ngrams(_ from: Double, _ to: Double, _ help: String) -> Parameter {
        Parameter("ngrams", .range(1, 10), default: .range(from, to), help)
    }

    private static let words = Signature(
        "words", .features, .recipes,
        clauses: [
            ngrams(1, 1, "lengths of word sequences"), minDocs, maxDocs, maxFeatures, binary, stopWords,
        ],
        help: "counts words and word sequences", example: "counts = words(ngrams: 1..2) | naive_bayes()")

    private static let tfidf = Signature(
        "tfidf", .features, .recipes,
        clauses: [
            ngrams(1, 1, "lengths of word sequences"), minDocs, maxDocs, maxFeatures, binary, stopWords,
            Parameter("sublinear", .boolean, default: .boolean(false), "1 + log(count) instead of the count"),
        ],
        help: "counts words, weighted by how rare they are, each text scaled to length 1",
        example: "classical = tfidf(ngrams: 1..2, min_docs: 2) | logistic(C: 1)")

    private static let characters = Signature(
        "characters", .features, .recipes,
        clauses: [ngrams(2, 4, "lengths of character sequences"), minDocs, maxDocs, maxFeatures, binary],
        help: "counts character sequences: robust to spelling",
        example: "robust = characters(ngrams: 2..4) | logistic()")

    private static let encoder = Signature(
        "encoder", .features, .recipes,
        clauses: [
            Parameter(
                "name", .encoder, required: true, "a name of the catalogue, or a model folder in quotes"),
            Parameter("pooling", .choice(["mean", "cls", "max"]), "how tokens become one vector"),
            Parameter("layer", .integer(0, 1000), "the layer to take; the last unless told"),
            Parameter("max_tokens", .integer(3, 100_000), "cut longer texts; the folder's limit unless told"),
            Parameter("prefix", .text, "text put before every text"),
            Parameter("normalise", .boolean, "scale vectors to length 1; as the folder says unless told"),
        ],
        help: "turns each text into a vector by a pretrained transformer",
        example: "semantic = encoder(minilm) | logistic(C: 1)")

    private static let scale = Signature(
        "scale", .stage, .recipes, help: "shifts and scales every column to mean 0 and deviation 1",
        example: "scaled = encoder(minilm) | scale() | logistic()")

    private static let normalise = Signature(
        "normalise", .stage, .recipes, help: "scales every row to length 1",
        example: "even = words() | normalise() | linear_svm()")

    private static let penaltyC = Parameter(
        "C", .number(0, .infinity, includesLower: false), default: .number(1), "smaller is smoother")
    private static let classWeight = Parameter(
        "class_weight", .choice(["none", "balanced"]), default: .choice("none"),
        "balanced: rare classes count as much as frequent ones")

    private static let logistic = Signature(
        "logistic", .head, .recipes,
        clauses: [
            penaltyC,
            Parameter(
                "penalty", .choice(["l2", "none"]), default: .choice("l2"), "how large weights are held back"),
            classWeight,
        ],
        help: "logistic regression (softmax), with probabilities",
        example: "classical = tfidf() | logistic(C: 1, class_weight: balanced)")

    private static let linearSVM = Signature(
        "linear_svm", .head, .recipes,
        clauses: [
            penaltyC,
            classWeight,
        ],
        help: "linear support vector machine, one against the rest",
        example: "svm = tfidf() | linear_svm(C: 0.5)")

    private static let naiveBayes = Signature(
        "naive_bayes", .head, .recipes,
        clauses: [
            Parameter(
                "kind", .choice(["multinomial", "complement"]), default: .choice("multinomial"),
                "complement: better when classes are uneven"),
            Parameter(
                "alpha", .number(0, .infinity, includesLower: true), default: .number(1),
                "smoothing of counts"),
        ],
        help: "naive Bayes over counts", example: "bayes = words() | naive_bayes(kind: complement)")
}
