extension SignatureTable {
    static let tuningVerbs = [finetune, runs]

    private static let finetune = Signature(
        "finetune", .verb, .tuning,
        operands: [
            Parameter(
                "encoder", .encoder, required: true, "the encoder; it stays as it is", zh: "编码器；它本身不变")
        ],
        clauses: [
            Parameter(
                "on", .name([.dataset]), required: true, "the training set, with one label a text",
                zh: "训练集，每篇文本一个标签"),
            Parameter(
                "dev", .name([.dataset]),
                "labelled texts beside it: the epoch that judges them best is kept; a tenth of the training set unless told",
                zh: "另外的带标签文本：保留在其上最好的一轮；不写则从训练集中留出十分之一"),
            Parameter(
                "layers", .choiceOrInteger(["all"], 1, 1000),
                "how many of the last layers learn: 2, or all with contrastive, unless told; what is below is computed once; all takes the embedding layer too",
                zh: "训练最后几层：不写则为 2 层，contrastive 时为全部；下面各层只算一次；all 连嵌入层也训练"),
            Parameter(
                "method", .way(.method), default: .choice("full"), "what of these layers changes",
                zh: "这些层中改变什么"),
            Parameter(
                "objective", .way(.objective), default: .choice("classification"),
                "what is learnt from the labels",
                zh: "从标签学什么"),
            Parameter(
                "epochs", .integer(1, 10_000),
                "how often all texts are read, at most: 5 times, or 3 with contrastive, unless told",
                zh: "最多把全部文本读几遍：不写则为 5 遍，contrastive 时为 3 遍"),
            Parameter(
                "batch", .integer(1, 100_000), default: .number(32), "texts of a step", zh: "每一步的文本数"),
            Parameter(
                "batch_tokens", .integer(1, 10_000_000), "the most tokens of a step, when texts are long",
                zh: "每一步最多多少个词元，用于长文本"),
            Parameter(
                "accumulate", .integer(1, 10_000), default: .number(1),
                "batches whose gradients make one step", zh: "几个批次的梯度合成一步"),
            Parameter(
                "rate", .number(0, 10, includesLower: false),
                "the greatest learning rate; each method has its own default", zh: "最大学习率；各方法有自己的默认值"),
            Parameter(
                "warmup", .number(0, 1, includesLower: true), default: .share(0.1),
                "the share of the steps in which the rate rises", zh: "学习率上升阶段所占的比例"),
            Parameter(
                "decay", .choice(["linear", "cosine", "constant"]), default: .choice("linear"),
                "how the rate falls afterwards", zh: "之后学习率怎样下降"),
            Parameter(
                "optimiser", .way(.optimiser), default: .choice("adamw"), "how gradients become steps",
                zh: "怎样由梯度得到更新"),
            Parameter(
                "dropout", .number(0, 0.9, includesLower: true), default: .share(0.1),
                "the share of values left out by chance", zh: "随机去掉的值所占的比例"),
            Parameter(
                "resisting", .way(.hardship), repeats: true, "what is made harder, for a sturdier encoder",
                zh: "训练时加入的干扰，使编码器更稳健"),
            Parameter(
                "patience", .choiceOrInteger(["none"], 1, 10_000), default: .number(2),
                "epochs without a better score on dev after which it ends; none reads all and keeps the last",
                zh: "在 dev 上连续几轮没有更好就停止；none 则跑完并保留最后一轮"),
            Parameter(
                "seed", .integer(0, .max), default: .number(0), "another seed, another order of texts",
                zh: "随机种子；换一个就换一种文本顺序"),
        ],
        result: .encoder, wantsName: true,
        help: "trains the upper layers of an encoder on labelled texts and gives a new encoder",
        zh: "在带标签的文本上训练编码器的上层，得到新的编码器",
        example: "tuned = finetune minilm on train dev test layers 2 epochs 2")

    private static let runs = Signature(
        "runs", .verb, .tuning,
        clauses: [
            Parameter(
                "clear", .text, repeats: true, "remove these runs, by name, with what they learnt",
                zh: "按名字删除这些运行及其成果")
        ],
        result: .table, help: "shows every run of finetune that is kept, or removes some",
        zh: "显示保留的每一次微调，或删除其中一些", example: "runs")
}

