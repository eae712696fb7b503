extension SignatureTable {
    static let dataVerbs = [
        load, samples, show, describe, keep, drop, label, relabel, deduplicate, split, write,
    ]

    /// The operand of every verb that changes or shows one dataset.
    static let dataset = Parameter("dataset", .name([.dataset]), required: true, "the dataset")

    private static let load = Signature(
        "load", .verb, .data,
        operands: [Parameter("file", .file, "the file, relative to the notebook's folder")],
        clauses: [
            Parameter("sample", .sample, "a sample that comes with Loupe, instead of a file"),
            Parameter("text", .column, repeats: true, "the column with the texts; several are joined"),
            Parameter("label", .column, "the column with the labels"),
            Parameter(
                "columns", .newColumn, repeats: true, "names for the columns of a file without a header"),
            Parameter("format", .choice(["csv", "tsv"]), "the format, when the file's name doesn't tell it"),
            Parameter("quotes", .choice(["yes", "no"]), "whether \" quotes a cell; csv: yes, tsv: no"),
        ],
        alternatives: [["file", "sample"]], result: .dataset,
        help: "reads a table of texts", example: "reviews = load \"reviews.csv\" text body label sentiment")

    private static let samples = Signature(
        "samples", .verb, .data, result: .table, help: "lists the samples that come with Loupe",
        example: "samples")

    private static let show = Signature(
        "show", .verb, .data,
        operands: [Parameter("value", .name([]), required: true, "anything that has a name")],
        clauses: [
            Parameter("limit", .integer(1, 10_000), "how many rows; the setting rows unless told"),
            Parameter("from", .integer(1, .max), default: .number(1), "the first row, counted from 1"),
        ],
        help: "shows the rows of a dataset, or any other value", example: "show reviews limit 5 from 100")

    private static let describe = Signature(
        "describe", .verb, .data,
        operands: [Parameter("value", .name([]), required: true, "a dataset, model, recipe or other value")],
        help: "tells what a value holds: columns, classes, lengths, missing values",
        example: "describe reviews")

    private static let keep = Signature(
        "keep", .verb, .data, operands: [dataset],
        clauses: [Parameter("where", .condition, required: true, "the condition of the rows to keep")],
        result: .dataset, wantsName: true, help: "keeps the rows that meet a condition",
        example: "clear_cases = keep reviews where rating < -1 or rating > 1")

    private static let drop = Signature(
        "drop", .verb, .data, operands: [dataset],
        clauses: [Parameter("where", .condition, required: true, "the condition of the rows to drop")],
        result: .dataset, wantsName: true, help: "drops the rows that meet a condition",
        example: "reviews = drop reviews where body missing or body contains \"http\"")

    private static let label = Signature(
        "label", .verb, .data, operands: [dataset],
        clauses: [
            Parameter("as", .rules, required: true, "the rules; the first that matches gives the label")
        ],
        result: .dataset, wantsName: true, help: "labels every row by rules",
        example: "reviews = label reviews as bad when rating < -0.5, good when rating > 0.5, medium otherwise"
    )

    private static let relabel = Signature(
        "relabel", .verb, .data, operands: [dataset],
        clauses: [Parameter("with", .mapping, required: true, "old label: new label")],
        result: .dataset, wantsName: true, help: "renames or merges labels",
        example: "reviews = relabel reviews with {bad: negative, good: positive}")

    private static let deduplicate = Signature(
        "deduplicate", .verb, .data, operands: [dataset], result: .dataset, wantsName: true,
        help: "drops every row whose text came before", example: "reviews = deduplicate reviews")

    private static let split = Signature(
        "split", .verb, .data, operands: [dataset],
        clauses: [
            Parameter("dev", .fraction, "the share for a development set, which comes second"),
            Parameter("test", .fraction, required: true, "the share for the test set, which comes last"),
            Parameter(
                "stratify", .columnOrNone, "keep this column's shares in every part; the label unless told"),
            Parameter("seed", .integer(0, .max), default: .number(1), "another seed, another split"),
        ],
        result: .dataset, wantsName: true, help: "splits a dataset by chance into training and test set",
        example: "train, test = split reviews test 20% seed 7")

    private static let write = Signature(
        "write", .verb, .data,
        operands: [Parameter("value", .name([]), required: true, "a dataset or another value")],
        clauses: [Parameter("to", .newFile, required: true, "the file; its name tells the format")],
        help: "writes a dataset or table to a file", example: "write reviews to \"labelled.csv\"")
}
