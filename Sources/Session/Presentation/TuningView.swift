import Display
import Encoders
import Phrases
import TextModels

/// How a run of `finetune` is shown: the chart while it goes on and at its end, and the table of what it came to.
struct TuningView {
    let run: TuningRun
    /// Whether it was there already, so that nothing was trained.
    var isKept = false
    var folder = ""
    var home: Home?

    // MARK: Chart

    /// Loss and scores over the epochs.
    var chart: TuningChart {
        TuningChart(lines: lines, epochs: max(plannedEpochs, run.epochs.last?.number ?? 0), rows: epochTable)
    }

    /// The chart with a line that tells rate and time left; `steps` have been taken in so many seconds.
    func live(_ progress: TuningProgress, seconds: Double, steps: Int) -> TuningChart {
        var chart = chart
        let (step, all) = (NumberFormat.count(progress.step), NumberFormat.count(progress.steps))
        let rate = seconds > 0 ? Double(steps) / seconds : 0
        let left = rate > 0 ? Double(progress.steps - progress.step) / rate : 0
        let speed = NumberFormat.significant(3).text(rate)
        let rest = NumberFormat.duration.text(left)
        chart.status = phrase(
            "step \(step) of \(all), epoch \(progress.epoch) of \(progress.epochs), loss \(Self.loss(progress.loss)), \(speed) steps/s, at most \(rest) left",
            zh:
                "第 \(step) / \(all) 步，第 \(progress.epoch) / \(progress.epochs) 轮，损失 \(Self.loss(progress.loss))，每秒 \(speed) 步，最多还需 \(rest)"
        )
        return chart
    }

    private static func loss(_ value: Double) -> String { NumberFormat.fixed(4).text(value) }

    private var plannedEpochs: Int {
        run.settings.first { $0.name == "epochs" }.flatMap { Int($0.value) } ?? 1
    }

    private var lines: [LineChart.Series] {
        func scores(_ value: (TuningRun.Epoch) -> Double?) -> [LineChart.Point] {
            run.epochs.compactMap { epoch in value(epoch).map { .init(x: Double(epoch.number), y: $0) } }
        }
        let loss = run.curve.map { LineChart.Point(x: $0.epoch, y: $0.loss) }
        return [
            LineChart.Series(phrase("training loss", zh: "训练损失"), loss, isDense: true),
            LineChart.Series(phrase("dev loss", zh: "dev 损失"), scores(\.devLoss)),
            LineChart.Series(phrase("dev macro F1", zh: "dev 宏平均 F1"), scores(\.macroF1)),
        ].filter { !$0.points.isEmpty }
    }

    // MARK: Tables

    /// What it came to: the epochs, everything that was used, and where it is.
    var result: Page { Page([epochTable, KeyValues(title: phrase("Settings", zh: "设置"), facts)]) }

    private var hasDev: Bool { run.epochs.contains { $0.macroF1 != nil } }

    /// A row an epoch.
    var epochTable: Table {
        let rows = run.epochs.map { epoch -> [Cell] in
            let isKept = epoch.number == run.bestEpoch
            func figure(_ value: Double?, _ format: NumberFormat) -> Cell {
                guard let value else { return .missing }
                return isKept ? .strong(format.text(value)) : .number(value, format)
            }
            return [
                isKept ? .strong("\(epoch.number)") : .count(epoch.number), figure(epoch.loss, .fixed(4)),
            ]
                + (hasDev
                    ? [
                        figure(epoch.devLoss, .fixed(4)), figure(epoch.accuracy, .percent(1)),
                        figure(epoch.macroF1, .fixed(3)),
                    ] : [])
                // what an earlier kernel took isn't known
                + [epoch.seconds > 0 ? .number(epoch.seconds, .duration) : .missing]
        }
        let dev =
            hasDev
            ? [
                Table.Column.number(phrase("dev loss", zh: "dev 损失")),
                .number(phrase("dev accuracy", zh: "dev 准确率")),
                .number(phrase("dev macro F1", zh: "dev 宏平均 F1")),
            ] : []
        return Table(
            title: phrase("Training of \(run.subject.base)", zh: "训练 \(run.subject.base)"),
            columns: [.number(phrase("epoch", zh: "轮")), .number(phrase("loss", zh: "损失"))] + dev + [
                .number(phrase("time", zh: "用时"))
            ], rows: rows, notes: notes, limits: Table.Limits(rows: 60, columns: 6, cellWidth: 40))
    }

