extension SignatureTable {
    static let lookVerbs = [weights, explain, attention, evidence]
    static let useVerbs = [predict, save, open]

    private static let weights = Signature(
        "weights", .verb, .look, operands: [model],
        clauses: [
            Parameter(
                "top", .integer(1, 1000), default: .number(10), "how many words a class and direction",
                zh: "每个类别、每个方向显示多少个词"),
            Parameter("label", .label, "only this class", zh: "只看这个类别"),
            Parameter("against", .label, "compared with this class", zh: "与这个类别对比"),
            Parameter(
                "matching", .text, "only features that contain this, or match this regular expression",
                zh: "只看包含这段文字、或符合这个正则表达式的特征"),
            Parameter(
                "on", .name([.dataset]),
                "the texts for examples and for the words of an encoder; training texts unless told",
                zh: "举例和列出编码器的词所用的文本；不写则用训练文本"),
        ],
        result: .explanation,
        help: "shows which words speak for and against each class, also those that an encoder reads",
        zh: "显示哪些词支持、哪些词反对各个类别，编码器读到的词也在内",
        example: "weights model top 15 matching \"batter\"", zhExample: "weights model top 15 matching \"电\"")

    private static let explain = Signature(
        "explain", .verb, .look, operands: [model],
        clauses: [
            Parameter("for", .text, repeats: true, "one text or several to explain", zh: "要解释的一篇或多篇文本"),
            Parameter("on", .name([.dataset]), "the dataset that holds the texts", zh: "文本所在的数据集"),
            Parameter(
                "row", .integer(1, .max), repeats: true, "one row of the dataset or several, counted from 1",
                zh: "数据集中的第几行（可以几行），第一行是 1"),
            Parameter(
                "label", .label, "explain this label's score; the decision's unless told",
                zh: "解释这个标签的得分；不写则解释所判的标签"),
            Parameter("against", .label, "explain the decision against this label", zh: "与这个标签对比来解释"),
            Parameter(
                "by", .choice(["contribution", "occlusion", "shapley"]), default: .choice("contribution"),
                "what is told: the exact sum of what each place adds; what changes without it; or that on average over all else",
                zh: "解释方法：各处贡献的精确之和；去掉后的变化；或对其余部分取平均的变化（沙普利值）"),
            Parameter(
                "per", .choice(["subword", "word", "phrase", "sentence"]), default: .choice("word"),
                "what the text is cut into", zh: "把文本切成什么单位：子词、词、短语或句子"),
            Parameter(
                "budget", .integer(2, 100_000), default: .number(1024),
                "by shapley: how many texts with gaps may be scored; up to 10 units that is all of them",
                zh: "by shapley 时最多给多少篇删过词的文本打分；10 个单位以内就是全部组合"),
            Parameter(
                "seed", .integer(0, .max), default: .number(1), "by shapley: another seed, other orders",
                zh: "by shapley 的随机种子；换一个就换一批排列"),
        ],
        alternatives: [["for", "on"]], result: .explanation,
        help: "shows what every word adds to the decision about a text, or what changes without it",
        zh: "显示文本中每个词对判断的贡献，或去掉它之后的变化",
        example: "explain model for \"the battery died but the screen is lovely\"",
        zhExample: "explain model for \"屏幕很漂亮，可惜电池坏了\"")

    private static let attention = Signature(
        "attention", .verb, .look,
        operands: [
            Parameter(
                "model", .modelOrEncoder, required: true, "a model with an encoder, or an encoder",
                zh: "带编码器的模型，或编码器")
        ],
        clauses: [
            Parameter("for", .text, required: true, "the text", zh: "文本"),
            Parameter(
                "layer", .integer(1, 1000), "the layer, counted from 1; the last unless told",
                zh: "第几层，第一层是 1；不写则取最后一层"),
            Parameter(
                "head", .integer(1, 1000), "the attention head, counted from 1; the mean of all unless told",
                zh: "第几个注意力头，第一个是 1；不写则取平均"),
            Parameter(
                "by", .choice(["mean", "maximum", "heads", "rollout", "flow", "parts"]),
                "what is shown: mean or maximum of the heads, all heads, what reaches the layer from the input (rollout, flow), or what the parts of the last layer add to a model's score",
                zh: "显示什么：各头的平均或最大值、所有的头，从输入逐层到达的量（rollout、flow），或最后一层各部分对模型得分的贡献（parts）"),
            Parameter(
                "token", .value,
                "only this token's row and column: its number, counted from 1, or the token or word in quotes",
                zh: "只看这个词元的一行和一列：它的序号（第一个是 1），或引号中的词元或词"),
        ],
        result: .explanation, help: "shows what each token of a text attends to", zh: "显示文本中每个词元在注意什么",
        example: "attention minilm for \"the battery died but the screen is lovely\" layer 6")

    private static let evidence = Signature(
        "evidence", .verb, .look, operands: [model],
        clauses: [
            Parameter("for", .text, required: true, "the text", zh: "文本"),
            Parameter(
                "limit", .integer(1, 1000), default: .number(5), "how many training texts", zh: "显示几篇训练文本"),
        ],
        result: .explanation,
        help: "shows the training texts behind a decision: the nearest, and those that move the score most",
        zh: "显示判断所依据的训练文本：最接近的，以及最影响得分的",
        example: "evidence model for \"the battery died but the screen is lovely\"",
        zhExample: "evidence model for \"屏幕很漂亮，可惜电池坏了\"")

    private static let predict = Signature(
        "predict", .verb, .use, operands: [model],
        clauses: [
            Parameter("for", .text, repeats: true, "one text or several", zh: "一篇或多篇文本"),
            Parameter("on", .name([.dataset]), "a dataset of texts", zh: "文本数据集"),
        ],
        alternatives: [["for", "on"]], result: .dataset, help: "decides about texts, with probabilities",
        zh: "对文本作出判断，并给出概率",
        example: "predict model for \"what a lovely lamp\", \"it broke on the first day\"",
        zhExample: "predict model for \"这盏灯真漂亮\", \"用了一天就坏了\"")

    private static let save = Signature(
        "save", .verb, .use,
        operands: [
            Parameter(
                "model", .name([.model, .encoder]), required: true, "a fitted model, or an encoder",
                zh: "训练好的模型，或编码器")
        ],
        clauses: [
            Parameter(
                "to", .newFile, required: true, "the file of a model, or the folder of an encoder",
                zh: "模型的文件，或编码器的文件夹")
        ],
        help: "saves a model to a file, or an encoder to a folder that other tools read, too",
        zh: "把模型保存到文件，或把编码器保存到其他工具也能读的文件夹", example: "save model to \"reviews.model\"")

    private static let open = Signature(
        "open", .verb, .use,
        operands: [
            Parameter(
                "file", .file, required: true, "a file or folder that `save` wrote, or the name of a run",
                zh: "由 `save` 写出的文件或文件夹，或一次微调的名字")
        ],
        result: .model, help: "opens a saved model, a folder with an encoder, or the encoder of a run",
        zh: "打开保存的模型、编码器文件夹，或某次微调得到的编码器", example: "model = open \"reviews.model\"")
}
