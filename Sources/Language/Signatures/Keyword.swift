internal import Phrases

/// A word of conditions, rules and values, which no verb or component owns.
public struct Keyword: Sendable {
    /// The word.
    public let word: String
    /// How it is written among others.
    public let form: String
    /// One line of help.
    public var help: String { words.text }
    private let words: Phrase
    /// A cell that shows it.
    public let example: String

    private init(_ word: String, _ form: String, _ help: String, zh: String, _ example: String) {
        self.word = word
        self.form = form
        words = Phrase(help, zh: zh)
        self.example = example
    }

    /// The keyword of this spelling.
    public static func find(_ word: String) -> Keyword? { all.first { $0.word == word } }

    /// All of them.
    public static let all: [Keyword] = conditions + values

    private static let conditions = [
        Keyword(
            "and", "CONDITION and CONDITION", "true when both are; binds tighter than or",
            zh: "两边都成立才成立；比 or 结合得更紧", "middle = keep reviews where rating >= -1 and rating <= 1"),
        Keyword(
            "or", "CONDITION or CONDITION", "true when at least one is", zh: "至少一边成立就成立",
            "extreme = keep reviews where rating < -1 or rating > 1"),
        Keyword(
            "not", "not CONDITION", "true when the condition is false; also before a word: not contains",
            zh: "条件不成立时成立；也可写在词前：not contains", "reviews = keep reviews where not body missing"),
        Keyword(
            "in", "COLUMN in [VALUE, …]", "true when the cell equals one of the list", zh: "单元格等于列表中的某一个",
            "clear_cases = keep reviews where sentiment in [bad, good]"),
        Keyword(
            "contains", "COLUMN contains \"TEXT\"", "true when the cell holds the text, letter for letter",
            zh: "单元格中含有这段文本，逐字相同", "broken = keep reviews where body contains \"broke\""),
        Keyword(
            "matches", "COLUMN matches \"PATTERN\"",
            "true when the regular expression finds something in the cell",
            zh: "正则表达式在单元格中找得到", "stars = keep reviews where body matches \"[0-9] stars?\""),
        Keyword(
            "missing", "COLUMN missing", "true when the cell is empty", zh: "单元格为空",
            "reviews = drop reviews where body missing"),
        Keyword(
            "when", "LABEL when CONDITION", "gives the label to the rows that meet the condition",
            zh: "满足条件的行得到这个标签", "reviews = label reviews as bad when rating < 0, good otherwise"),
        Keyword(
            "otherwise", "LABEL otherwise", "gives the label to all rows that are left; it stands last",
            zh: "其余的行都得到这个标签；写在最后", "reviews = label reviews as bad when rating < 0, good otherwise"),
    ]

    private static let values = [
        Keyword(
            "true", "true", "yes: an option is on", zh: "是：打开选项",
            "counts = words(binary: true) | naive_bayes()"),
        Keyword(
            "false", "false", "no: an option is off", zh: "否：关闭选项",
            "counts = words(binary: false) | naive_bayes()"),
        Keyword(
            "none", "none", "nothing: no limit, no column, no value", zh: "没有：不限制、不用列、没有值",
            "train, test = split reviews test 20% stratify none"),
    ]
}
