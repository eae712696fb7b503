private let zh = Chinese()

extension RunProblem {
    /// In Chinese.
    var chinese: Words {
        switch self {
        case .fileNotFound, .fileUnreadable, .fileUnwritable, .fileEmpty, .badData, .columnCount,
            .unknownFormat:
            file
        case .badEncoding, .badArchive, .badTable, .badQuery, .queryWrites, .notWritten, .notRepresentable,
            .differentColumns, .notTime:
            data
        case .encoderAbsent, .wordListAbsent, .notFetched, .encoderBroken, .weightsUnreadable,
            .encoderSetting, .modelBroken,
            .oneClass, .severalLabels, .oneLabelEach, .unseenLabels, .negativeFeatures,
            .notFinite, .solver, .notExplainable:
            model
        case .needsOldTexts, .otherTexts: update
        case .allCut, .diverged, .runBusy, .noSuchRun, .otherBase, .untrainable: tuning
        case .tooFewRows, .emptyPart, .noRows, .noSuchRow, .badPattern, .memory, .interrupted,
            .noTrainingTexts, .unfitColumn, .noInput, .internal:
            step
        }
    }

    private var file: Words {
        switch self {
        case .fileNotFound(let path, let near):
            Words(
                "找不到文件\(zh.quote(path))", note: "没有这个文件",
                help: near.isEmpty
                    ? "路径从笔记本所在的文件夹算起"
                    : zh.suggestion(near.first, "文件有", Array(near.dropFirst())))
        case .fileUnreadable(let path, let reason):
            Words("\(zh.quote(path))不能读：\(zh.reason(reason))", note: "不能读", help: "检查文件和它的权限")
        case .fileUnwritable(let path, let reason):
            Words("\(zh.quote(path))不能写：\(zh.reason(reason))", note: "没有写入", help: "换一个文件夹，或检查权限和剩余空间")
        case .fileEmpty(let path): Words("\(zh.quote(path))没有数据行", note: "空文件", help: "检查是不是这个文件")
        case .badData(let path, let line, let column, let reason):
            Words(
                "\(path) 第 \(zh.grouped(line)) 行\(column.map { "第 \(zh.grouped($0)) 个字符" } ?? "")：\(reason)",
                note: "读这个文件时出错", help: "修正这一行，或说明格式： format tsv quotes no")
        case .columnCount(let path, let named, let found):
            Words(
                "\(path) 有 \(zh.grouped(found)) 列，columns 却写了 \(named) 个名字", note: "\(found) 列，\(named) 个名字",
                help: "从左到右写出每一列的名字")
        case .unknownFormat(let path, let formats):
            Words(
                "从文件名\(zh.quote(path))看不出格式", note: "哪种格式？",
                help: "文件名以 \(zh.either(formats)) 结尾")
        default: Words("")
        }
    }

    private var model: Words {
        switch self {
        case .encoderAbsent(let name, let looked, let canFetch):
            Words(
                "这台机器上没有编码器\(zh.quote(name))", note: "没有找到",
                help: (canFetch ? "获取它： fetch \(name)" : "写出模型文件夹的路径，或用别的工具下载；fetch 只获取目录中的编码器")
                    + (looked.isEmpty ? "" : "；找过 \(zh.list(looked))"))
        case .wordListAbsent(let language, let package, let looked):
            Words(
                "这台机器上没有 \(language) 词表", note: "没有找到",
                help: "获取它： fetch \(package) （19 MB，只需一次）；找过 \(looked)")
        case .notFetched(let name, let fault, let details):
            Words(
                "未能获取\(zh.quote(name))：\(zh.reason(fault))", note: "未能获取",
                help: zh.remedy(fault, name) + (details.isEmpty ? "" : "；\(details)"))
        case .encoderBroken(let path, let field, let reason):
            Words("模型文件夹\(zh.quote(path))不能用：\(field)：\(reason)", note: "不能用", help: "重新获取这个文件夹，或换一个编码器")
        case .weightsUnreadable(let path, let conversion):
            Words(
                "权重文件\(zh.quote(path))的格式 Loupe 读不了", note: "格式不对",
                help: "用 transformers 转换一次： \(conversion)")
        case .encoderSetting(let setting, let value, let allowed):
            Words("这个编码器不能用 \(setting) \(value)", note: "这个编码器没有", help: allowed)
        case .modelBroken(let path, let reason):
            Words(
                "Loupe 打不开模型\(zh.quote(path))：\(zh.reason(reason))", note: "不能用",
                help: "重新保存模型： save model to \"…\"")
        case .severalLabels(.dataset(let name), let verb, let instead):
            Words(
                "\(verb) 需要每篇文本只有一个标签，而\(zh.quote(name))中一篇文本可有多个", note: "可有多个标签", help: instead)
        case .severalLabels(.model(let name), let verb, let instead):
            Words(
                "\(verb) 需要每篇文本只给一个标签的模型，而\(zh.quote(name))可给多个", note: "可给多个标签", help: instead)
        case .oneLabelEach(let model):
            Words(
                "\(zh.quote(model))给每篇文本一个标签，没有各标签的阈值", note: "只给一个标签",
                help: "calibrate \(model) on … abstain 80%  可让它在没有把握时不作判断")
        case .oneClass(let label, let rows):
            Words(
                "全部 \(zh.grouped(rows)) 行的标签都是\(zh.quote(label))，没有什么可判断", note: "只有一类",
                help: "用  describe  检查标签")
        case .unseenLabels(let labels, let known):
            Words(
                "模型没有见过标签 \(zh.list(labels))", note: "模型不认识",
                help: "模型认识的标签：\(zh.list(known))")
        case .negativeFeatures(let head, let block):
            Words(
                "\(head) 要的是计数，而 \(block) 会给出负数", note: "需要计数",
                help: "\(block) 配 logistic() 或 linear_svm()，或 words() 配 \(head)"
                    + (head == "naive_bayes" ? "；向量可用  naive_bayes(kind: gaussian)" : ""))
        case .notFinite(let what): Words("\(what) 不是有限的数", note: "不是有限数", help: "检查数据中的空值和极端值")
        case .solver(let head, let reason, let help):
            Words("\(head) 训练失败：\(reason)", note: "没有训练成", help: help ?? "减小 C，或在分类头之前加 scale()")
        case .notExplainable(let reason, let help):
            Words("这里没有精确的解释：\(reason)", note: "不精确", help: help)
        default: Words("")
        }
    }

