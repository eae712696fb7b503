import Display
import Encoders
import Phrases
import TextModels

/// What is known of an encoder: its sizes and settings, and how it came to be when `finetune` made it.
struct EncoderView {
    let reference: EncoderReference
    let library: EncoderLibrary

    private var run: TuningRun? { TuningRuns(home: library.home).run(reference.name) }

    /// A line: `minilm, tuned on train: layers 2, full, dev macro F1 0.812`.
    var line: String {
        guard let run else { return reference.name }
        func setting(_ name: String) -> String { run.settings.first { $0.name == name }?.value ?? "" }
        let score = run.best?.macroF1.map { NumberFormat.fixed(3).text($0) }
        let (layers, method) = (setting("layers"), setting("method"))
        return phrase(
            "\(run.subject.base), tuned on \(run.subject.data): layers \(layers), \(method)"
                + (score.map { ", dev macro F1 \($0)" } ?? ""),
            zh: "\(run.subject.base)，在 \(run.subject.data) 上微调：layers \(layers)，\(method)"
                + (score.map { "，dev 宏平均 F1 \($0)" } ?? ""))
    }

    /// Name, sizes and settings.
    var card: KeyValues { KeyValues(title: phrase("Encoder", zh: "编码器"), basics + tuned) }

    /// The card with all that is known of how it was made.
    var auditCard: Page {
        let card = KeyValues(
            title: phrase("Encoder", zh: "编码器"), basics + [identity].compactMap(\.self) + tuned + making)
        guard let run else { return Page([card]) }
        let settings = run.settings.map { KeyValues.Pair($0.name, $0.value) }
        return Page([card, KeyValues(title: phrase("Settings", zh: "设置"), settings)])
    }

    private var basics: [KeyValues.Pair] {
        var pairs = [KeyValues.Pair(phrase("name", zh: "名字"), reference.name)]
        // An encoder that isn't there is shown by its name alone; using it gives the full error.
        if let encoder = try? library.encoder(reference) {
            pairs += [
                .init(phrase("family", zh: "模型结构"), encoder.configuration.modelType),
                .init(phrase("dimensions", zh: "维数"), NumberFormat.count(encoder.dimension)),
                .init(phrase("layers", zh: "层数"), NumberFormat.count(encoder.layerCount)),
                .init(phrase("heads a layer", zh: "每层的注意力头"), NumberFormat.count(encoder.headCount)),
                .init(phrase("most tokens", zh: "词元上限"), NumberFormat.count(encoder.maximumTokens)),
                .init(phrase("pooling", zh: "汇聚方式"), PoolingMode.text(encoder.pooling)),
                .init(phrase("layer", zh: "取哪一层"), encoder.layers.description),
                .init(phrase("precision", zh: "数值精度"), (encoder.settings.precision ?? .float32).rawValue),
            ]
            if !encoder.prefix.isEmpty { pairs.append(.init(phrase("prefix", zh: "前缀"), encoder.prefix)) }
        }
        return pairs
    }

    private var identity: KeyValues.Pair? {
        (try? library.encoder(reference)).map { .init("SHA-256", $0.hash) }
    }

    private var tuned: [KeyValues.Pair] { run == nil ? [] : [.init(phrase("tuned", zh: "微调"), line)] }

    private var making: [KeyValues.Pair] {
        guard let run else { return [] }
        let subject = run.subject
        let (train, dev) = (NumberFormat.count(subject.trainTexts), NumberFormat.count(subject.devTexts))
        let labels = subject.labels.joined(separator: phrase(", ", zh: "、"))
        var pairs: [KeyValues.Pair] = [
            .init(
                phrase("base", zh: "基础"),
                "\(subject.base), SHA-256 \(subject.baseHash)"),
            .init(
                phrase("trained on", zh: "训练数据"),
                phrase(
                    "\(subject.data), \(train) texts: \(labels)", zh: "\(subject.data)，\(train) 篇文本：\(labels)"
                )),
        ]
        if let name = subject.dev {
            pairs.append(
                .init(
                    phrase("judged on", zh: "评判数据"), phrase("\(name), \(dev) texts", zh: "\(name)，\(dev) 篇文本")
                ))
        }
        if let best = run.best, let accuracy = best.accuracy, let macroF1 = best.macroF1 {
            let (right, f1) = (NumberFormat.percent(1).text(accuracy), NumberFormat.fixed(3).text(macroF1))
            pairs.append(
                .init(
                    phrase("scores", zh: "得分"),
                    phrase(
                        "epoch \(best.number): dev accuracy \(right), macro F1 \(f1)",
                        zh: "第 \(best.number) 轮：dev 准确率 \(right)，宏平均 F1 \(f1)")))
        }
        return pairs + TuningView.shares(of: run) + [
            .init(phrase("made by", zh: "来历"), subject.statement),
            .init(phrase("trained at", zh: "训练于"), TuningView.time(run.started)),
        ]
    }
}
