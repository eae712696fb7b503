extension SignatureTable {
    static let vectorVerbs = [tokens, embed, similarity, neighbours, plot]

    private static let withEncoder = Parameter("with", .encoder, required: true, "the encoder", zh: "编码器")
    private static let text = Parameter("text", .text, required: true, "the text", zh: "文本")

    private static let tokens = Signature(
        "tokens", .verb, .vectors,
        operands: [
            Parameter(
                "text", .textOr([.dataset]), required: true, "the text, or a dataset of texts",
                zh: "文本，或文本数据集")
        ],
        clauses: [withEncoder], result: .table,
        help:
            "shows how an encoder cuts a text into tokens; of a dataset, how long its texts are and what is unknown",
        zh: "显示编码器怎样把文本切成词元；对数据集则统计文本长度和不认识的词元",
        example: "tokens \"unbelievably good\" with minilm")

    private static let embed = Signature(
        "embed", .verb, .vectors, operands: [dataset], clauses: [withEncoder], result: .vectors,
        help: "turns every text into a vector; what was encoded before comes from the cache",
        zh: "把每篇文本变成向量；编码过的直接取自缓存",
        example: "vectors = embed reviews with minilm")

    private static let similarity = Signature(
        "similarity", .verb, .vectors,
        operands: [
            text,
            Parameter(
                "other", .text, required: true, repeats: true, "the texts to compare with", zh: "与之比较的文本"),
        ],
        clauses: [withEncoder], result: .number,
        help: "the cosine of two texts' vectors; of more texts, a table of all pairs",
        zh: "两篇文本的向量的余弦相似度；更多文本则给出两两比较的表格",
        example: "similarity \"a lovely lamp\", \"what a nice light\" with minilm")

    private static let neighbours = Signature(
        "neighbours", .verb, .vectors, operands: [text],
        clauses: [
            Parameter(
                "in", .name([.vectors, .dataset, .model]), required: true,
                "vectors, a dataset, or a model, for the texts that it was trained on",
                zh: "向量、数据集，或模型（在它的训练文本中找）"),
            Parameter("limit", .integer(1, 1000), default: .number(5), "how many", zh: "多少个"),
            Parameter(
                "with", .encoder, "the encoder for a dataset; minilm unless told", zh: "数据集用的编码器；不写则用 minilm"),
        ],
        result: .table, help: "finds the texts that are nearest in meaning", zh: "找出意思最接近的文本",
        example: "neighbours \"the battery died\" in vectors limit 3")

    private static let plot = Signature(
        "plot", .verb, .vectors,
        operands: [Parameter("vectors", .name([.vectors]), required: true, "the vectors", zh: "向量")],
        clauses: [
            Parameter(
                "by", .columnOrNone, "colour by this column; by the label unless told",
                zh: "按这一列着色；不写则按标签")
        ],
        result: .chart,
        help:
            "draws vectors in the plane of their two principal components, and tells how well it shows them",
        zh: "在两个主成分的平面上画出向量，并说明这张图能反映多少",
        example: "plot vectors by label")
}
