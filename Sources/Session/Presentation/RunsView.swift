import Display
import Phrases
import TextModels

/// The table of all runs of `finetune`.
struct RunsView {
    let runs: TuningRuns
    let home: Home
    /// What else is to be said under the table.
    var notes: [String] = []

    /// A row a run, the oldest first.
    var table: Table {
        let all = runs.all
        let empty = all.isEmpty ? [phrase("no run is kept yet", zh: "还没有保留任何运行")] : []
        let usage = all.last.map { run in
            [
                phrase(
                    "open \"\(run.name)\"  gives the encoder of a run;  runs clear \"\(run.name)\"  removes it; TensorBoard shows all with  tensorboard --logdir \(home.shown(runs.folder))",
                    zh:
                        "open \"\(run.name)\"  得到某次运行的编码器； runs clear \"\(run.name)\"  删除它；用 TensorBoard 查看： tensorboard --logdir \(home.shown(runs.folder))"
                )
            ]
        }
        return Table(
            title: phrase("Runs of finetune", zh: "finetune 的运行"), caption: [home.shown(runs.folder)],
            columns: [
                .init(phrase("begun", zh: "开始")), .init(phrase("run", zh: "运行")),
                .init(phrase("encoder", zh: "编码器")), .init(phrase("data", zh: "数据")),
                .init(phrase("method", zh: "方法")), .init(phrase("layers", zh: "层")),
                .init(phrase("seed", zh: "种子")), .number(phrase("epochs", zh: "轮数")),
                .number(phrase("best dev macro F1", zh: "最好的 dev 宏平均 F1")), .number(phrase("time", zh: "用时")),
                .init(phrase("state", zh: "状态")), .number(phrase("size", zh: "大小")),
            ], rows: all.map(row), notes: notes + empty + (usage ?? []),
            limits: Table.Limits(rows: 200, columns: 12, cellWidth: 60))
    }

    private func row(_ run: TuningRun) -> [Cell] {
        func setting(_ name: String) -> String { run.settings.first { $0.name == name }?.value ?? "" }
        let best = run.epochs.compactMap(\.macroF1).max()
        return [
            .text(TuningView.time(run.started)), .strong(run.name), .text(run.subject.base),
            .text(run.subject.data), .text(setting("method")), .text(setting("layers")),
            .text(setting("seed")),
            .count(run.epochs.count), best.map { .number($0, .fixed(3)) } ?? .missing,
            .number(run.seconds, .duration), .text(state(run)), .number(Double(runs.bytes(run.name)), .bytes),
        ]
    }

    /// A run that says it is being trained, but that nobody trains, died with its kernel.
    private func state(_ run: TuningRun) -> String {
        switch run.state {
        case .running where runs.isBusy(run.name): phrase("running", zh: "进行中")
        case .running: phrase("cut short", zh: "意外中止")
        case .finished: phrase("finished", zh: "完成")
        case .early: phrase("ended early", zh: "提前结束")
        case .interrupted: phrase("interrupted", zh: "被中断")
        case .failed: phrase("failed", zh: "失败")
        }
    }
}
