extension SignatureTable {
    static let vectorVerbs = [tokens, embed, similarity, neighbours]

    private static let withEncoder = Parameter("with", .encoder, required: true, "the encoder", zh: "编码器")
    private static let text = Parameter("text", .text, required: true, "the text", zh: "文本")

    private static let tokens = Signature(
        "tokens", .verb, .vectors, operands: [text], clauses: [withEncoder], result: .table,
        help: "shows how an encoder cuts a text into tokens", zh: "显示编码器怎样把文本切成词元",
        example: "tokens \"unbelievably good\" with minilm")

    private static let embed = Signature(
        "embed", .verb, .vectors, operands: [dataset], clauses: [withEncoder], result: .vectors,
        help: "turns every text into a vector", zh: "把每篇文本变成向量",
        example: "vectors = embed reviews with minilm")

    private static let similarity = Signature(
        "similarity", .verb, .vectors,
        operands: [
            text, Parameter("other", .text, required: true, "the text to compare with", zh: "与之比较的文本"),
        ],
        clauses: [withEncoder], result: .number, help: "the cosine of two texts' vectors",
        zh: "两篇文本的向量的余弦相似度",
        example: "similarity \"a lovely lamp\", \"what a nice light\" with minilm")

    private static let neighbours = Signature(
        "neighbours", .verb, .vectors, operands: [text],
        clauses: [
            Parameter(
                "in", .name([.vectors, .dataset]), required: true, "vectors, or a dataset", zh: "向量，或数据集"),
            Parameter("limit", .integer(1, 1000), default: .number(5), "how many", zh: "多少个"),
        ],
        result: .table, help: "finds the texts that are nearest in meaning", zh: "找出意思最接近的文本",
        example: "neighbours \"the battery died\" in vectors limit 3")
}
