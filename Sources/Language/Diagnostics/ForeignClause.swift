internal import Phrases

/// Clause words that other tools would take, and what Loupe has instead: another clause, or advice.
enum ForeignClause {
    /// The clause that is meant by a word, when the verb has it.
    static func near(_ word: String, among clauses: [String]) -> String? {
        synonyms[word.lowercased()]?.first { clauses.contains($0) && $0 != word }
    }

    /// What to do instead, when no clause of the verb does it.
    static func advice(_ word: String, of verb: String) -> Phrase? {
        let word = word.lowercased()
        return rows.first { ($0.verbs.isEmpty || $0.verbs.contains(verb)) && $0.words.contains(word) }?.advice
    }

    private struct Row {
        let verbs: [String]
        let words: [String]
        let advice: Phrase

        init(_ verbs: [String], _ words: [String], _ advice: String, zh: String) {
            self.verbs = verbs
            self.words = words
            self.advice = Phrase(advice, zh: zh)
        }
    }

    private static let rows: [Row] = rowVerbs + dataVerbs + modelVerbs

    private static let rowVerbs: [Row] = [
        Row(
            ["show", "describe", "write"], ["where", "if", "when", "filter", "having", "其中", "如果"],
            "choose the rows first:  clear_cases = keep reviews where rating > 1",
            zh: "先选出行： clear_cases = keep reviews where rating > 1"),
        Row(
            ["show", "keep", "drop"],
            ["sort", "sorted", "order", "orderby", "order_by", "arrange", "ascending", "descending", "排序"],
            "leave it out: rows keep the order of their file", zh: "去掉它：各行保持文件中的顺序"),
        Row(
            ["describe", "show"], ["by", "group", "groupby", "group_by", "per"],
            "leave it out: describe counts the rows of each label by itself",
            zh: "去掉它：describe 自己会统计每个标签的行数"),
        Row(
            ["balance"], ["by", "on", "per", "label", "group", "column", "按"],
            "leave it out: balance always goes by the label", zh: "去掉它：balance 总是按标签平衡"),
        Row(
            ["keep", "drop", "show"], ["column", "columns", "select", "col", "cols", "列"],
            "leave it out: rows are chosen, and columns all stay", zh: "去掉它：这里选的是行，列都保留"),
        Row(
            ["keep", "drop"], ["limit", "top", "first", "n"],
            "leave it out: sample draws a number of rows, and show limits what is shown",
            zh: "去掉它：sample 抽取若干行，show 用 limit 限制显示的行数"),
        Row(
            ["sample"], ["frac", "fraction", "share", "percent", "比例"],
            "write a number of rows:  few = sample reviews rows 20",
            zh: "写行数： few = sample reviews rows 20"),
        Row(
            ["append"], ["and", "with", "to", "和"], "put a comma between the datasets:  append train, test",
            zh: "数据集之间写逗号： append train, test"),
    ]

    private static let dataVerbs: [Row] = [
        Row(
            ["load"], ["encoding", "charset", "codec", "fileencoding", "编码"],
            "leave it out: UTF-8, UTF-16 and GB18030 are told apart by their bytes",
            zh: "去掉它：UTF-8、UTF-16 和 GB18030 由字节自动识别"),
        Row(
            ["load"], ["sep", "delimiter", "separator", "delim", "分隔符"],
            "csv has commas, tsv has tabs:  format tsv", zh: "csv 用逗号分隔，tsv 用制表符： format tsv"),
        Row(
            ["load"], ["as", "from", "into", "name"],
            "the name stands before =:  reviews = load \"reviews.csv\"",
            zh: "名字写在 = 前面： reviews = load \"reviews.csv\""),
        Row(
            ["load", "open"], ["clear", "replace"],
            "leave it out: a name takes the new value by itself", zh: "去掉它：名字会自己换成新的值"),
        Row(
            ["split"], ["train", "training", "rest", "训练", "训练集"],
            "leave it out: what test doesn't take is for training", zh: "去掉它：test 以外的都用来训练"),
        Row(
            ["split"], ["shuffle", "random", "replace", "打乱"],
            "leave it out: rows are drawn by chance, and seed chooses how", zh: "去掉它：行总是随机抽取，seed 决定怎样抽"),
        Row(
            ["split"], ["into", "ratio", "percent", "share", "parts"],
            "write the share of the test set:  split reviews test 20%",
            zh: "写测试集的比例： split reviews test 20%"),
        Row(
            ["label"], ["with", "from", "by", "column", "to"],
            "a column of labels is named in load:  load \"reviews.csv\" text body label sentiment",
            zh: "已有的标签列在 load 中说明： load \"reviews.csv\" text body label sentiment"),
        Row(
            ["label"], ["else", "otherwise", "default"],
            "put a comma before the last rule:  …, good otherwise", zh: "最后一条规则前写逗号： …, good otherwise"),
        Row(
            ["label"], ["if", "when", "where"],
            "rules stand behind as, the label first:  as good when rating > 3, bad otherwise",
            zh: "规则写在 as 后面，先写标签： as good when rating > 3, bad otherwise"),
        Row(
            ["relabel"], ["as", "to", "into", "from"],
            "write old and new in braces:  with {bad: negative}", zh: "旧标签和新标签写在花括号里： with {bad: negative}"),
    ]

