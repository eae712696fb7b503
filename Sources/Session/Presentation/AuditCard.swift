import Classifiers
import Display
import Phrases
import TextModels

/// All that is known of how a model was made: what `describe` shows of it.
struct AuditCard {
    let model: TextModel
    let check: ModelCheck

    /// The card.
    var card: KeyValues {
        KeyValues(
            title: phrase("Model", zh: "模型"),
            ModelView.basics(model) + data + making + afterwards
                + [.init(phrase("new texts", zh: "新文本"), updating)])
    }

    private var provenance: TextModel.Provenance { model.provenance }

    // MARK: Data

    private var data: [KeyValues.Pair] {
        let origin = TextModel.Origin(
            dataset: provenance.dataset, dataFile: provenance.dataFile, dataHash: provenance.dataHash)
        var pairs: [KeyValues.Pair] = []
        if let text = Self.text(origin) {
            pairs.append(
                .init(
                    phrase("trained on", zh: "训练数据"),
                    text + (check.data.map { phrase("; ", zh: "；") + $0.finding.ofData } ?? "")))
        }
        let lines = (provenance.statement ?? "").split(separator: "\n").map(String.init)
        for (number, line) in lines.enumerated() {
            pairs.append(.init(number == 0 ? phrase("made by", zh: "来历") : "", line))
        }
        for (place, encoder) in model.features.encoders.enumerated() {
            let finding = check.encoders.indices.contains(place) ? check.encoders[place].finding : .absent
            pairs.append(
                .init(
                    phrase("encoder", zh: "编码器"),
                    "\(encoder.reference.name), SHA-256 \(encoder.hash)" + phrase("; ", zh: "；")
                        + finding.ofEncoder))
        }
        return pairs
    }

