extension SignatureTable {
    static let judgeVerbs = [report, confusion, reliability, compare, curve, mistakes]

    /// The operand of every verb about one model.
    static let model = Parameter("model", .name([.model]), required: true, "a fitted model", zh: "训练好的模型")
    /// The dataset that judges.
    static let onDataset = Parameter(
        "on", .name([.dataset]), required: true, "the labelled dataset", zh: "带标签的数据集")
    /// Clauses of everything that cross-validates.
    static let folds = Parameter(
        "folds", .integer(2, 1000), default: .number(5), "how many parts take turns as the test set",
        zh: "分成几折，轮流作测试集")
    static let seeds = Parameter(
        "seeds", .integer(1, 1000), default: .number(1), "how often it is repeated with other folds",
        zh: "换一种分法重复几次")
    static let foldSeed = Parameter(
        "seed", .integer(0, .max), default: .number(1), "another seed, other folds", zh: "随机种子；换一个就换一种分法")
    static let group = Parameter(
        "group", .column, "keep rows with the same value of this column in one fold",
        zh: "分组：这一列的值相同的行留在同一折")
    /// The figures by which recipes are judged.
    static let scores = [
        "accuracy", "macro_f1", "weighted_f1", "balanced_accuracy", "mcc", "auc", "log_loss", "brier", "ece",
    ]

    /// The figures that only texts with several labels have.
    static let labelSetScores = ["micro_f1", "samples_f1", "hamming_loss"]

    private static let report = Signature(
        "report", .verb, .judge, operands: [model], clauses: [onDataset], result: .report,
        help: "accuracy, precision, recall and F1 by class, with intervals",
        zh: "准确率，以及各类别的精确率、召回率和 F1，附置信区间", example: "report model on test")

    private static let confusion = Signature(
        "confusion", .verb, .judge, operands: [model], clauses: [onDataset], result: .table,
        help: "counts what was taken for what", zh: "混淆矩阵：统计哪一类被判成了哪一类", example: "confusion model on test")

    private static let reliability = Signature(
        "reliability", .verb, .judge, operands: [model], clauses: [onDataset], result: .report,
        help: "how far probabilities can be trusted, and what abstaining gains",
        zh: "概率有多可信，不作判断能换来多少准确率", example: "reliability model on test")

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
            Parameter("against", .name([.dataset]), "the test set for recipes", zh: "配方的测试集"), folds, seeds,
            foldSeed, group,
        ],
        result: .table, help: "sets recipes or models side by side, on the same texts",
        zh: "在同样的文本上并排比较配方或模型",
        example: "compare classical, semantic, hybrid on train against test")

    private static let curve = Signature(
        "curve", .verb, .judge,
        operands: [
            Parameter(
                "recipes", .recipe, required: true, repeats: true, "recipes with features and a head",
                zh: "含有特征和分类头的配方")
        ],
        clauses: [
            onDataset,
            Parameter(
                "sizes", .countOrFraction, repeats: true, "how many training texts: counts, or shares",
                zh: "训练文本的数量：个数或比例"),
            Parameter("score", .choice(scores), default: .choice("accuracy"), "what is drawn", zh: "画哪个指标"),
            folds, foldSeed, group,
        ],
        result: .chart, help: "learning curve: what more training texts would bring",
        zh: "学习曲线：增加训练文本能带来多少提高", example: "curve classical, semantic on train sizes 10%, 50%, 100%")

    private static let mistakes = Signature(
        "mistakes", .verb, .judge,
        operands: [
            Parameter(
                "model", .recipeOrModel, required: true,
                "a fitted model; or a recipe, to find doubtful labels",
                zh: "训练好的模型；或一个配方，用来找出可疑的标签")
        ],
        clauses: [
            onDataset,
            Parameter("limit", .integer(1, 10_000), default: .number(10), "how many", zh: "多少个"), folds,
            foldSeed,
            group,
        ],
        result: .table,
        help: "wrong decisions, most confident first; with a recipe, labels that are likely wrong",
        zh: "列出判错的文本，最自信的在前；给配方则列出可能标错的标签", example: "mistakes model on test limit 5")
}