// What stands behind the clauses of `finetune`.
extension SignatureTable {
    static let methodWays = [full, bias, lora, adalora, adapter]
    static let objectiveWays = [classification, contrastive]
    static let optimiserWays = [adamw, sgd]
    static let hardshipWays = [noise, fgm, pgd]

    private static let matrices = ["query", "key", "value", "output", "up", "down"]

    private static func alpha(_ help: String, zh: String) -> Parameter {
        Parameter("alpha", .number(0, .infinity, includesLower: false), default: .number(16), help, zh: zh)
    }

    private static let full = Signature(
        "full", .method, .tuning, help: "all weights of the trained layers change", zh: "训练层的全部权重都改变",
        example: "tuned = finetune minilm on train layers 1 method full epochs 1")

    private static let bias = Signature(
        "bias", .method, .tuning, help: "only biases change (BitFit): a thousandth of the numbers",
        zh: "只改变偏置（BitFit）：约千分之一的参数",
        example: "tuned = finetune minilm on train layers 1 method bias epochs 1")

    private static let lora = Signature(
        "lora", .method, .tuning,
        clauses: [
            Parameter(
                "rank", .integer(1, 4096), default: .number(8), "the width of what is added to a matrix",
                zh: "加到矩阵上的部分的秩"),
            alpha("what is added counts alpha / rank times", zh: "相加时乘以 alpha / rank"),
            Parameter(
                "targets", .choices(matrices), "the matrices of a layer; all of them unless told",
                zh: "作用于层中的哪些矩阵；不写则为全部"),
        ],
        help: "adds a product of two narrow matrices to each matrix, which stays as it is (LoRA)",
        zh: "矩阵本身不变，加上两个窄矩阵之积（LoRA）",
        example: "tuned = finetune minilm on train layers 1 method lora(rank: 4) epochs 1")

    private static let adalora = Signature(
        "adalora", .method, .tuning,
        clauses: [
            Parameter(
                "budget", .integer(1, 4096), default: .number(4),
                "the rank that a matrix has on average in the end",
                zh: "最后平均每个矩阵的秩"),
            alpha("what is added counts alpha / budget times", zh: "相加时乘以 alpha / budget"),
            Parameter(
                "targets", .choices(matrices), "the matrices of a layer; all of them unless told",
                zh: "作用于层中的哪些矩阵；不写则为全部"),
        ],
        help: "lora whose ranks are shared out among the matrices by what they gain (AdaLoRA)",
        zh: "按重要程度在各矩阵间分配秩的 LoRA（AdaLoRA）",
        example: "tuned = finetune minilm on train layers 1 method adalora(budget: 2) epochs 1")

    private static let adapter = Signature(
        "adapter", .method, .tuning,
        clauses: [
            Parameter(
                "size", .integer(1, 65_536), default: .number(64), "the width of the narrow layers",
                zh: "窄层的宽度")
        ],
        help: "puts a narrow layer behind each half of a layer, which stays as it is (Houlsby)",
        zh: "原层不变，在每半层之后加一个窄层（Houlsby）",
        example: "tuned = finetune minilm on train layers 1 method adapter(size: 16) epochs 1")

    private static let classification = Signature(
        "classification", .objective, .tuning,
        clauses: [
            Parameter(
                "smoothing", .number(0, 0.9, includesLower: true), default: .share(0),
                "the share of each label's weight that goes to all labels", zh: "把标签的多少权重分给所有标签"),
            Parameter(
                "class_weight", .choice(["none", "balanced"]), default: .choice("none"),
                "balanced: rare classes count as much as frequent ones", zh: "balanced：少数类与多数类同样重要"),
            Parameter(
                "head_rate", .number(0, 100_000, includesLower: false), default: .number(10),
                "how many times the encoder's learning rate the training head has",
                zh: "训练用分类头的学习率是编码器的几倍"),
            Parameter(
                "consistency", .number(0, 1000, includesLower: true), default: .number(0),
                "weight of the distance between two passes with other dropout (R-Drop)",
                zh: "两次不同 dropout 结果之间距离的权重（R-Drop）"),
        ],
        help: "a softmax head that is thrown away afterwards", zh: "softmax 分类头，训练后丢弃",
        example: "tuned = finetune minilm on train layers 1 objective classification(smoothing: 10%) epochs 1"
    )

