extension SignatureTable {
    static let featureComponents = [words, tfidf, characters, encoder, pieces, lexicon, column]
    static let stageComponents = [scale, normalise, reduce, logRatio, weigh]

    private static let minDocs = Parameter(
        "min_docs", .countOrFraction, default: .number(1),
        "leave out what fewer texts have: a count or a share", zh: "去掉出现在更少文本中的特征：可写个数或比例")
    private static let maxDocs = Parameter(
        "max_docs", .countOrFraction, default: Value.none,
        "leave out what more texts have: a count or a share", zh: "去掉出现在更多文本中的特征：可写个数或比例")
    private static let maxFeatures = Parameter(
        "max_features", .integerOrNone(1, .max), default: Value.none, "keep only the most frequent",
        zh: "只保留最常见的若干个")
    private static let binary = Parameter(
        "binary", .boolean, default: .boolean(false), "count a word once a text", zh: "一个词在每篇文本中只计一次")
    private static let stopWords = Parameter(
        "stop_words", .choiceOrTexts(["english"]), default: Value.none,
        "words to leave out: english, or a list", zh: "停用词：english，或一个列表")
    private static let segment = Parameter(
        "segment", .choice(["characters", "chinese"]), default: .choice("characters"),
        "what Chinese is cut into: characters and pairs of them, or words by a list (fetch jieba gets it)",
        zh: "中文切成什么：characters 是单字和相邻两字；chinese 按词表分词（用 fetch jieba 获取词表）")
    private static func ngrams(_ from: Double, _ to: Double, _ help: String, zh: String) -> Parameter {
        Parameter("ngrams", .range(1, 10), default: .range(from, to), help, zh: zh)
    }

    private static let words = Signature(
        "words", .features, .recipes,
        clauses: [
            ngrams(1, 1, "lengths of word sequences", zh: "连续多少个词算一个特征"), minDocs, maxDocs, maxFeatures,
            binary, stopWords, segment,
        ],
        help: "counts words and word sequences", zh: "词袋：统计词和连续的词组",
        example: "counts = words(ngrams: 1..2) | naive_bayes()")

    private static let tfidf = Signature(
        "tfidf", .features, .recipes,
        clauses: [
            ngrams(1, 1, "lengths of word sequences", zh: "连续多少个词算一个特征"), minDocs, maxDocs, maxFeatures,
            binary, stopWords, segment,
            Parameter(
                "sublinear", .boolean, default: .boolean(false), "1 + log(count) instead of the count",
                zh: "用 1 + log(次数) 代替次数"),
        ],
        help: "counts words, weighted by how rare they are, each text scaled to length 1",
        zh: "按稀有程度加权的词频，每篇文本的向量缩放为长度 1",
        example: "classical = tfidf(ngrams: 1..2, min_docs: 2) | logistic(C: 1)")

    private static let characters = Signature(
        "characters", .features, .recipes,
        clauses: [
            ngrams(2, 4, "lengths of character sequences", zh: "连续多少个字符算一个特征"), minDocs, maxDocs, maxFeatures,
            binary,
        ],
        help: "counts character sequences: robust to spelling", zh: "统计连续的字符：不怕拼写错误",
        example: "robust = characters(ngrams: 2..4) | logistic()")

    private static let encoder = Signature(
        "encoder", .features, .recipes,
        clauses: [
            Parameter(
                "name", .encoder, required: true, "a name of the catalogue, or a model folder in quotes",
                zh: "目录中的名字，或引号中的模型文件夹"),
            Parameter(
                "pooling", .choices(["mean", "cls", "max", "last", "weighted", "mean_sqrt_len"]),
                "how tokens become one vector; several in a list stand side by side",
                zh: "怎样把各词元的向量合成一个向量；写成列表则并排使用几种"),
            Parameter(
                "layer", .layers(0, 1000),
                "the layer to take, the last unless told; 4..6 is their mean, [5, 6] side by side",
                zh: "取哪一层，不写则取最后一层；4..6 取平均，[5, 6] 并排"),
            Parameter(
                "max_tokens", .integer(3, 100_000), "cut longer texts; the folder's limit unless told",
                zh: "截断更长的文本；不写则用模型自带的上限"),
            Parameter(
                "precision", .choice(["float32", "int8"]),
                "int8 computes in eight-bit numbers: about three times as fast, slightly less exact",
                zh: "int8 用 8 位整数计算：约快三倍，精度略低"),
            Parameter(
                "cut", .choice(["end", "middle"]), default: .choice("end"),
                "what is cut of longer texts: the end, or the middle, which keeps a quarter from the beginning",
                zh: "更长的文本截去哪里：end 截去末尾；middle 截去中间，开头留四分之一，其余留结尾"),
            Parameter("prefix", .text, "text put before every text", zh: "加在每篇文本前面的前缀"),
            Parameter(
                "normalise", .boolean, "scale vectors to length 1; as the folder says unless told",
                zh: "把向量缩放为长度 1；不写则按模型自带的设置"),
        ],
        help: "turns each text into a vector by a pretrained transformer",
        zh: "用预训练的 Transformer 把每篇文本变成一个向量",
        example: "semantic = encoder(minilm) | logistic(C: 1)")

