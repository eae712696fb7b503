private let zh = Chinese()

extension SyntaxProblem {
    /// In Chinese.
    var chinese: Words {
        switch self {
        case .unexpectedCharacter(let text):
            Words(
                "\(zh.quote(text))在这里没有意义", note: "不属于这门语言",
                help: characterHelp(text))
        case .unterminatedString("`"):
            Words("这个名字缺少结尾的 `", note: "从这里开始", help: "在同一行结束它： `star rating`")
        case .unterminatedString(let mark):
            Words(
                "这段文本缺少结尾的 \(mark)", note: "从这里开始",
                help: mark == "\"\"\"" ? "用 \"\"\" 结束这段文本" : "在同一行结束它；多行文本用 \"\"\" 括起")
        case .badEscape(let text):
            Words(
                "不认识的转义 \(text)", note: "不是转义",
                help: "转义有 \\n \\t \\r \\\" \\' \\` \\\\ 和 \\u{4e2d}")
        case .unclosedBracket(let mark):
            Words("\(mark) 没有配对", note: "缺少 \(closer(mark))", help: "加上 \(closer(mark))")
        case .strayBracket(let mark):
            Words("\(mark) 没有配对", note: "这里没有打开的括号", help: "去掉它，或在前面补上左括号")
        case .expected(let expected, let found): words(expected, found)
        case .tooDeep(let limit):
            Words("括号嵌套超过 \(limit) 层", note: "太深", help: "给里面的部分起名字，再用这些名字")
        case .badNumber(let text):
            Words(
                "\(zh.quote(text))不是数字", note: "读不懂",
                help: text.contains(",") ? "去掉逗号： \(text.filter { $0 != "," })" : "数字写成 5、0.5、1e-3 或 20%")
        case .foreignOperator(let found, let instead): words(foreign: found, instead)
        case .arithmetic(let mark):
            Words("Loupe 不用 \(mark) 计算", note: "这里没有算术", help: "直接写出结果；新的列要在文件里准备好")
        case .method(let object, let method): words(object, method: method)
        case .calledVerb(let verb):
            Words(
                "\(zh.quote(verb))是动词，不是函数", note: "动词后面没有括号",
                help: SignatureTable.verb(verb).map { "写成一句话： \($0.example)" })
        case .pair, .stringPrefix, .indexing, .magic, .hyphenated, .quoteInside: foreignForm
        case .secondStatement:
            Words("一行只写一条语句", note: "第二条语句", help: "另起一行；; 只用来隐藏结果")
        case .keywordFirst(let mark):
            Words("语句不能以 \(mark) 开头", note: "这样开头不行", help: keywordHelp(mark))
        }
    }

    private func characterHelp(_ text: String) -> String {
        switch text.first {
        case "。", "｡": "去掉它：语句到行末为止"
        case "…", "⋯", "–", "—": "范围写成  1..2"
        case "《", "》", "〈", "〉", "«", "»", "„", "‹", "›": "文本放在引号里： \"…\""
        case "→", "⇒": "配方的各部分用 | 连接"
        case "×", "÷": "Loupe 不作计算：直接写出结果"
        default: "文本放在引号里，特殊的列名放在 `反引号` 里"
        }
    }

    private func closer(_ mark: String) -> String { Symbol(rawValue: mark)?.closer?.rawValue ?? mark }

    private func words(_ object: String, method: String) -> Words {
        guard Parser.fileEndings.contains(method.lowercased()) else {
            return Words("Loupe 没有方法：点后面不能再写", note: "这里没有点", help: methodHelp(object, method))
        }
        return Words("文件名要放在引号里", note: "缺少引号", help: "写成 \(zh.code("\(object).\(method)"))")
    }

    private func methodHelp(_ object: String, _ method: String) -> String {
        if let verb = SignatureTable.verb(method) { return "先写动词： \(verb.example)" }
        if let foreign = ForeignWord.find(method) { return "在 Loupe 里： \(foreign.instead)" }
        return object.isEmpty ? "先写动词： describe reviews" : "先写动词： describe \(object)"
    }

