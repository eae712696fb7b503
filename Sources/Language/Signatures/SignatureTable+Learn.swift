extension SignatureTable {
    static let learnVerbs = [fit]
    static let judgeVerbs = [report, confusion, compare, mistakes]

    /// The operand of every verb about one model.
    static let model = Parameter("model", .name([.model]), required: true, "a fitted model", zh: "训练好的模型")
    private static let onDataset = Parameter(
        "on", .name([.dataset]), required: true, "the labelled dataset", zh: "带标签的数据集")

    private static let fit = Signature(
        "fit", .verb, .learn,
        operands: [
            Parameter(
                "recipe", .recipe, required: true, "a recipe with features and a head", zh: "含有特征和分类头的配方")
        ],
        clauses: [
            Parameter("on", .name([.dataset]), required: true, "the training set, with labels", zh: "带标签的训练集")
        ],
        result: .model, wantsName: true, help: "fits a recipe on labelled texts and gives a model",
        zh: "在带标签的文本上训练配方，得到模型",
        example: "model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train")

    private static let report = Signature(
        "report", .verb, .judge, operands: [model], clauses: [onDataset], result: .report,
        help: "accuracy, precision, recall and F1 by class", zh: "准确率，以及各类别的精确率、召回率和 F1",
        example: "report model on test")

    private static let confusion = Signature(
        "confusion", .verb, .judge, operands: [model], clauses: [onDataset], result: .table,
        help: "counts what was taken for what", zh: "混淆矩阵：统计哪一类被判成了哪一类", example: "confusion model on test")

    private static let compare = Signature(
        "compare", .verb, .judge,
        operands: [
            Parameter(
                "candidates", .recipeOrModel, required: true, repeats: true, "recipes, or fitted models",
                zh: "配方，或训练好的模型")
        ],
        clauses: [
            Parameter(
                "on", .name([.dataset]), required: true, "recipes: the training set; models: the test set",
                zh: "配方：训练集；模型：测试集"),
            Parameter("against", .name([.dataset]), "the test set for recipes", zh: "配方的测试集"),
        ],
        result: .table, help: "sets recipes or models side by side", zh: "并排比较配方或模型",
        example: "compare classical, semantic, hybrid on train against test")

    private static let mistakes = Signature(
        "mistakes", .verb, .judge, operands: [model],
        clauses: [
            onDataset,
            Parameter("limit", .integer(1, 10_000), default: .number(10), "how many", zh: "多少个"),
        ],
        result: .table, help: "shows the wrong decisions, most confident first", zh: "列出判错的文本，最自信的在前",
        example: "mistakes model on test limit 5")
}