    private static let pieces = Signature(
        "pieces", .features, .recipes,
        clauses: [
            Parameter(
                "name", .encoder, required: true, "the encoder whose pieces are counted", zh: "用哪个编码器的子词"),
            ngrams(1, 1, "lengths of sequences of pieces", zh: "连续多少个子词算一个特征"),
            Parameter(
                "weighting", .choice(["counts", "tfidf"]), default: .choice("counts"),
                "tfidf: weighted by how rare they are, each text scaled to length 1",
                zh: "tfidf：按稀有程度加权，每篇文本的向量缩放为长度 1"),
            minDocs, maxDocs, maxFeatures, binary,
        ],
        help: "counts the pieces of words that an encoder cuts texts into, without running the encoder",
        zh: "统计编码器切出的子词，不运行编码器",
        example: "bag = pieces(minilm) | naive_bayes()")

    private static let lexicon = Signature(
        "lexicon", .features, .recipes,
        clauses: [
            Parameter(
                "file", .file, required: true,
                "a list of words with ratings: TSV or CSV, word and rating a line",
                zh: "带评分的词表：TSV 或 CSV，每行一个词和它的评分"),
            Parameter(
                "negation", .boolean, default: .boolean(true),
                "whether not, never, 不, 没 and the like up to three words before turn a rating round",
                zh: "前面三个词以内的否定词（如 `not`、`不`）是否使评分反号"),
        ],
        help: "adds up the ratings of the words of a list: good and bad, sums and counts",
        zh: "用带评分的词表：正面、负面评分之和与词数",
        example: "mood = tfidf() + lexicon(\"vader.tsv\") | logistic()")

    private static let column = Signature(
        "column", .features, .recipes,
        clauses: [
            Parameter(
                "name", .column, required: true, "a column of the data that is neither text nor label",
                zh: "数据的一列，不能是文本或标签"),
            Parameter(
                "kind", .choice(["auto", "number", "category"]), default: .choice("auto"),
                "number: standardised; category: one feature for each value; auto: number if all cells are numbers",
                zh: "number：标准化；category：每个取值一个特征；auto：单元格都是数就按数"),
        ],
        help: "takes a column of the data beside the text: a number, or a category",
        zh: "把文本旁边的一列数据作为特征：数值，或类别",
        example: "with_stars = tfidf() + column(stars) | logistic(C: 1)")

    private static let scale = Signature(
        "scale", .stage, .recipes, help: "shifts and scales every column to mean 0 and deviation 1",
        zh: "标准化：每一列变为均值 0、标准差 1",
        example: "scaled = encoder(minilm) | scale() | logistic()")

    private static let normalise = Signature(
        "normalise", .stage, .recipes, help: "scales every row to length 1", zh: "归一化：每一行缩放为长度 1",
        example: "unit = words() | normalise() | linear_svm()")

    private static let reduce = Signature(
        "reduce", .stage, .recipes,
        clauses: [
            Parameter(
                "k", .integer(1, 100_000), required: true, "how many components to keep", zh: "保留多少个主成分")
        ],
        help: "replaces all columns by the few directions in which they vary most (PCA)",
        zh: "降维：用变化最大的几个方向（主成分分析，PCA）代替所有的列",
        example: "short = encoder(minilm) | reduce(50) | logistic()")

    private static let logRatio = Signature(
        "log_ratio", .stage, .recipes,
        clauses: [
            Parameter(
                "alpha", .number(0, .infinity, includesLower: false), default: .number(1),
                "added to every count", zh: "加在每个计数上的平滑值"),
            Parameter(
                "binary", .boolean,
                "whether a word counts once a text; plain counts do unless told, tf-idf doesn't",
                zh: "一个词在每篇文本中是否只计一次；不写则普通计数如此，tf-idf 保留权重"),
        ],
        help: "multiplies counts by naive-Bayes log-count ratios: words that tell labels apart weigh more",
        zh: "把计数乘以朴素贝叶斯对数比：越能区分标签的词越重要",
        example: "ratio = words(ngrams: 1..2) | log_ratio() | linear_svm()")

    private static let weigh = Signature(
        "weigh", .stage, .recipes,
        clauses: [
            Parameter(
                "by", .number(0, .infinity, includesLower: false), required: true,
                "the number that every column is multiplied by", zh: "每一列乘以的数")
        ],
        help: "makes a block count more or less beside others: a head holds back small numbers more",
        zh: "调节一块特征相对于其他块的分量：数值小的列受正则化约束更强",
        example: "hybrid = tfidf() + (encoder(minilm) | scale() | weigh(0.1)) | logistic()")
}