    private func keywordHelp(_ mark: String) -> String {
        switch mark {
        case "?": "? 写在词的后面，例如 fit?"
        case "%", "!": "Loupe 没有魔法命令；help 列出所有动词"
        case "|", "+": "接着上一行写，中间不要空行"
        case "=": "= 前面写名字，例如 reviews = load \"reviews.csv\""
        default: "以动词开头；help 列出所有动词"
        }
    }

    private func words(foreign found: String, _ instead: String) -> Words {
        switch (found, instead) {
        case (",", ""):
            Words(
                "子句前面没有逗号", note: "去掉逗号",
                help: "子句之间用空格隔开： split reviews test 20% seed 7")
        case (_, "and") where Comparison.Operator(rawValue: found) != nil:
            Words("比较不能连写", note: "第二个比较", help: "用 and 连接两个比较： rating > 0 and rating < 5")
        case ("%>%", _), ("|>", _):
            Words(
                "步骤不用 \(found) 串起来", note: "没有管道",
                help: "每一步写一行，给结果起名字： clear_cases = keep reviews where rating > 1")
        case (_, "matches") where found.contains("with"):
            Words(
                "Loupe 写 matches，不写 \(found)", note: "写 matches",
                help: "用正则表达式说明位置： matches \"^begin\"、matches \"end$\"")
        case _ where instead.utf8.count > 20: Words("在 Loupe 里要换一种写法", note: "写法不同", help: "写成  \(instead)")
        default:
            Words("Loupe 写 \(instead)，不写 \(found)", note: "写 \(instead)", help: nil)
        }
    }

    private func words(_ expected: Expected, _ found: String?) -> Words {
        let what = phrase(expected)
        if case .clause = expected {
            let before = found.map { zh.quote(zh.shortened($0, to: 40)) + "前面" } ?? "末尾"
            return Words("\(before)缺少子句词", note: "哪个子句？", help: "在它前面写上 \(what)")
        }
        if case .end = expected {
            return Words("\(zh.quote(found ?? ""))放在这里不合适", note: "语句已经完整", help: "去掉它，或另起一行")
        }
        if case .pipe = expected {
            return Words(
                "\(zh.quote(found ?? ""))前面缺少 |", note: "在它前面加 |",
                help: "配方的各部分用 | 连接： tfidf() | logistic()")
        }
        if case .comparisonWith(let whole) = expected {
            return Words("每个比较都要写出列名", note: "只有半个比较", help: "写成  \(whole)")
        }
        if case .quotedColumn(let name) = expected {
            return Words("不是单个词的列名要放在反引号里", note: "缺少反引号", help: "写成  `\(name)`")
        }
        if case .closing(",") = expected {
            return Words("\(zh.quote(found ?? ""))前面缺少逗号", note: "在它前面加逗号", help: "并列的对象用逗号隔开")
        }
        let sentence = found.map { "这里应是\(zh.apart(what))，而不是\(zh.quote($0))" } ?? "语句末尾缺少\(what)"
        return Words(sentence, note: "应是\(zh.apart(what))", help: hint(expected))
    }

    private func phrase(_ expected: Expected) -> String {
        switch expected {
        case .value: "值"
        case .column: "列名"
        case .comparison: "比较"
        case .rule: "标签"
        case .when: " when 或 otherwise"
        case .part: "配方部件"
        case .name: "名字"
        case .colon: "冒号"
        case .key: "键"
        case .list: " [ ] 中的列表"
        case .closing(let mark): "逗号或 \(mark)"
        case .end: "结尾"
        case .statement: "语句"
        case .clause(let words): zh.either(words)
        case .pipe: "|"
        case .record: " { } 中的记录"
        case .comparisonWith: "比较"
        case .quotedColumn: "反引号中的列名"
        }
    }

    private func hint(_ expected: Expected) -> String? {
        switch expected {
        case .column: "每个比较都以列名开头： rating > 0.5 and body contains good"
        case .comparison: "比较用 = != < <= > >= contains matches in missing"
        case .rule, .when: "规则写成  bad when rating < 0, good otherwise"
        case .list: "例如  category in [books, music]"
        case .name: "名字由字母、汉字、数字和 _ 组成"
        case .colon: "名字和值写成  C: 1  或  {旧: 新}"
        case .key: "写成  {旧: 新}"
        case .record: "例如  {bad: negative, good: positive}"
        case .value: "文本放在引号里，列表放在 [ ] 里"
        default: nil
        }
    }
}
