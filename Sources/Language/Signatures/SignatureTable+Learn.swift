extension SignatureTable {
    static let learnVerbs = [fit, crossvalidate, tune, calibrate, threshold, update]

    private static let recipe = Parameter(
        "recipe", .recipe, required: true, "a recipe with features and a head", zh: "含有特征和分类头的配方")
    private static let recipes = Parameter(
        "recipes", .recipe, required: true, repeats: true, "recipes with features and a head",
        zh: "含有特征和分类头的配方")

    private static let fit = Signature(
        "fit", .verb, .learn, operands: [recipe],
        clauses: [
            Parameter("on", .name([.dataset]), required: true, "the training set, with labels", zh: "带标签的训练集")
        ],
        result: .model, wantsName: true, help: "fits a recipe on labelled texts and gives a model",
        zh: "在带标签的文本上训练配方，得到模型",
        example: "model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train")

    private static let crossvalidate = Signature(
        "crossvalidate", .verb, .learn, operands: [recipes],
        clauses: [
            onDataset, folds,
            Parameter(
                "score", .choice(scores + labelSetScores),
                "one figure, fold by fold; accuracy, macro F1 and log loss unless told",
                zh: "只看一个指标，逐折列出；不写则给出准确率、宏平均 F1 和对数损失"),
            seeds, foldSeed, group,
        ],
        result: .table, help: "judges recipes on texts that each fold's model has not seen",
        zh: "交叉验证：每一折的模型都在没见过的文本上接受检验",
        example: "crossvalidate classical, hybrid on train folds 5")

    private static let tune = Signature(
        "tune", .verb, .learn,
        operands: [
            Parameter(
                "recipe", .triedRecipe, required: true,
                "a recipe with  try […]  where values are to be searched",
                zh: "配方，要搜索的选项写成 try […]")
        ],
        clauses: [
            onDataset, folds,
            Parameter(
                "score", .choice(scores), default: .choice("accuracy"), "what is to be best", zh: "按哪个指标取最优"),
            Parameter(
                "search", .choice(["grid", "random", "halving"]), default: .choice("grid"),
                "all combinations, some by chance, or the best third of each round on more texts",
                zh: "全部组合、随机若干个，或每轮留下最好的三分之一并增加文本"),
            Parameter(
                "budget", .integer(1, 10_000), default: .number(20),
                "how many combinations a random search tries",
                zh: "随机搜索尝试多少个组合"),
            foldSeed, group,
        ],
        result: .model, wantsName: true,
        help: "searches the values behind try by cross-validation, and fits the best on all texts",
        zh: "用交叉验证搜索 try 后面的值，并用最好的在全部文本上训练",
        example: "best = tune tfidf() | logistic(C: try [0.1, 1, 10]) on train score macro_f1")

    private static let threshold = Signature(
        "threshold", .verb, .learn, operands: [model],
        clauses: [
            Parameter(
                "on", .name([.dataset]),
                "labelled texts that the model has not seen: each label gets its best F1 there",
                zh: "模型没见过的带标签文本：每个标签取 F1 最高的阈值"),
            Parameter(
                "at", .fraction, "one probability for all labels, which must be exceeded",
                zh: "所有标签共用的概率，超过它才给出标签"),
        ],
        alternatives: [["on", "at"]], result: .model, wantsName: true,
        help: "sets the probability from which a model of several labels a text gives each of them",
        zh: "对一篇文本可有多个标签的模型，设定每个标签从多大概率起给出",
        example: "careful = threshold tagger at 30%")

    private static let calibrate = Signature(
        "calibrate", .verb, .learn, operands: [model],
        clauses: [
            Parameter(
                "on", .name([.dataset]), required: true, "labelled texts that the model has not seen",
                zh: "模型没见过的带标签文本"),
            Parameter(
                "by", .choice(["temperature", "platt", "isotonic", "none"]), default: .choice("temperature"),
                "how; none takes an earlier calibration away", zh: "方法；none 去掉先前的校准"),
            Parameter(
                "abstain", .fraction, "the confidence below which the model doesn't decide",
                zh: "置信度低于它时，模型不作判断"),
            Parameter(
                "accuracy", .fraction, "don't decide where needed to be right this often",
                zh: "要达到这个准确率，必要时不作判断"),
        ],
        result: .model, wantsName: true,
        help: "makes probabilities trustworthy, and lets a model abstain where it isn't sure",
        zh: "校准概率，使其可信，并可让模型在没有把握时不作判断",
        example: "careful = calibrate model on test by temperature abstain 80%")

    private static let update = Signature(
        "update", .verb, .learn, operands: [model],
        clauses: [
            Parameter(
                "with", .name([.dataset]), required: true, "new texts with labels, which may be new too",
                zh: "带标签的新文本，可以有新标签"),
            Parameter(
                "keeping", .name([.dataset]),
                "the texts that it was trained on; logistic and linear_svm need them",
                zh: "它原来的训练文本；logistic 和 linear_svm 需要"),
        ],
        result: .model, wantsName: true,
        help:
            "adds texts to a model as if it had been trained on them from the first, its vocabulary as it is; tells how they differ",
        zh: "把新文本加进模型，如同一开始就训练过，词表不变；并说明新文本有何不同",
        example: "newer = update model with test keeping train")
}