    private static let contrastive = Signature(
        "contrastive", .objective, .tuning,
        clauses: [
            Parameter(
                "pairs", .integer(1, 100_000), default: .number(40), "the most pairs for each text",
                zh: "每篇文本最多几对"),
            Parameter(
                "hard", .number(0, 1, includesLower: true), default: .share(0.25),
                "the share of pairs drawn among those that are most wrong by now", zh: "多少比例的文本对取自目前错得最多的"),
            Parameter(
                "describing", .labelTexts, "a text that describes each label, as one more text of it",
                zh: "描述每个标签的文本，当作它的又一篇文本"),
        ],
        help: "texts of one label are drawn together and others apart (SetFit): for a few labels",
        zh: "同标签的文本相互靠近，不同的相互远离（SetFit）：适合标签很少时",
        example: "tuned = finetune minilm on train layers 1 objective contrastive(pairs: 2) epochs 1")

    private static let steps = [
        Parameter(
            "weight_decay", .number(0, 10, includesLower: true), default: .number(0.01),
            "how strongly weights are pulled towards 0", zh: "把权重拉向 0 的强度"),
        Parameter(
            "layer_decay", .number(0, 1, includesLower: false), default: .number(1),
            "a layer's learning rate as a share of that of the layer above", zh: "每层学习率是上一层的几成"),
        Parameter(
            "clip", .choiceOrNumber(["none"], 0, .infinity), default: .number(1),
            "the greatest length of the gradient", zh: "梯度的最大长度"),
    ]

    private static let adamw = Signature(
        "adamw", .optimiser, .tuning, clauses: steps, help: "Adam with decoupled weight decay",
        zh: "权重衰减与梯度分开的 Adam",
        example: "tuned = finetune minilm on train layers 1 optimiser adamw(layer_decay: 0.9) epochs 1")

    private static let sgd = Signature(
        "sgd", .optimiser, .tuning, clauses: steps, help: "gradient descent with momentum 0.9",
        zh: "动量为 0.9 的梯度下降",
        example: "tuned = finetune minilm on train layers 1 optimiser sgd() rate 0.01 epochs 1")

    private static let noise = Signature(
        "noise", .hardship, .tuning,
        clauses: [
            Parameter(
                "tokens", .number(0, 0.9, includesLower: true), default: .share(0),
                "the share of tokens that are read as unknown", zh: "读成未知词元的比例"),
            Parameter(
                "vectors", .number(0, 10, includesLower: true), default: .share(0),
                "the deviation of noise on the states that the trained layers read, as a share of theirs",
                zh: "在训练层输入上加噪声，标准差为其自身的几成"),
        ],
        help: "random noise on tokens or on the trained layers' inputs", zh: "对词元或训练层的输入加随机噪声",
        example: "tuned = finetune minilm on train layers 1 resisting noise(tokens: 10%) epochs 1")

    private static let fgm = Signature(
        "fgm", .hardship, .tuning,
        clauses: [
            Parameter(
                "size", .number(0, 1000, includesLower: false), default: .number(1), "the length of the step",
                zh: "步长")
        ],
        help: "one adversarial step on the trained layers' inputs (Miyato)", zh: "对训练层的输入走一步对抗扰动（Miyato）",
        example: "tuned = finetune minilm on train layers 1 resisting fgm(size: 0.5) epochs 1")

    private static let pgd = Signature(
        "pgd", .hardship, .tuning,
        clauses: [
            Parameter(
                "size", .number(0, 1000, includesLower: false), default: .number(1),
                "how far all steps together may lead", zh: "各步合起来的最大距离"),
            Parameter("steps", .integer(1, 100), default: .number(3), "how many steps", zh: "步数"),
        ],
        help: "several smaller adversarial steps, kept within a distance (Madry)",
        zh: "多步较小的对抗扰动，限制在一定距离内（Madry）",
        example: "tuned = finetune minilm on train layers 1 resisting pgd(size: 0.5, steps: 2) epochs 1")
}
