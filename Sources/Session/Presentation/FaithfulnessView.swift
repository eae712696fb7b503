import Display
import Explanations
import Phrases
import TextModels

/// How the faithfulness of explanations is shown.
struct FaithfulnessView {
    let trial: FaithfulnessTrial
    /// What the model is called.
    let title: String
    /// What the texts are called.
    let place: String
    /// How many texts could have been taken.
    let readable: Int
    let hasEncoder: Bool

    private static let digits = NumberFormat.fixed(3)
    private var measures: [Faithfulness.Measure] { Faithfulness.Measure.allCases }

    /// The figures, by how much they are better than random order, and the curves.
    func page() -> Page {
        let deletion = chart(
            phrase("Words removed, those ranked first first", zh: "从排在最前的词开始删除"),
            phrase("share removed", zh: "已删除的比例"), \.deletion)
        let insertion = chart(
            phrase("Words put in, those ranked first first", zh: "从排在最前的词开始放入"),
            phrase("share put in", zh: "已放入的比例"), \.insertion)
        return Page([figures, gains, deletion, insertion], picture: deletion)
    }

    private func name(_ method: String) -> String {
        method == "random" ? phrase("random order", zh: "随机次序") : "by \(method)"
    }

    private func header(_ measure: Faithfulness.Measure) -> String {
        switch measure {
        case .comprehensiveness: phrase("comprehensiveness ↑", zh: "删去前列词的下降（comprehensiveness）↑")
        case .sufficiency: phrase("sufficiency ↓", zh: "只留前列词的下降（sufficiency）↓")
        case .deletion: phrase("deletion area ↓", zh: "删除曲线面积 ↓")
        case .insertion: phrase("insertion area ↑", zh: "放入曲线面积 ↑")
        }
    }

    private var all: [(name: String, figures: Faithfulness)] {
        trial.comparison.methods.map { ($0.name, $0.mean) } + [("random", trial.comparison.random)]
    }

    private var figures: Table {
        let texts = NumberFormat.count(trial.comparison.texts)
        let of = NumberFormat.count(readable)
        return Table(
            title: phrase(
                "Faithfulness of explanations of \(title) on \(texts) of \(of) texts of \(place)",
                zh: "\(title) 的解释的忠实度：取 \(place) 的 \(of) 篇文本中的 \(texts) 篇"),
            columns: [.init(phrase("ranking", zh: "排序方法"))] + measures.map { .number(header($0)) },
            rows: all.map { one in
                [.strong(name(one.name))] + measures.map { .number(one.figures.value($0), Self.digits) }
            },
            notes: [
                trial.hasProbabilities
                    ? phrase(
                        "figures are of the probability of the predicted label; ↑ higher is better, ↓ lower is better",
                        zh: "数字都是所预测标签的概率；↑ 越高越好，↓ 越低越好")
                    : phrase(
                        "figures are of the score of the predicted label; ↑ higher is better, ↓ lower is better",
                        zh: "数字都是所预测标签的得分；↑ 越高越好，↓ 越低越好"),
                phrase(
                    "comprehensiveness: mean fall without the first 1, 5, 10, 20 and 50 % of words; sufficiency: mean fall with only those",
                    zh: "comprehensiveness：删去前 1、5、10、20、50 % 的词后的平均下降；sufficiency：只留这些词时的平均下降"),
            ])
    }

    private var gains: Table {
        Table(
            title: phrase("Better than random order by", zh: "比随机次序好多少"),
            columns: [.init(phrase("ranking", zh: "排序方法"))] + measures.map { .init(header($0)) },
            rows: trial.comparison.methods.map { method in
                [.strong(name(method.name))] + method.gains.map { .text(Self.text($0)) }
            },
            notes: verdicts + [
                phrase(
                    "in brackets: 95 % interval, bootstrap of the texts; above 0 is better in every column",
                    zh: "方括号内为 95 % 区间（对文本自助抽样）；各列都是大于 0 为好"),
                phrase(
                    "\(NumberFormat.count(trial.scored)) texts scored; random order is the mean of \(FaithfulnessTrial.randomOrders) orders a text",
                    zh:
                        "共给 \(NumberFormat.count(trial.scored)) 篇文本打分；随机次序是每篇文本 \(FaithfulnessTrial.randomOrders) 种次序的平均"
                ),
                phrase(
                    "texts with gaps are unlike those the model was trained on: this compares rankings, it proves none",
                    zh: "删过词的文本与训练文本并不相似：这里只是比较各种排序，不能证明哪一种正确"),
            ], limits: Table.Limits(columns: 5, cellWidth: 60))
    }

    private static func text(_ gain: FaithfulnessComparison.Gain) -> String {
        let (low, high) = (gain.interval.lowerBound, gain.interval.upperBound)
        return
            "\(digits.text(gain.mean, signed: true)) [\(digits.text(low, signed: true)), \(digits.text(high, signed: true))]"
    }

    /// What the intervals say, and which methods could not be measured.
    private var verdicts: [String] {
        let methods = trial.comparison.methods.map { method in
            let name = name(method.name)
            guard let gain = method.gain(.comprehensiveness) else { return name }
            if gain.includesZero {
                return phrase(
                    "\(name): the interval of comprehensiveness includes 0, so it is not surely better than random order",
                    zh: "\(name)：comprehensiveness 的区间包含 0，不能肯定它比随机次序好")
            }
            return gain.mean > 0
                ? phrase("\(name): better than random order", zh: "\(name)：比随机次序好")
                : phrase("\(name): worse than random order", zh: "\(name)：不如随机次序")
        }
        guard !trial.methods.contains(.contribution) else { return methods }
        return methods + [
            phrase(
                "by contribution is left out: this model's score can't be shared exactly among words",
                zh: "没有 by contribution：这个模型的得分无法精确地分给各个词")
        ]
    }

    private func chart(
        _ title: String, _ axis: String, _ curve: (Faithfulness) -> [Double]
    ) -> LineChart {
        let value =
            trial.hasProbabilities
            ? phrase("mean probability", zh: "平均概率") : phrase("mean score", zh: "平均得分")
        return LineChart(
            title: title, x: .init(axis, .percent(0)), y: .init(value, Self.digits),
            series: all.map { one in
                LineChart.Series(
                    name(one.name),
                    zip(Faithfulness.curveShares, curve(one.figures)).map { .init(x: $0, y: $1) })
            })
    }
}
