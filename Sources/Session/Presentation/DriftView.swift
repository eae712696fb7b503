import Classifiers
import Display
import Phrases
import TextModels

/// How an update is shown: what became of the model, how the new texts differ, and what follows from that.
struct DriftView {
    let title: String
    /// The updated model.
    let model: TextModel
    let drift: Drift
    /// Whether the head was fitted anew to old and new texts.
    let isRefit: Bool
    /// Differences less likely than this are called so.
    private static let level = 0.01

    /// Card, shares of labels, and a reading.
    var page: Page { Page([card, labels, Paragraph(reading)]) }

    // MARK: The card

    private var card: KeyValues {
        var pairs = [
            KeyValues.Pair(phrase("texts", zh: "文本"), counts),
            .init(
                phrase("features", zh: "特征"),
                phrase(
                    "as they were fitted: vocabulary, document frequencies and scaling stay",
                    zh: "保持训练时的样子：词表、文档频率和缩放都不变")),
            .init(phrase("head", zh: "分类头"), head),
        ]
        if drift.judged > 0 { pairs.append(.init(phrase("before it", zh: "更新之前"), judgement)) }
        if let test = drift.labelTest {
            pairs.append(.init(phrase("labels", zh: "标签"), labelText(test)))
        } else {
            pairs.append(
                .init(
                    phrase("labels", zh: "标签"),
                    phrase("too few texts to test whether shares differ", zh: "文本太少，无法检验比例是否不同")))
        }
        for words in drift.words { pairs.append(.init(words.block, text(words))) }
        for vectors in drift.vectors { pairs.append(.init(vectors.block, text(vectors))) }
        return KeyValues(title: title, pairs)
    }

    private var counts: String {
        let (new, old) = (NumberFormat.count(drift.texts), NumberFormat.count(drift.trainingTexts))
        let known =
            drift.repeated == 0
            ? ""
            : phrase(
                "; \(NumberFormat.count(drift.repeated)) of the new ones were trained on already",
                zh: "；新文本中有 \(NumberFormat.count(drift.repeated)) 篇已经训练过")
        return phrase("\(new) new beside \(old) old\(known)", zh: "新文本 \(new) 篇，旧文本 \(old) 篇\(known)")
    }

    private var head: String {
        let all = NumberFormat.count(drift.texts + drift.trainingTexts)
        guard isRefit else {
            return phrase(
                "as if it had been fitted to all \(all) texts from the first, to rounding",
                zh: "如同一开始就在全部 \(all) 篇文本上拟合，只差舍入误差")
        }
        guard model.convergence.iterations > 0 else {
            return phrase("fitted anew to all \(all) texts", zh: "在全部 \(all) 篇文本上重新拟合")
        }
        let steps = model.convergence.iterations
        return phrase(
            "fitted anew to all \(all) texts from the weights it had, \(steps) steps",
            zh: "从原来的权重出发，在全部 \(all) 篇文本上重新拟合，迭代 \(steps) 次")
    }

    private var judgement: String {
        let format = NumberFormat.percent(1)
        let share = format.text(Double(drift.right) / Double(drift.judged))
        let interval = ProportionInterval.wilson(successes: drift.right, of: drift.judged)
        let range = "\(format.text(interval.lower)) – \(format.text(interval.upper))"
        return phrase(
            "the old model labels \(share) of the \(NumberFormat.count(drift.judged)) new texts as they are labelled (95 % interval \(range))",
            zh: "旧模型对 \(NumberFormat.count(drift.judged)) 篇新文本判对 \(share)（95 % 置信区间 \(range)）")
    }

    private func labelText(_ test: HomogeneityTest) -> String {
        let share = NumberFormat.percent(1).text(drift.labelDistance)
        let statistic = NumberFormat.fixed(1).text(test.statistic)
        let p = Self.probability(test.p)
        return phrase(
            "\(share) of the texts would need another label to have the old shares (χ² \(statistic) with \(test.freedom) df, \(p))",
            zh: "要恢复原来的比例，\(share) 的文本得换标签（χ² \(statistic)，自由度 \(test.freedom)，\(p)）")
    }

    private func text(_ words: Drift.Words) -> String {
        let format = NumberFormat.percent(1)
        let share = format.text(words.new.unknownShare)
        let now =
            words.areWords
            ? phrase(
                "\(share) of the new texts' words are unknown to the model",
                zh: "新文本中 \(share) 的词模型不认识")
            : phrase(
                "\(share) of the new texts' character sequences are unknown to the model",
                zh: "新文本中 \(share) 的字符片段模型不认识")
        guard let old = words.old else { return now }
        let expected = format.text(old.expectedShare)
        return phrase(
            "\(now); \(expected) would be expected of texts like the old ones (Good–Turing)",
            zh: "\(now)；如果与旧文本同类，预计为 \(expected)（Good–Turing 估计）")
    }

    private func text(_ vectors: Drift.Vectors) -> String {
        let ratio = NumberFormat.fixed(2).text(vectors.ratio)
        let p = Self.probability(vectors.p)
        return phrase(
            "squared distance of the mean vectors: \(ratio) times what chance gives (\(p), Box's scaled χ²)",
            zh: "两组平均向量的平方距离：是随机差异的 \(ratio) 倍（\(p)，Box 的缩放 χ² 近似）")
    }

    private static func probability(_ p: Double) -> String {
        p < 0.001 ? "p < 0.001" : "p = \(NumberFormat.fixed(3).text(p))"
    }

    // MARK: Shares of labels

    private var labels: Table {
        let format = NumberFormat.percent(1)
        let rows = drift.labels.map { label -> [Cell] in
            let name =
                label.old == 0 ? phrase("\(label.label) (new)", zh: "\(label.label)（新标签）") : label.label
            return [
                .strong(name), .count(label.old),
                .number(Double(label.old) / Double(max(1, drift.trainingTexts)), format), .count(label.new),
                .number(Double(label.new) / Double(max(1, drift.texts)), format),
            ]
        }
        return Table(
            columns: [
                .init(phrase("label", zh: "标签")), .number(phrase("old texts", zh: "旧文本")),
                .number(phrase("share", zh: "比例")), .number(phrase("new texts", zh: "新文本")),
                .number(phrase("share", zh: "比例")),
            ], rows: rows)
    }

    // MARK: Reading

    /// What differs, in a few words each.
    private var differences: [String] {
        var found: [String] = []
        if let test = drift.labelTest, test.p < Self.level {
            found.append(phrase("the shares of the labels", zh: "标签的比例"))
        }
        let strange = drift.words.filter { words in
            guard let old = words.old else { return false }
            let (now, expected) = (words.new.unknownShare, old.expectedShare)
            return now > expected + 0.05 && now > 1.5 * expected
        }
        if !strange.isEmpty { found.append(phrase("the words", zh: "用词")) }
        if drift.vectors.contains(where: { $0.p < Self.level }) {
            found.append(phrase("what the texts are about or how they are written", zh: "内容或写法"))
        }
        return found
    }

    private var reading: String {
        guard !differences.isEmpty else {
            return phrase(
                "No sign that the new texts are of another kind than the old ones.",
                zh: "没有迹象表明新文本与旧文本不是同一类。")
        }
        let list = differences.joined(separator: phrase("; ", zh: "、"))
        return phrase(
            "The new texts differ from the old ones in: \(list). Judge the new model on texts like those that it will meet.",
            zh: "新文本与旧文本不同之处：\(list)。请在今后会遇到的那类文本上评估新模型。")
    }
}
