internal import Phrases

private let zh = Chinese()

extension MeaningProblem {
    /// In Chinese.
    var chinese: Words {
        switch self {
        case .unknownVerb, .foreignWord, .unknownColumn, .unknownName, .unknownComponent, .unknownOption,
            .unknownClause, .unknownLabel, .unknownEncoder, .unknownSample, .unknownChoice, .unknownTopic,
            .wrongCase, .misplacedWord, .notRestored, .columnNotName, .wrongOrder:
            unknown
        case .wrongType, .wrongValue, .outOfRange, .beyond, .wrongKind, .missingOperand, .missingClause,
            .missingOption, .duplicate, .tooMany, .conflict, .needsClause:
            misfit
        case .reservedName, .nothingToName, .wrongNameCount, .noLabels, .noTexts, .ruleNeverReached,
            .nothingLeft, .backwardsRange, .incompleteRecipe, .headNotLast, .misplacedPart,
            .triedOutsideTune, .nothingTried, .noEncoder, .mixedComparison:
            senseless
        }
    }

    /// Words that nothing is called.
    private var unknown: Words {
        switch self {
        case .unknownVerb(let word, let near):
            Words(
                "\(zh.quote(word))不是动词", note: "不认识的动词",
                help: zh.suggestion(near, "", []) ?? "语句以动词或  名字 =  开头；help 列出所有动词")
        case .foreignWord(let word, let foreign):
            Words(
                foreign.origin == ForeignWord.chineseOrigin
                    ? "Loupe 的词都是英文，没有\(zh.quote(word))"
                    : "\(zh.quote(word))是 \(foreign.origin) 的词，Loupe 里没有",
                note: "这里不认识",
                help: foreign.isAdvice ? foreign.instead : "在 Loupe 里： \(foreign.instead)")
        case .unknownColumn(let name, let near, let columns, let inFile):
            Words(
                "没有\(zh.quote(name))这一列", note: inFile ? "文件里没有" : "数据集里没有",
                help: zh.suggestion(near, "现有的列", columns))
        case .unknownName(let name, let near, let fitting, let wanted):
            Words(
                "\(zh.quote(name))尚未定义", note: "不认识的名字",
                help: zh.suggestion(near, wanted.count == 1 ? "现有的\(zh.name(wanted[0]))" : "现有的名字", fitting)
                    ?? howToMake(wanted.first))
        case .unknownComponent(let word, let near):
            Words(
                "\(zh.quote(word))不是配方部件", note: "不认识的部件",
                help: zh.suggestion(near, "部件有", SignatureTable.components.map(\.name)))
        case .unknownOption(let name, let component, let near, let options, let advice):
            Words(
                "\(component) 没有选项\(zh.quote(name))", note: "不认识的选项",
                help: advice?.text
                    ?? (options.isEmpty ? "\(component)() 没有选项" : zh.suggestion(near, "选项有", options)))
        case .unknownClause(let word, let verb, let near, let clauses, let advice):
            Words(
                "\(zh.quote(word))不是 \(verb) 的子句", note: "不认识的子句",
                help: advice?.text
                    ?? (clauses.isEmpty ? "\(verb) 没有子句" : zh.suggestion(near, "子句有", clauses)))
        default: unfamiliar
        }
    }

    /// Labels, entries of the catalogue, choices and topics that don't exist.
    private var unfamiliar: Words {
        switch self {
        case .unknownLabel(let label, let near, let labels):
            Words("没有标签\(zh.quote(label))", note: "不认识的标签", help: zh.suggestion(near, "标签有", labels))
        case .unknownEncoder(let name, let near, let encoders):
            Words(
                "没有叫\(zh.quote(name))的编码器", note: "不认识的编码器",
                help: zh.suggestion(near, "编码器有", encoders) ?? "把模型文件夹的路径放在引号里")
        case .unknownSample(let name, let near, let samples):
            Words("没有叫\(zh.quote(name))的样例", note: "不认识的样例", help: zh.suggestion(near, "样例有", samples))
        case .unknownChoice("seed", "set", _, _):
            Words(
                "没有设置\(zh.quote("seed"))", note: "不能选这个",
                help: "随机种子写在命令里： split reviews test 20% seed 7")
        case .unknownChoice(let word, let place, let near, let choices):
            Words(
                place == "set" ? "没有设置\(zh.quote(word))" : "\(place) 不能是\(zh.quote(word))", note: "不能选这个",
                help: zh.suggestion(near, "可以是", choices))
        case .unknownTopic(let word, let near):
            Words(
                "没有关于\(zh.quote(word))的帮助", note: "不认识的词",
                help: zh.suggestion(near, "", []) ?? "单独写 help 会列出所有动词")
        case .wrongCase(let word, let right):
            Words("\(zh.quote(word))要小写", note: "写 \(right)", help: "Loupe 的词都是小写： \(right)")
        case .notRestored(let name):
            Words("\(zh.quote(name))是上一个内核的名字", note: "还没有恢复", help: "restore 可以恢复它")
        case .columnNotName(let column, let dataset):
            Words(
                "\(zh.quote(column))是 \(dataset) 的列，这里应是名字", note: "是列",
                help: "写数据集的名字： \(dataset)")
        case .wrongOrder(let verb, let instead):
            Words(
                "\(verb) 后面先写\(SignatureTable.verb(verb)?.operands.first?.kind == .text ? "文本" : "模型")",
                note: "顺序不对", help: "写成  \(instead)")
        case .misplacedWord(let word, let role, let next): words(misplaced: word, role, before: next)
        default: Words("")
        }
    }

