extension SignatureTable {
    /// Verbs that put models and their explanations to the test.
    static let checkVerbs = [faithfulness, stress]

    private static let faithfulness = Signature(
        "faithfulness", .verb, .look, operands: [model],
        clauses: [
            Parameter(
                "on", .name([.dataset]), required: true,
                "the dataset whose texts are taken; best one not trained on",
                zh: "取文本的数据集；最好没有用来训练"),
            Parameter(
                "limit", .integer(2, 100_000), default: .number(50),
                "how many texts; each is scored some hundred times with words left out",
                zh: "多少篇文本；每篇要去掉不同的词打分约一百次"),
            Parameter(
                "seed", .integer(0, .max), default: .number(1), "another seed, other texts and random orders",
                zh: "随机种子；换一个就换一批文本和随机次序"),
        ],
        result: .report,
        help:
            "tells whether the words that explanations rank first matter to the model more than random ones",
        zh: "检验解释中排在前面的词对模型是否比随机的词更重要",
        example: "faithfulness model on test limit 20")

    private static let stress = Signature(
        "stress", .verb, .look, operands: [model],
        clauses: [
            onDataset,
            Parameter(
                "by", .choice(["typos", "case", "deletions", "swaps"]), repeats: true,
                "what is done to the texts; of Chinese, characters are left out or swapped",
                zh: "怎样改动文本：错字、大小写、删词、相邻词互换；中文按字删除或互换"),
            Parameter(
                "strength", .fraction, repeats: true,
                "the shares of words changed: 5%, 10% and 20% unless told",
                zh: "改动多大比例的词；不写则取 5%、10% 和 20%"),
            Parameter(
                "swap", .text, repeats: true,
                "words to be exchanged, to see whether the decision hangs on them",
                zh: "要对换的词，看判断是否取决于它们"),
            Parameter("for", .text, repeats: true, "what each of them is exchanged for", zh: "分别换成什么"),
            Parameter(
                "limit", .integer(2, 1_000_000), default: .number(200), "how many texts, drawn by chance",
                zh: "随机抽取多少篇文本"),
            Parameter(
                "seed", .integer(0, .max), default: .number(1), "another seed, other texts and changes",
                zh: "随机种子；换一个就换一批文本和改动"),
        ],
        alternatives: [["by", "swap"]], result: .report,
        help: "changes texts a little, and counts how many decisions fall over",
        zh: "对文本作小的改动，统计有多少判断随之改变",
        example:
            "stress model on test by typos, deletions strength 10%\nstress model on test swap \"he\" for \"she\"",
        zhExample:
            "stress model on test by deletions, swaps strength 10%\nstress model on test swap \"他\" for \"她\""
    )
}