    private var notes: [String] {
        var notes: [String] = []
        if isKept {
            notes.append(
                phrase(
                    "kept from \(Self.time(run.started)): encoder, texts and settings are the same, so nothing was trained",
                    zh: "取自 \(Self.time(run.started)) 的运行：编码器、文本和设置都相同，没有重新训练"))
        }
        if let step = run.resumedAt {
            let count = NumberFormat.count(step)
            notes.append(phrase("continued from step \(count)", zh: "从第 \(count) 步继续"))
        }
        if let fault = run.ignoredCheckpoint {
            let reason =
                fault == "damaged"
                ? phrase("it was damaged", zh: "它已损坏") : phrase("it belongs to another run", zh: "它属于另一次运行")
            notes.append(
                phrase("begun anew: there was a checkpoint, but \(reason)", zh: "从头开始：有检查点，但\(reason)"))
        }
        if run.heldOut > 0 {
            let count = NumberFormat.count(run.heldOut)
            notes.append(
                phrase(
                    "judged on \(count) of the training texts, which were kept back, since no dev set was given",
                    zh: "没有给出 dev，从训练文本中留出 \(count) 篇来评判"))
        }
        return notes + [ending].compactMap(\.self)
    }

    /// Why it ended where it did, and which state was kept.
    private var ending: String? {
        let best = run.bestEpoch
        switch run.state {
        case .interrupted:
            let step = NumberFormat.count(run.steps)
            return best == 0
                ? phrase("interrupted at step \(step)", zh: "在第 \(step) 步被中断")
                : phrase(
                    "interrupted at step \(step); the best so far is kept, epoch \(best); run the cell again to go on",
                    zh: "在第 \(step) 步被中断；保留目前最好的第 \(best) 轮；再次运行单元格即可继续")
        case .early:
            return phrase(
                "ended early: no better score after epoch \(best), which is kept",
                zh: "提前结束：第 \(best) 轮之后没有更好，保留这一轮")
        case .finished where best == 0 && hasDev:
            return phrase(
                "no epoch judged dev better than the encoder as it was, which is kept",
                zh: "没有一轮在 dev 上好过原来的编码器，保留原样")
        case .finished where hasDev: return phrase("epoch \(best) is kept", zh: "保留第 \(best) 轮")
        case .finished:
            return phrase(
                "the last epoch is kept; with  dev …  the best one would be", zh: "保留最后一轮；写上  dev …  则保留最好的一轮"
            )
        case .running, .failed: return nil
        }
    }

    /// A time as it is read.
    static func time(_ text: String) -> String {
        String(text.map { $0 == "T" ? " " : $0 }.prefix { $0 != "Z" }) + (text.hasSuffix("Z") ? " UTC" : "")
    }

    // MARK: Facts

    /// Everything that was used, what was trained, how long it took, and where it is.
    private var facts: [KeyValues.Pair] {
        run.settings.map { .init($0.name, $0.value) } + TuningView.shares(of: run) + [
            .init(phrase("time", zh: "用时"), times), .init(phrase("saved in", zh: "保存在"), place),
        ]
    }

    private var times: String {
        let (all, frozen) = (
            NumberFormat.duration.text(run.seconds), NumberFormat.duration.text(run.frozenSeconds)
        )
        return phrase(
            "\(all), of which \(frozen) for the frozen part and the first step, once",
            zh: "\(all)，其中冻结部分和第一步 \(frozen)，只算一次")
    }

    private var place: String { home?.shown(folder) ?? folder }

    /// How much of an encoder was trained, and on what.
    static func shares(of run: TuningRun) -> [KeyValues.Pair] {
        var pairs: [KeyValues.Pair] = []
        if run.totalCount > 0 {
            let (trained, all) = (NumberFormat.count(run.trainedCount), NumberFormat.count(run.totalCount))
            let share = NumberFormat.percent(2).text(Double(run.trainedCount) / Double(run.totalCount))
            pairs.append(
                .init(
                    phrase("trained", zh: "训练的参数"),
                    phrase("\(trained) of \(all) numbers (\(share))", zh: "\(all) 个中的 \(trained) 个（\(share)）")
                ))
        }
        if run.cutTexts > 0 {
            let count = NumberFormat.count(run.cutTexts)
            pairs.append(
                .init(
                    phrase("cut texts", zh: "截断的文本"),
                    phrase("\(count) at the encoder's limit", zh: "\(count) 篇，超过编码器上限")))
        }
        return pairs
    }
}

/// The chart of a training, whose twin in plain text is the table of its epochs.
struct TuningChart: Displayable {
    let lines: [LineChart.Series]
    let epochs: Int
    let rows: Table
    /// What is told while it goes on.
    var status: String?

    private var chart: LineChart {
        LineChart(
            x: .init(phrase("epoch", zh: "轮"), .automatic, range: 0...Double(max(1, epochs))),
            y: .init(phrase("loss, score", zh: "损失、得分")), series: lines, notes: [status].compactMap(\.self))
    }

    var plainText: String {
        ([status].compactMap(\.self) + (rows.rows.isEmpty ? [] : [rows.plainText])).joined(separator: "\n")
    }

    var html: String { chart.html }
    var svg: String? { chart.svg }
}
