import Encoders
import Language
import Phrases

extension RunProblem {
    /// Why an encoder couldn't be tuned.
    static func tuning(_ error: EncoderError) -> RunProblem {
        switch error {
        case .unfitTexts(let fault, let isDev):
            .solver(
                head: "finetune",
                reason: (isDev ? phrase("the dev set: ", zh: "验证集：") : "") + fault.reason, help: fault.help)
        case .badTuningSetting(let setting, let value, let allowed):
            .encoderSetting(
                setting: setting, value: "\(value)",
                allowed: phrase(
                    "it may be \(allowed.lowerBound) to \(allowed.upperBound)",
                    zh: "可以是 \(allowed.lowerBound) 到 \(allowed.upperBound)"))
        case .clashingSettings(let first, let second):
            .solver(
                head: "finetune",
                reason: phrase(
                    "\(second) moves what stands below the trained layers, and with \(first) nothing does",
                    zh: "\(second) 改动的是训练层下面的状态，而用了 \(first) 就没有这样的状态"),
                help: phrase("leave out one of them", zh: "去掉其中一个"))
        case .diverged(let loss, let step, let rate):
            .diverged(step: step, loss: loss, rate: rate)
        default: .internal("\(error)")
        }
    }
}

extension TuningTextsFault {
    /// What to do about it, where that isn't plain.
    fileprivate var help: String? {
        guard case .allCut = self else { return nil }
        return phrase(
            "cut the texts into shorter ones, a row each, or take an encoder that reads longer texts",
            zh: "把文本切成较短的几段，每段一行，或换一个能读更长文本的编码器")
    }

    /// The reason in a few words.
    fileprivate var reason: String {
        switch self {
        case .none: phrase("there are no texts", zh: "没有文本")
        case .unknownLabel(let row):
            phrase("row \(row + 1) has no label that is known", zh: "第 \(row + 1) 行没有已知的标签")
        case .oneLabel(let label, let rows):
            phrase("all \(rows) texts have the label \(label)", zh: "\(rows) 篇文本的标签都是 \(label)")
        case .untrainedLabel(let label, let rows):
            phrase(
                "\(rows) texts have the label \(label), which no training text has",
                zh: "\(rows) 篇文本的标签 \(label) 在训练文本中没有")
        case .allCut(let texts, let limit):
            phrase(
                "each of the \(texts) texts is longer than \(limit) tokens, and would be cut",
                zh: "\(texts) 篇文本都超过 \(limit) 个词元，会被截断")
        }
    }
}
