private let zh = Chinese()

extension SyntaxProblem {
    /// Forms that other languages have and Loupe doesn't.
    var foreignForm: Words {
        switch self {
        case .pair(let items, let isNumbers):
            Words(
                "括号里用逗号隔开的值，在 Loupe 里没有意义", note: "一对值",
                help: isNumbers && items.count == 2
                    ? "范围写成  \(items[0])..\(items[1])" : "列表写成  [\(items.joined(separator: ", "))]")
        case .stringPrefix(let prefix):
            Words(
                "引号前面不写字母", note: "去掉\(zh.quote(prefix))",
                help: prefix.lowercased().contains("f")
                    ? "say 可以带多个值： say \"rows:\", 20" : "引号中，\\\\ 表示一个 \\")
        case .indexing(let object, let key):
            Words(
                "Loupe 不用\(key.isEmpty ? "方括号" : " \(zh.shortened(key, to: 40)) ")从值里取东西", note: "不属于这门语言",
                help: indexingHelp(object, key))
        case .magic(let word):
            Words("\(zh.quote(word))是别的内核的命令", note: "不属于这门语言", help: magicHelp(word))
        case .hyphenated(let text, let use):
            Words("\(zh.quote(text))不是一个词", note: "不止一个词", help: hyphenHelp(text, use))
        case .quoteInside(let mark):
            Words("文本到里面的 \(mark) 就结束了", note: "到这里结束", help: "外面换用另一种引号，或把里面的写成 \\\(mark)")
        default: Words("")
        }
    }

    private func hyphenHelp(_ text: String, _ use: Hyphenated) -> String {
        switch use {
        case .encoder: "模型文件夹放在引号里：\(zh.code(text))；Loupe 认识的编码器是一个词，例如 minilm"
        case .part(let name): "写成  \(name)()"
        case .target:
            "名字由字母、汉字、数字和 _ 组成： \(String(text.map { $0.isLetter || $0.isNumber ? $0 : "_" }))"
        case .name: "Loupe 不作计算；这样的列名放在反引号里： `\(text)`"
        }
    }

    private func indexingHelp(_ object: String, _ key: String) -> String {
        let thing = object.isEmpty ? "reviews" : object
        let bare = key.filter { !".[]$\"'".contains($0) }
        if let component = SignatureTable.component(object) { return "选项写在圆括号里： \(component.example)" }
        if bare.first?.isNumber == true { return "按行号显示： show \(thing) limit 5 from 1" }
        return bare.contains(where: { "<>=".contains($0) })
            ? "用条件选行： keep \(thing) where rating > 1" : "列名写在子句和条件里： keep \(thing) where rating > 1"
    }

    private func magicHelp(_ word: String) -> String {
        switch word {
        case "%time", "%timeit", "%%time", "%%timeit": "去掉它：耗时的步骤会自己显示用时"
        case "%matplotlib": "去掉它：Loupe 自己会画表格和图"
        case "!pip", "!conda", "%pip", "%conda": "去掉它：所有动词都已可用"
        case "!ls", "%ls", "!dir", "!pwd", "%pwd", "%cd", "!cd": "在引号之间按 Tab 列出文件： load \"\""
        case "%who", "%whos": "names 列出已定义的名字"
        case "%run", "%load", "%load_ext": "去掉它；open \"reviews.model\" 打开保存的模型"
        case "%reset": "forget 删除名字： forget reviews"
        default:
            word.hasPrefix("!")
                ? "系统命令请在终端里运行；help 列出 Loupe 能做的事" : "别的语言的笔记本要用它自己的内核；help 列出 Loupe 能做的事"
        }
    }
}
