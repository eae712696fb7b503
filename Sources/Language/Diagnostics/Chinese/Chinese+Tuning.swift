private let zh = Chinese()

extension RunProblem {
    /// What can go wrong with `finetune` and its runs.
    var tuning: Words {
        switch self {
        case .allCut(let texts, let limit):
            Words(
                "全部 \(zh.grouped(texts)) 篇文本都超过编码器能读的 \(zh.grouped(limit)) 个词元", note: "每篇都被截断",
                help: "把文本切短，或让编码器多读一些： encoder(minilm, max_tokens: 512)")
        case .diverged(let step, let loss, let rate):
            Words(
                loss.isFinite
                    ? "到第 \(zh.grouped(step)) 步，损失已增大到 \(NumberFormat.text(loss.rounded()))，远大于开始时"
                    : "到第 \(zh.grouped(step)) 步，损失已不是有限的数", note: "发散",
                help:
                    "学习率要小于 \(NumberFormat.text(rate))： rate \(NumberFormat.text(RunProblem.tenth(of: rate)))；延长 warmup 也有帮助"
            )
        case .runBusy(let run):
            Words(
                "另一个单元格或内核正在训练\(zh.quote(run))", note: "正在使用",
                help: "等它结束，或到那里中断它；之后本单元格会从那里继续")
        case .noSuchRun(let name, let near):
            Words(
                "没有\(zh.quote(name))这次运行", note: "没有保留",
                help: near.isEmpty
                    ? "runs  列出保留的运行" : zh.suggestion(near.first, "运行有", Array(near.dropFirst())))
        case .otherBase(let tuned, let difference):
            Words(
                "\(zh.quote(tuned))只保存了微调改变的部分，而基础不同：\(difference)", note: "基础不同",
                help: "换回微调时的编码器，或在现在这个上重新微调")
        case .untrainable(let reason, let help):
            Words("这个编码器不能这样用：\(reason)", note: "这个编码器不行", help: help)
        default: Words("")
        }
    }
}