    /// A dataset's name, file and hash.
    private static func text(_ origin: TextModel.Origin) -> String? {
        let parts = [
            origin.dataset, origin.dataFile.map { phrase("file \($0)", zh: "文件 \($0)") },
            origin.dataHash.map { "XXH64 " + hexadecimal($0) },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: phrase(", ", zh: "，"))
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Making

    private var making: [KeyValues.Pair] {
        var pairs: [KeyValues.Pair] = []
        if let tuning = provenance.tuning {
            pairs.append(.init(phrase("tuned", zh: "调参"), Self.text(tuning)))
        }
        let version = provenance.version.map { "Loupe \($0)" }
        let known = [provenance.date.map(Self.time), version].compactMap(\.self)
        pairs.append(
            .init(
                phrase("fitted", zh: "训练于"),
                known.isEmpty
                    ? phrase("not known: an older Loupe saved it", zh: "未知：由旧版 Loupe 保存")
                    : known.joined(separator: phrase(", ", zh: "，"))))
        return pairs
    }

    private static func text(_ tuning: TextModel.Tuning) -> String {
        let score = Score(rawValue: tuning.score)
        let name = score?.name ?? tuning.score
        let mean = (score?.format ?? .fixed(3)).text(tuning.mean)
        let search =
            switch tuning.search {
            case "random": phrase("chance", zh: "随机搜索")
            case "halving": phrase("halving", zh: "逐轮淘汰")
            default: phrase("grid", zh: "网格搜索")
            }
        let (tried, all) = (NumberFormat.count(tuning.tried), NumberFormat.count(tuning.combinations))
        return phrase(
            "the best of \(tried) combinations tried, of \(all) (\(search)): \(name) \(mean) over \(tuning.folds) folds, seed \(tuning.seed)",
            zh: "\(all) 个组合中试了 \(tried) 个（\(search)），取最好的：\(tuning.folds) 折\(name) \(mean)，种子 \(tuning.seed)")
    }

    /// A time as it is read: `2026-11-28 12:00:00 UTC`.
    private static func time(_ text: String) -> String {
        String(text.map { $0 == "T" ? " " : $0 }.prefix { $0 != "Z" }) + (text.hasSuffix("Z") ? " UTC" : "")
    }

    // MARK: Afterwards

    private var afterwards: [KeyValues.Pair] {
        var pairs: [KeyValues.Pair] = []
        for (number, update) in (provenance.updates ?? []).enumerated() {
            pairs.append(.init(phrase("update \(number + 1)", zh: "更新 \(number + 1)"), Self.text(update)))
        }
        pairs.append(.init(phrase("calibration", zh: "校准"), calibration))
        let threshold = model.abstention.map { NumberFormat.percent(1).text($0) }
        pairs.append(
            .init(
                phrase("abstains", zh: "不作判断"),
                threshold.map { phrase("below a confidence of \($0)", zh: "置信度低于 \($0) 时") }
                    ?? phrase("never", zh: "从不")))
        return pairs
    }

    private static func text(_ update: TextModel.Update) -> String {
        let rows = NumberFormat.count(update.origin.rows)
        var parts = [phrase("\(rows) texts", zh: "\(rows) 篇文本")]
        if let text = text(update.origin) { parts.append(text) }
        if !update.newLabels.isEmpty {
            let labels = update.newLabels.joined(separator: phrase(", ", zh: "、"))
            parts.append(phrase("new labels \(labels)", zh: "新标签 \(labels)"))
        }
        parts.append(
            update.isRefit
                ? phrase("fitted anew to old and new texts", zh: "在新旧文本上重新拟合")
                : phrase("added exactly", zh: "精确加入"))
        if let date = update.origin.date { parts.append(time(date)) }
        return parts.joined(separator: phrase("; ", zh: "；"))
    }

    private var calibration: String {
        guard let found = model.calibration else { return phrase("none", zh: "无") }
        var parts = [found.method.title]
        if let origin = provenance.calibration {
            let rows = NumberFormat.count(origin.rows)
            parts.append(phrase("learnt on \(rows) texts", zh: "在 \(rows) 篇文本上学得"))
            if let text = Self.text(origin) { parts.append(text) }
            if let date = origin.date { parts.append(Self.time(date)) }
        }
        return parts.joined(separator: phrase("; ", zh: "；"))
    }

    /// Whether it can take in new texts, and with what.
    private var updating: String {
        model.needsOldTexts == nil
            ? phrase("update adds them alone, exactly", zh: "update 只用新文本就能精确加入")
            : phrase("update needs its training texts too:  keeping …", zh: "update 还需要它的训练文本： keeping …")
    }
}

extension Calibration.Method {
    /// What it is called.
    fileprivate var title: String {
        switch self {
        case .temperature: phrase("temperature", zh: "温度缩放")
        case .platt: phrase("Platt", zh: "Platt 缩放")
        case .isotonic: phrase("isotonic", zh: "保序回归")
        }
    }
}

extension ModelCheck.Finding {
    /// Of the file of the training texts.
    var ofData: String {
        switch self {
        case .same: phrase("the file is here, unchanged", zh: "文件在这里，没有变化")
        case .changed: phrase("the file is here, but has other contents now", zh: "文件在这里，但内容已变")
        case .absent: phrase("the file is not here", zh: "文件不在这里")
        }
    }

    /// Of an encoder.
    var ofEncoder: String {
        switch self {
        case .same: phrase("here, with the same weights and settings", zh: "在这里，权重和设置相同")
        case .changed: phrase("here, but with other weights or settings", zh: "在这里，但权重或设置不同")
        case .absent: phrase("not here", zh: "不在这里")
        }
    }
}

extension ModelCheck {
    /// What `open` says: that the file is whole, and what of its making is at hand.
    var line: String {
        var parts = [
            phrase("the file is whole (its SHA-256 is right)", zh: "文件完整（SHA-256 相符）")
        ]
        for (name, finding) in encoders {
            parts.append(
                phrase("encoder \(name): \(finding.ofEncoder)", zh: "编码器 \(name)：\(finding.ofEncoder)"))
        }
        if let data {
            parts.append(
                phrase(
                    "data \(data.file): \(data.finding.ofData)", zh: "数据 \(data.file)：\(data.finding.ofData)")
            )
        }
        return parts.joined(separator: phrase("; ", zh: "；")) + "\n"
    }
}