    private func words(misplaced word: String, _ role: WordRole, before next: String?) -> Words {
        switch role {
        case .name(let type):
            Words(
                "\(zh.quote(word))是\(type.map(zh.name) ?? "名字")，而语句要以动词开头", note: "没有动词",
                help: "在它前面写动词： \(DiagnosticRenderer.verbMeant(before: next)) \(word)")
        case .component:
            Words(
                "\(zh.quote(word))是配方部件，选项要写在括号里", note: "没有括号",
                help: SignatureTable.component(word).map { "例如  \($0.example)" })
        case .clause:
            Words("\(zh.quote(word))是子句，而语句要以动词开头", note: "没有动词", help: "写在它的命令后面，同一行或缩进一行")
        }
    }

    private func howToMake(_ type: ValueType?) -> String {
        switch type {
        case .dataset: "先读入数据集： reviews = load \"reviews.csv\" text body label sentiment"
        case .model: "先训练模型： model = fit tfidf() | logistic() on train"
        case .vectors: "先得到向量： vectors = embed reviews with minilm"
        case .recipe: "先写配方： classical = tfidf() | logistic()"
        default: "先给它一个值： 名字 = 值；文本放在引号里"
        }
    }

    /// Values that don't fit their place, and what a command lacks or has too much of.
    private var misfit: Words {
        switch self {
        case .wrongType(let name, .dataset, [.text], "for"):
            Words("\(zh.quote(name))是数据集，而 for 后面是引号中的文本", note: "数据集", help: "用 on 代替 for： on \(name)")
        case .wrongType(let name, .dataset, [.recipe], "+"):
            Words("数据集不用 + 连接", note: "数据集", help: "用 append 上下相接： all = append \(name), …")
        case .wrongType(let name, let found, let wanted, let place):
            Words(
                "\(zh.quote(name))是\(zh.name(found))，不是\(zh.anyOf(wanted))", note: "是\(zh.name(found))",
                help: zh.wrongTypeHelp(name, found, wanted, place))
        case .wrongValue(let found, let place, let wanted):
            Words(
                "\(place) 应是\(zh.apart(zh.phrase(wanted)))，而不是 \(zh.shortened(found, to: 60))",
                note: "应是\(zh.apart(zh.phrase(wanted)))",
                help: zh.valueHelp(found, place, wanted))
        case .outOfRange(let number, let isPercent, let place, let wanted):
            Words(
                "\(place) 不能是 \(isPercent ? NumberFormat.text(number * 100) + "%" : NumberFormat.text(number))",
                note: isPercent && wanted == .fraction
                    ? "应是 0% 到 100% 之间的比例" : "应是\(zh.apart(zh.phrase(wanted)))",
                help: zh.boundsHelp(number, isPercent, wanted))
        case .beyond(let number, let place, let count):
            Words(
                beyond(place, zh.grouped(number)), note: "只有 \(zh.grouped(count))",
                help: "写 1 到 \(zh.grouped(count)) 之间的数")
        case .wrongKind(let column, let kind, let comparator):
            Words(
                "\(zh.quote(column))列是\(held(kind))，不能用 \(comparator) 比较", note: held(kind),
                help: kind == .number
                    ? "数字用 = != < <= > >= 比较" : "文本用 = != contains matches in 比较")
        default: lack
        }
    }

    private func held(_ kind: ColumnFacts.Kind) -> String {
        kind == .text ? "文本" : kind == .number ? "数字" : "真假值"
    }

    private func beyond(_ place: String, _ number: String) -> String {
        switch place {
        case "rows": "行数不到 \(number)"
        case "from", "row": "没有第 \(number) 行"
        case "layer": "没有第 \(number) 层"
        case "head": "没有第 \(number) 个注意力头"
        default: "\(place) 不能是 \(number)"
        }
    }

    private func options(_ component: Signature) -> String {
        component.clauses.isEmpty
            ? "括号里不写任何东西" : "其余选项要写出名字：\(zh.list(component.clauses.dropFirst().map(\.name)))"
    }

    private var lack: Words {
        switch self {
        case .missingOperand(let verb, let operand, let example):
            Words("\(verb) 需要\(operand)", note: "对什么？", help: "例如  \(example)")
        case .missingClause(let verb, let words, let example):
            Words("\(verb) 需要 \(zh.either(words))", note: "缺少 \(zh.either(words))", help: "例如  \(example)")
        case .missingOption(let component, let option, let example):
            Words("\(component) 需要 \(option)", note: "缺少 \(option)", help: "例如  \(example)")
        case .duplicate(let word): Words("\(zh.quote(word))写了两次", note: "这里又写了", help: "只留一个")
        case .tooMany(let place, let limit):
            Words(
                limit == 0 ? "\(place) 在这里不带任何值" : "\(place) 在这里只能有 \(limit) 个值", note: "太多",
                help: SignatureTable.component(place).map { options($0) } ?? "去掉多余的")
        case .conflict(let first, let second):
            Words(
                "\(first) 和 \(second) 不能同时用", note: "只能用一个",
                help: "去掉 \(first) 或 \(second)")
        case .needsClause(let word, let other):
            Words(
                "\(word) 要和 \(other) 一起用", note: "缺少 \(other)",
                help: word == "on" || word == "row"
                    ? "例如  explain model on test row 3" : "加上 \(other)，或去掉 \(word)")
        default: Words("")
        }
    }
}
