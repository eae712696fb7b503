extension SignatureTable {
    static let learnVerbs = [fit]
    static let judgeVerbs = [report, confusion, compare, mistakes]

    /// The operand of every verb about one model.
    static let model = Parameter("model", .name([.model]), required: true, "a fitted model")
    private static let onDataset = Parameter("on", .name([.dataset]), required: true, "the labelled dataset")

    private static let fit = Signature(
        "fit", .verb, .learn,
        operands: [Parameter("recipe", .recipe, required: true, "a recipe with features and a head")],
        clauses: [Parameter("on", .name([.dataset]), required: true, "the training set, with labels")],
        result: .model, wantsName: true, help: "fits a recipe on labelled texts and gives a model",
        example: "model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train")

    private static let report = Signature(
        "report", .verb, .judge, operands: [model], clauses: [onDataset], result: .report,
        help: "accuracy, precision, recall and F1 by class", example: "report model on test")

    private static let confusion = Signature(
        "confusion", .verb, .judge, operands: [model], clauses: [onDataset], result: .table,
        help: "counts what was taken for what", example: "confusion model on test")

    private static let compare = Signature(
        "compare", .verb, .judge,
        operands: [
            Parameter(
                "candidates", .recipeOrModel, required: true, repeats: true, "recipes, or fitted models")
        ],
        clauses: [
            Parameter(
                "on", .name([.dataset]), required: true, "recipes: the training set; models: the test set"),
            Parameter("against", .name([.dataset]), "the test set for recipes"),
        ],
        result: .table, help: "sets recipes or models side by side",
        example: "compare classical, semantic, hybrid on train against test")

    private static let mistakes = Signature(
        "mistakes", .verb, .judge, operands: [model],
        clauses: [
            onDataset,
            Parameter("limit", .integer(1, 10_000), default: .number(10), "how many"),
        ],
        result: .table, help: "shows the wrong decisions, most confident first",
        example: "mistakes model on test limit 5")
}
