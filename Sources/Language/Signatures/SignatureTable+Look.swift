extension SignatureTable {
    static let lookVerbs = [weights, explain, attention]
    static let useVerbs = [predict, save, open]

    private static let weights = Signature(
        "weights", .verb, .look, operands: [model],
        clauses: [
            Parameter("top", .integer(1, 1000), default: .number(10), "how many words a class and direction"),
            Parameter("label", .label, "only this class"),
        ],
        result: .explanation, help: "shows which words speak for and against each class",
        example: "weights model top 15")

    private static let explain = Signature(
        "explain", .verb, .look, operands: [model],
        clauses: [
            Parameter("for", .text, "the text to explain"),
            Parameter("on", .name([.dataset]), "the dataset that holds the text"),
            Parameter("row", .integer(1, .max), "the row of the dataset, counted from 1"),
            Parameter("against", .label, "explain the decision against this label"),
        ],
        alternatives: [["for", "on"]], result: .explanation,
        help: "shows what every word adds to the decision about one text",
        example: "explain model for \"the battery died but the screen is lovely\"")

    private static let attention = Signature(
        "attention", .verb, .look,
        operands: [
            Parameter("model", .modelOrEncoder, required: true, "a model with an encoder, or an encoder")
        ],
        clauses: [
            Parameter("for", .text, required: true, "the text"),
            Parameter("layer", .integer(1, 1000), "the layer, counted from 1; the last unless told"),
            Parameter(
                "head", .integer(1, 1000), "the attention head, counted from 1; the mean of all unless told"),
        ],
        result: .explanation, help: "shows what each token of a text attends to",
        example: "attention model for \"the battery died but the screen is lovely\" layer 6")

    private static let predict = Signature(
        "predict", .verb, .use, operands: [model],
        clauses: [
            Parameter("for", .text, repeats: true, "one text or several"),
            Parameter("on", .name([.dataset]), "a dataset of texts"),
        ],
        alternatives: [["for", "on"]], result: .dataset, help: "decides about texts, with probabilities",
        example: "predict model for \"what a lovely lamp\", \"it broke on the first day\"")

    private static let save = Signature(
        "save", .verb, .use, operands: [model],
        clauses: [Parameter("to", .newFile, required: true, "the file")],
        help: "saves a model to a file", example: "save model to \"reviews.model\"")

    private static let open = Signature(
        "open", .verb, .use, operands: [Parameter("file", .file, required: true, "a file that `save` wrote")],
        result: .model, help: "opens a saved model", example: "model = open \"reviews.model\"")
}
