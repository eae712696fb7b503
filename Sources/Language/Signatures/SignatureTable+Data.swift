extension SignatureTable {
    static let dataVerbs = [
        load, samples, show, describe, keep, drop, label, relabel, deduplicate, sample, balance,
        split, append, write,
    ]

    /// The operand of every verb that changes or shows one dataset.
    static let dataset = Parameter("dataset", .name([.dataset]), required: true, "the dataset", zh: "数据集")

    private static let load = Signature(
        "load", .verb, .data,
        operands: [
            Parameter(
                "file", .file, "the file, or a folder with a folder of text files for each class",
                zh: "文件；或一个文件夹，其中每个类别各有一个文本文件夹")
        ],
        clauses: [
            Parameter(
                "sample", .sample, "a sample that comes with Loupe, instead of a file",
                zh: "用 Loupe 自带的样例代替文件"),
            Parameter(
                "text", .column, repeats: true, "the column with the texts; several are joined",
                zh: "文本所在的列；多列会接在一起"),
            Parameter("label", .column, "the column with the labels", zh: "标签所在的列"),
            Parameter(
                "labels", .column,
                "the column with the labels where a text may have several, or none: a JSON list, or labels with separators",
                zh: "一篇文本可有多个标签（或没有）时，标签所在的列：JSON 列表，或用分隔符隔开的标签"),
            Parameter(
                "separator", .text, default: .text(";"), "what stands between several labels",
                zh: "多个标签之间的分隔符"),
            Parameter(
                "columns", .newColumn, repeats: true, "names for the columns of a file without a header",
                zh: "文件没有表头时，各列的名字"),
            Parameter(
                "format", .choice(["csv", "tsv", "jsonl", "json", "sqlite"]),
                "the format, when the file's name doesn't tell it", zh: "文件格式，当文件名看不出格式时使用"),
            Parameter(
                "quotes", .choice(["yes", "no"]), "whether \" quotes a cell; csv: yes, tsv: no",
                zh: "单元格是否用 \" 括起；csv：yes，tsv：no"),
            Parameter(
                "table", .newColumn, "the table of a database that has several", zh: "数据库中的表，有多张表时使用"),
            Parameter(
                "query", .text, "an SQL query to a database, instead of a table", zh: "对数据库的 SQL 查询，代替表"),
            Parameter(
                "limit", .integer(1, .max), "how many rows to read; all unless told", zh: "读入多少行；不写则全部"),
        ],
        alternatives: [["file", "sample"]], result: .dataset,
        help: "reads a table of texts", zh: "读入一张文本表",
        example: "reviews = load \"reviews.csv\" text body label sentiment")

    private static let samples = Signature(
        "samples", .verb, .data, result: .table, help: "lists the samples that come with Loupe",
        zh: "列出 Loupe 自带的样例",
        example: "samples")

    private static let show = Signature(
        "show", .verb, .data,
        operands: [Parameter("value", .name([]), required: true, "anything that has a name", zh: "任何有名字的东西")],
        clauses: [
            Parameter(
                "limit", .integer(1, 10_000), "how many rows; the setting rows unless told",
                zh: "显示多少行；不写则用设置 rows"),
            Parameter(
                "from", .integer(1, .max), default: .number(1), "the first row, counted from 1",
                zh: "从第几行开始，第一行是 1"),
        ],
        help: "shows the rows of a dataset, or any other value", zh: "显示数据集的行，或其他任何值",
        example: "show reviews limit 5 from 100")

    private static let describe = Signature(
        "describe", .verb, .data,
        operands: [
            Parameter(
                "value", .name([]), required: true, "a dataset, model, recipe or other value",
                zh: "数据集、模型、配方或其他值")
        ],
        help: "tells what a value holds: columns, classes, lengths, missing values", zh: "概述一个值：列、类别、长度、缺失值",
        example: "describe reviews")

    private static let keep = Signature(
        "keep", .verb, .data, operands: [dataset],
        clauses: [
            Parameter(
                "where", .condition, required: true, "the condition of the rows to keep", zh: "要保留的行所满足的条件")
        ],
        result: .dataset, wantsName: true, help: "keeps the rows that meet a condition", zh: "保留满足条件的行",
        example: "clear_cases = keep reviews where rating < -1 or rating > 1")

    private static let drop = Signature(
        "drop", .verb, .data, operands: [dataset],
        clauses: [
            Parameter(
                "where", .condition, required: true, "the condition of the rows to drop", zh: "要去掉的行所满足的条件")
        ],
        result: .dataset, wantsName: true, help: "drops the rows that meet a condition", zh: "去掉满足条件的行",
        example: "reviews = drop reviews where body missing or body contains \"http\"")

    private static let label = Signature(
        "label", .verb, .data, operands: [dataset],
        clauses: [
            Parameter(
                "as", .rules, required: true, "the rules; the first that matches gives the label",
                zh: "规则；第一条匹配的规则决定标签")
        ],
        result: .dataset, wantsName: true, help: "labels every row by rules", zh: "按规则给每一行加标签",
        example: "reviews = label reviews as bad when rating < -0.5, good when rating > 0.5, medium otherwise"
    )

    private static let relabel = Signature(
        "relabel", .verb, .data, operands: [dataset],
        clauses: [Parameter("with", .mapping, required: true, "old label: new label", zh: "旧标签: 新标签")],
        result: .dataset, wantsName: true, help: "renames or merges labels", zh: "给标签改名，或合并标签",
        example: "renamed = relabel reviews with {bad: negative, good: positive}")

    private static let deduplicate = Signature(
        "deduplicate", .verb, .data, operands: [dataset], result: .dataset, wantsName: true,
        help: "drops every row whose text came before", zh: "去重：去掉文本已经出现过的行",
        example: "reviews = deduplicate reviews")

    private static let seed = Parameter(
        "seed", .integer(0, .max), default: .number(1), "another seed, another choice",
        zh: "随机种子：换一个种子，换一种抽取")

    private static let sample = Signature(
        "sample", .verb, .data, operands: [dataset],
        clauses: [
            Parameter("rows", .integer(1, .max), required: true, "how many rows", zh: "多少行"),
            Parameter("per", .column, "so many rows of each of this column's values", zh: "这一列的每个值各抽这么多行"),
            seed,
        ],
        result: .dataset, wantsName: true, help: "draws rows by chance, none twice", zh: "随机抽取若干行，不重复",
        example: "few = sample reviews rows 20 per sentiment")

    private static let balance = Signature(
        "balance", .verb, .data, operands: [dataset], clauses: [seed], result: .dataset, wantsName: true,
        help: "draws as many rows of each label as the rarest has", zh: "平衡：每个标签都抽取与最少的标签一样多的行",
        example: "even = balance reviews")

    private static let append = Signature(
        "append", .verb, .data,
        operands: [
            dataset,
            Parameter(
                "other", .name([.dataset]), required: true, repeats: true, "the datasets that follow",
                zh: "接在后面的数据集"),
        ],
        result: .dataset, wantsName: true,
        help: "puts datasets one under the other; columns go together by name, texts and labels by role",
        zh: "把数据集上下相接；列按名字对应，文本和标签按角色对应",
        example: "all = append train, test")

    private static let split = Signature(
        "split", .verb, .data, operands: [dataset],
        clauses: [
            Parameter(
                "dev", .fraction, "the share for a development set, which comes second", zh: "开发集的比例，结果中排第二"),
            Parameter(
                "test", .fraction, required: true, "the share for the test set, which comes last",
                zh: "测试集的比例，结果中排最后"),
            Parameter(
                "stratify", .columnOrNone, "keep this column's shares in every part; the label unless told",
                zh: "分层：各部分保持这一列的比例；不写则按标签"),
            Parameter(
                "group", .column, "keep rows with the same value of this column in one part",
                zh: "分组：这一列的值相同的行留在同一部分"),
            Parameter(
                "time", .column, "test on the last rows by this column of dates or numbers, not by chance",
                zh: "按时间：以这一列日期或数字最靠后的行作测试集，不随机"),
            Parameter(
                "seed", .integer(0, .max), default: .number(1), "another seed, another split",
                zh: "随机种子：换一个种子，换一种划分"),
        ],
        result: .dataset, wantsName: true, help: "splits a dataset into training and test set",
        zh: "把数据集划分为训练集和测试集",
        example: "train, test = split reviews test 20% seed 7")

    private static let write = Signature(
        "write", .verb, .data,
        operands: [
            Parameter("value", .name([]), required: true, "a dataset or another value", zh: "数据集或其他值")
        ],
        clauses: [
            Parameter(
                "to", .newFile, required: true, "the file; its name tells the format", zh: "文件；由文件名决定格式"),
            Parameter(
                "table", .newColumn, "the table of a database; the dataset's name unless told",
                zh: "数据库中的表；不写则用数据集的名字"),
        ],
        help: "writes a dataset, or what a command shows, to a file", zh: "把数据集或显示的结果写入文件",
        example: "write reviews to \"labelled.csv\"")
}