    private var step: Words {
        switch self {
        case .tooFewRows(let rows, let needed, let purpose):
            Words(
                "\(zh.grouped(rows)) 行太少，\(purpose) 需要 \(zh.grouped(needed)) 行", note: "行数太少",
                help: "增加数据，或降低要求")
        case .emptyPart(let part, let number, let column):
            Words(
                column.map { "\($0) 的 \(zh.grouped(number)) 个组没有一个能分给 \(part) 部分" }
                    ?? "\(zh.grouped(number)) 行没有一行能分给 \(part) 部分",
                note: "分不到数据",
                help: column == nil ? "增加数据，或提高比例" : "提高比例，或按取值更多的列分组")
        case .noRows(let name): Words("\(zh.quote(name))一行也没有", note: "空的", help: "检查得到它的条件")
        case .noSuchRow(let row, let rows):
            Words(
                "没有第 \(zh.grouped(row)) 行", note: "只有 \(zh.grouped(rows)) 行",
                help: "写 1 到 \(zh.grouped(rows)) 之间的数")
        case .badPattern(let pattern, let offset, let reason):
            Words(
                "\(zh.quote(pattern))不是正则表达式：第 \(offset + 1) 个字符处 \(reason)", note: "读不懂",
                help: "按原文查找请用 contains")
        case .memory(let step, let needed, let available):
            Words(
                "\(step) 需要 \(zh.bytes(needed)) 内存，只剩 \(zh.bytes(available))", note: "太大",
                help: "减少行数，或在配方中设 max_features；forget 可释放名字占用的内存")
        case .interrupted(let step, let done, let total): interrupted(step, done, total)
        case .noTrainingTexts(let model, let rows, let instead):
            Words(
                "现有的数据集里都没有\(zh.quote(model))训练用的 \(zh.grouped(rows)) 篇文本", note: "模型不保存文本，只保存辨认用的散列值",
                help: "重新读入数据，或写出别的文本： \(instead)")
        case .unfitColumn(let column, let fault): zh.unfit(column, fault)
        case .noInput: Words("这个前端不能提问", note: "这里不能输入", help: "把答案写进单元格： answer = \"…\"")
        case .internal(let detail):
            Words("Loupe 内部错误：\(detail)", note: "不是你的错", help: "请连同这个单元格一起报告；你的名字都还在")
        default: Words("")
        }
    }

    private func interrupted(_ step: String, _ done: Int?, _ total: Int?) -> Words {
        let progress =
            switch (done, total) {
            case (let done?, let total?): "（\(zh.grouped(total)) 中已完成 \(zh.grouped(done))）"
            case (let done?, nil): "（已完成 \(zh.grouped(done))）"
            default: ""
            }
        return Words("\(step) 被中断\(progress)", note: "停在这里", help: "再次运行单元格即可继续；已编码的都会保留")
    }
}

extension Chinese {
    fileprivate func reason(_ fault: FetchFault) -> String {
        switch fault {
        case .noPip: "没有带 pip 的 Python"
        case .download: "pip 没能下载这个包"
        case .checksum: "下载的文件与登记的不符"
        case .disk: "存放模型和数据的文件夹不能写入"
        case .other: "获取程序中途停止"
        }
    }

    fileprivate func remedy(_ fault: FetchFault, _ name: String) -> String {
        switch fault {
        case .noPip: "安装带 pip 的 Python 3，或从别的机器复制这个文件夹"
        case .download: "检查网络，以及 pip 的代理或镜像设置，然后重试"
        case .checksum: "不要使用它；重试一次，若仍然如此请告知我们"
        case .disk: "检查权限和磁盘空间，或把 LOUPE_HOME 设为自己的文件夹"
        case .other: "在终端运行 loupe fetch \(name) 查看详情"
        }
    }
}
