import Display
import Explanations
import Phrases
import TextModels

/// What was measured of a model's explanations in this session.
struct KnownFaithfulness: Sendable, Equatable {
    /// The model that it was measured of, as a value: another name for it has the same, a model fitted anew hasn't.
    let model: TextModel
    /// What was measured.
    let trial: FaithfulnessTrial
    /// What the texts are called.
    let place: String

    /// The line under an explanation; nil when its way of ranking was not measured.
    func line(for explanation: TextExplanation) -> String? {
        let method: FaithfulnessTrial.Method
        switch explanation.content {
        case .contribution: method = .contribution
        case .occlusion: method = .occlusion
        case .shapley: return nil
        }
        guard let own = trial.comparison.methods.first(where: { $0.name == method.rawValue }),
            let gain = own.gain(.comprehensiveness)
        else { return nil }
        let texts = NumberFormat.count(trial.comparison.texts)
        let digits = NumberFormat.fixed(3)
        let mean = digits.text(gain.mean, signed: true)
        let (low, high) = (
            digits.text(gain.interval.lowerBound, signed: true),
            digits.text(gain.interval.upperBound, signed: true)
        )
        if gain.includesZero {
            return phrase(
                "faithfulness: on \(texts) texts of \(place) the words that rank first by \(method.rawValue) did not matter surely more than "
                    + "random ones (\(mean), 95 % interval \(low) to \(high), includes 0)",
                zh:
                    "忠实度：在 \(place) 的 \(texts) 篇文本上，不能肯定 \(method.rawValue) 排在前面的词比随机的词更重要（\(mean)，95 % 区间 \(low) 到 \(high)，包含 0）"
            )
        }
        let verdict =
            gain.mean > 0
            ? phrase("mattered more than random ones", zh: "比随机的词更重要")
            : phrase("mattered less than random ones", zh: "不如随机的词重要")
        return phrase(
            "faithfulness: on \(texts) texts of \(place) the words that rank first by \(method.rawValue) \(verdict) "
                + "(\(mean) in comprehensiveness, 95 % interval \(low) to \(high))",
            zh:
                "忠实度：在 \(place) 的 \(texts) 篇文本上，\(method.rawValue) 排在前面的词\(verdict)（comprehensiveness \(mean)，95 % 区间 \(low) 到 \(high)）"
        )
    }
}