    private static let modelVerbs: [Row] = [
        Row(
            ["fit"],
            ["epochs", "epoch", "lr", "batch", "batch_size", "iterations", "max_iter", "steps", "轮"],
            "leave it out: a head is fitted until it can't get better", zh: "去掉它：分类头会训练到不能更好为止"),
        Row(
            ["fit", "compare"], ["seed", "random_state"],
            "leave it out: the same rows always give the same model", zh: "去掉它：同样的行总是得到同样的模型"),
        Row(
            ["fit"], ["label", "target", "by", "y", "text"],
            "leave it out: text and label are named in load", zh: "去掉它：文本和标签在 load 中说明"),
        Row(
            ["report", "confusion"],
            ["metric", "metrics", "score", "scoring", "accuracy", "f1", "average", "by", "指标"],
            "leave it out: report shows accuracy, precision, recall and F1 together",
            zh: "去掉它：report 会同时给出准确率、精确率、召回率和 F1"),
        Row(
            ["report", "confusion", "compare", "mistakes", "weights"], ["as", "to", "into", "save"],
            "give the result a name and write that:  write result to \"result.csv\"",
            zh: "给结果起名字，再写入文件： write result to \"result.csv\""),
        Row(
            ["compare"], ["and", "with", "vs", "versus", "to", "和", "与"],
            "put commas between the candidates:  compare classical, semantic on train",
            zh: "候选之间写逗号： compare classical, semantic on train"),
        Row(
            ["similarity"], ["and", "to", "和", "与"], "put a comma between the texts",
            zh: "两篇文本之间写逗号"),
        Row(
            ["explain"], ["by", "method", "using"],
            "leave it out: each word's share is exact, so there is one method", zh: "去掉它：每个词的贡献是精确的，方法只有一种"),
        Row(
            ["predict", "explain"], ["proba", "probability", "threshold", "probabilities"],
            "leave it out: probabilities are always shown", zh: "去掉它：总会给出概率"),
    ]

    private static let synonyms: [String: [String]] = [
        "using": ["on", "with", "in"], "with": ["on", "with", "in"], "over": ["on", "with", "in"],
        "data": ["on", "with", "in"], "from": ["on", "with", "in"], "to": ["on", "with", "in"],
        "于": ["on", "in"], "在": ["on", "in"], "上": ["on"], "用": ["with"], "对": ["for", "on"],
        "n": ["limit", "top", "rows"], "max": ["limit", "top"], "first": ["limit", "top"],
        "top": ["limit", "top"], "k": ["limit", "top"], "limit": ["limit", "top", "rows"],
        "head": ["limit"], "rows": ["limit"], "count": ["rows", "limit", "top"], "行数": ["rows", "limit"],
        "offset": ["from"], "skip": ["from"], "start": ["from"], "从": ["from"],
        "test_size": ["test"], "size": ["test", "rows"], "ratio": ["test"], "测试": ["test"],
        "测试集": ["test"], "validation": ["dev"], "valid": ["dev"], "val": ["dev"], "验证": ["dev"],
        "验证集": ["dev"], "random_state": ["seed"], "random": ["seed"], "rng": ["seed"], "种子": ["seed"],
        "stratified": ["stratify"], "groups": ["group"], "by": ["per", "stratify"], "每": ["per"],
        "target": ["label"], "y": ["label"], "class": ["label"], "classes": ["label"],
        "label_column": ["label"], "label_col": ["label"], "labels": ["label"], "标签": ["label"],
        "x": ["text"], "body": ["text"], "message": ["text"], "content": ["text"], "text_column": ["text"],
        "text_col": ["text"], "texts": ["text"], "文本": ["text"], "names": ["columns"],
        "header": ["columns"], "sql": ["query"], "nrows": ["limit"], "sheet": ["table"],
        "into": ["to"], "file": ["to"], "as": ["to"], "到": ["to"], "为": ["to"], "path": ["to"],
        "when": ["where"], "if": ["where"], "当": ["where"], "如果": ["where"], "其中": ["where"],
        "of": ["for"], "text": ["for"], "for": ["label", "on"], "index": ["row"], "line": ["row"],
        "第": ["row"],
        "versus": ["against"], "vs": ["against"], "test": ["against"],
    ]
}
