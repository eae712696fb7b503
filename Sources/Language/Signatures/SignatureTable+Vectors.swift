extension SignatureTable {
    static let vectorVerbs = [tokens, embed, similarity, neighbours]

    private static let withEncoder = Parameter("with", .encoder, required: true, "the encoder")
    private static let text = Parameter("text", .text, required: true, "the text")

    private static let tokens = Signature(
        "tokens", .verb, .vectors, operands: [text], clauses: [withEncoder], result: .table,
        help: "shows how an encoder cuts a text into tokens",
        example: "tokens \"unbelievably good\" with minilm")

    private static let embed = Signature(
        "embed", .verb, .vectors, operands: [dataset], clauses: [withEncoder], result: .vectors,
        help: "turns every text into a vector", example: "vectors = embed reviews with minilm")

    private static let similarity = Signature(
        "similarity", .verb, .vectors,
        operands: [text, Parameter("other", .text, required: true, "the text to compare with")],
        clauses: [withEncoder], result: .number, help: "the cosine of two texts' vectors",
        example: "similarity \"a lovely lamp\", \"what a nice light\" with minilm")

    private static let neighbours = Signature(
        "neighbours", .verb, .vectors, operands: [text],
        clauses: [
            Parameter(
                "in", .name([.vectors, .dataset]), required: true, "vectors, or a dataset"),
            Parameter("limit", .integer(1, 1000), default: .number(5), "how many"),
        ],
        result: .table, help: "finds the texts that are nearest in meaning",
        example: "neighbours \"the battery died\" in vectors limit 3")
}
