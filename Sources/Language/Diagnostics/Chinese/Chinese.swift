/// The Chinese wording, the twin of `English`.
///
/// Its terms: 单元格 cell, 语句 statement, 动词 verb, 子句 clause, 选项 option, 配方 recipe, 特征 features, 变换 stage,
/// 分类头 head, 编码器 encoder, 数据集 dataset, 列 column, 行 row, 标签 label, 类别 class, 训练 fit, 模型 model,
/// 训练集 and 测试集 for train and test, 比例 share, 范围 range, 条件 condition, 规则 rule, 样例 sample, 内核 kernel.
/// Marks are full-width; a space stands between Han characters and Latin letters or digits.
///
/// The switches over problems name every case, so a new one doesn't compile without its words.
struct Chinese: Wording {
    func words(for problem: Problem) -> Words {
        switch problem {
        case .syntax(let problem): problem.chinese
        case .meaning(let problem): problem.chinese
        case .run(let problem): problem.chinese
        case .warning(let problem): problem.chinese
        }
    }

    func note(for role: Diagnostic.Related.Role) -> String {
        switch role {
        case .opened: "从这里开始"
        case .first: "第一次在这里"
        }
    }

    func page(of code: Code) -> (text: String, example: String) {
        (code.chinese, English().page(of: code).example)
    }

    func title(of code: Code) -> String { "\(code.rawValue)（\(tag(code.severity))）" }

    func tag(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "错误"
        case .warning: "警告"
        }
    }

    var helpTag: String { "建议：" }

    // MARK: Phrases

    /// What is written beside Han characters: with a space when it begins in Latin letters or digits.
    func apart(_ text: String) -> String {
        text.unicodeScalars.first.map { $0.isASCII && $0 != " " } == true ? " " + text : text
    }

    /// What is written between Han characters: with spaces on the sides where it has Latin letters or digits.
    func within(_ text: String) -> String {
        apart(text) + (text.unicodeScalars.last.map { $0.isASCII && $0 != " " } == true ? " " : "")
    }

    /// A word in full-width quotes; what is quoted already stays so.
    func quote(_ text: String) -> String {
        let short = shortened(text, to: 60)
        return short.hasPrefix("\"") ? short : "“\(short)”"
    }

    /// A text as it stands in a cell.
    func code(_ text: String) -> String { "\"\(shortened(text, to: 60))\"" }

    /// Items with enumeration commas, cut after a dozen.
    func list(_ items: [String], limit: Int = 12) -> String {
        let shown = items.prefix(limit).map { shortened($0, to: 40) }.joined(separator: "、")
        return items.count > limit ? "\(shown)……（共 \(items.count) 个）" : shown
    }

    /// Items with an "or".
    func either(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: "、") + " 或 " + last
    }

    /// The suggestion, then what there is to choose from.
    func suggestion(_ near: String?, _ label: String, _ choices: [String]) -> String? {
        let known = choices.isEmpty ? nil : "\(label)：\(list(choices, limit: 24))"
        guard let near else { return known }
        return "是不是\(quote(near))？" + (known ?? "")
    }

    /// The kinds of value, as one of them is asked for.
    func anyOf(_ types: [ValueType]) -> String {
        types.isEmpty ? "名字" : types.map { name($0) }.joined(separator: "或")
    }

    func name(_ type: ValueType) -> String {
        switch type {
        case .dataset: "数据集"
        case .vectors: "向量"
        case .recipe: "配方"
        case .model: "模型"
        case .encoder: "编码器"
        case .report: "报告"
        case .explanation: "解释"
        case .table: "表格"
        case .chart: "图"
        case .text: "文本"
        case .number: "数字"
        case .boolean: "真假值"
        case .list: "列表"
        case .record: "记录"
        case .range: "范围"
        }
    }
}
