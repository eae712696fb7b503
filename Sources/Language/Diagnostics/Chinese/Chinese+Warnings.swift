private let zh = Chinese()

extension WarningProblem {
    /// In Chinese.
    var chinese: Words {
        switch self {
        case .notKept(let verb, let object):
            Words(
                "\(verb) 的结果没有名字，不会保留", note: "没有保留",
                help: verb == "split"
                    ? "给各部分起名字： train, test = split …" : "起个名字： \(object ?? "model") = \(verb) …")
        case .overlap(let rows, let total):
            Words(
                "\(zh.grouped(total)) 篇测试文本中有 \(zh.grouped(rows)) 篇也在训练集里", note: "重叠",
                help: rows * 2 >= total
                    ? "模型正是从这些文本学来的：请用它没有见过的部分来评估" : "分数会偏高：请在 split 之前先 deduplicate")
        case .tunedOn(let encoder, let rows, let total):
            Words(
                "编码器\(zh.quote(encoder))微调时学过这 \(zh.grouped(total)) 篇文本中的 \(zh.grouped(rows)) 篇及其标签",
                note: "它已经见过答案", help: "分数会偏高，交叉验证也一样：请用它没有学过的文本来评估")
        case .singleClass(let label):
            Words(
                "所有行的标签都是\(zh.quote(label))", note: "只有一类", help: "数字说明不了其他标签：请用每个标签都有的行来评估")
        case .smallClasses(let labels, let rows, let needed):
            Words(
                labels.count == 1
                    ? "类别\(zh.quote(labels[0]))只有 \(zh.grouped(rows)) 行，至少需要 \(zh.grouped(needed)) 行"
                    : "\(zh.grouped(labels.count)) 个类别不到 \(zh.grouped(needed)) 行：\(zh.list(labels, limit: 5))",
                note: "类别太小", help: "增加数据，或用  relabel  合并标签")
        case .manyLabels(let column, let labels, let rows, let isNumbers):
            Words(
                "\(zh.grouped(rows)) 行中，\(zh.quote(column))列有 \(zh.grouped(labels)) 个不同的\(isNumbers ? "数字" : "文本")作标签，大多太少，学不了",
                note: isNumbers ? "是测量值，不是类别" : "不像类别",
                help: isNumbers
                    ? "用规则分类： label … as low when \(zh.shortened(column, to: 40)) < 3, high otherwise"
                    : "换一列： load … label 列名；或用  relabel  合并标签")
        case .noSuchValue(let value, let column, let near, let known):
            Words(
                "没有一行的\(zh.within(column == "label" ? "标签" : zh.shortened(column, to: 40)))是\(zh.quote(value))",
                note: "没有匹配",
                help: zh.suggestion(near, "标签有", known))
        case .unlabelled(let rows, let total):
            Words(
                "\(zh.grouped(total)) 行中有 \(zh.grouped(rows)) 行没有规则匹配", note: "没有标签",
                help: "规则以  标签 otherwise  结尾")
        case .skippedRows(let path, let rows, let first, let reason):
            Words(
                "\(path) 中有 \(zh.grouped(rows)) 行未读入，第一处\(first.chinese)：\(reason)", note: "未读入的行",
                help: "修正这些行，或说明格式")
        case .missingValues(let column, let rows, let total):
            Words(
                "\(zh.grouped(total)) 行中有 \(zh.grouped(rows)) 行缺少 \(column)，已排除", note: "缺失值",
                help: "去掉它们： drop … where \(column) missing")
        case .noRowLeft(let verb, let rows):
            Words("\(verb) 之后 \(zh.grouped(rows)) 行一行不剩", note: "没有剩下的行", help: "用  describe  看看各列的值")
        case .unevenColumns(let columns, let rows):
            Words("并非每个数据集都有 \(zh.list(columns))：有 \(zh.grouped(rows)) 行缺失", note: "列不同", help: nil)
        case .kernelDied(let cell, let cause, let time, let names):
            Words(
                "内核在单元格 \(cell) 中意外结束（开始于 \(time)）：\(cause.chinese)", note: "停在这里",
                help: names == 0 ? "名字已丢失：请重新运行上面的单元格" : "restore 可找回 \(zh.grouped(names)) 个名字")
        case .truncated, .noPrefix, .unknownTokens, .unevenBlocks, .notConverged, .noOptimum,
            .slowBLAS:
            learning
        case .repeatedTexts, .calibrationDropped: update
        }
    }

    private var learning: Words {
        switch self {
        case .truncated(let texts, let total, let limit, let lost):
            Words(
                "\(zh.grouped(total)) 篇文本中有 \(zh.grouped(texts)) 篇超过 \(zh.grouped(limit)) 个词元，已截断，其中 \(zh.percent(lost)) 的词元丢失",
                note: "文本被截断", help: "编码器允许时调大 max_tokens，或把长文本拆开")
        case .noPrefix(let encoder, let prefix):
            Words(
                "\(encoder) 训练时每篇文本前都有前缀", note: "缺少前缀",
                help: "加上前缀： encoder(\(encoder), prefix: \(zh.code(prefix)))")
        case .unknownTokens(let encoder, let share):
            Words("\(zh.percent(share)) 的词元 \(encoder) 不认识", note: "不认识的词元", help: "换用适合这种语言的编码器")
        case .unevenBlocks(let large, let small, let ratio):
            Words(
                "\(large) 的数值是 \(small) 的 \(NumberFormat.text(ratio.rounded())) 倍", note: "特征块大小悬殊",
                help:
                    "分类头几乎看不到 \(small)：在 + 之前先用 scale 或 normalise，或在 \(large) 之后加  | weigh(\(NumberFormat.short(1 / ratio)))"
            )
        case .notConverged(let head, let iterations):
            Words(
                "\(head) 迭代 \(zh.grouped(iterations)) 次后仍未收敛", note: "未收敛",
                help: "在分类头之前加 scale()，或减小 C")
        case .noOptimum(let head):
            Words("\(head) 在这里没有有限的最优解：各类可以完全分开", note: "权重会无限增大", help: "加上惩罚项： penalty: l2")
        case .slowBLAS(let command):
            Words("只装了参考版 BLAS，耗时的步骤会很慢", note: nil, help: "安装 OpenBLAS： \(command)")
        default: Words("")
        }
    }
}

extension RowPlace {
    /// In Chinese, behind a noun.
    fileprivate var chinese: String {
        switch self {
        case .line(let number), .row(let number): "在第 \(zh.grouped(number)) 行"
        case .file(let path): "是 \(path)"
        }
    }
}

extension DeathCause {
    /// In Chinese.
    var chinese: String {
        switch self {
        case .outOfMemory: "内存用尽，被系统终止"
        case .perhapsOutOfMemory: "被系统终止，很可能是内存用尽"
        case .killed: "被外部终止（SIGKILL），不是它自己的错误"
        case .machineStopped: "机器关机或重启"
        case .signal(4): "Loupe 内部错误：自身的检查未通过（SIGILL）"
        case .signal(5): "Loupe 内部错误：自身的检查未通过（SIGTRAP）"
        case .signal(6): "Loupe 或所用的库内部错误（SIGABRT）"
        case .signal(7): "正在读的文件被截短或消失（SIGBUS）"
        case .signal(8): "Loupe 内部错误：除以零（SIGFPE）"
        case .signal(11): "Loupe 内部错误：访问了不属于它的内存（SIGSEGV）"
        case .signal(let number): "Loupe 内部错误（信号 \(number)）"
        }
    }
}
