import Classifiers
import Display
import Phrases
import TextModels

/// How learning curves are shown.
struct LearningCurveView {
    /// What each recipe is called.
    let names: [String]
    /// For each recipe a point for each size.
    let points: [[LearningCurve.Point]]
    let score: Score
    let plan: FoldPlan
    /// What the texts are called.
    let place: String

    /// A line for each recipe on texts it has not seen, dashed ones on those it has.
    var chart: LineChart {
        let seen =
            points.count > 2
            ? []
            : zip(names, points).map { name, own in
                LineChart.Series(
                    phrase("\(name), on its training texts", zh: "\(name)，在训练文本上"),
                    own.map { .init(x: Double($0.texts), y: Spread($0.train).mean) }, isReference: true)
            }
        let unseen = zip(names, points).map { name, own in
            LineChart.Series(
                name,
                own.map { point in
                    let spread = Spread(point.test)
                    return .init(x: Double(point.texts), y: spread.mean, spread: spread.deviation)
                })
        }
        return LineChart(
            title: phrase(
                "Learning curve: \(score.name) on \(place), \(plan.title)",
                zh: "学习曲线：\(score.name)，\(place)，\(plan.title)"),
            x: .init(phrase("training texts", zh: "训练文本数"), .automatic, isLogarithmic: true),
            y: .init(score.name, score.format), series: unseen + seen,
            notes: zip(names, points).compactMap(lastStep)
                + [phrase("band: one standard deviation over folds", zh: "色带：各折的一个标准差")] + plan.notes)
    }

    /// What the last addition of texts brought.
    private func lastStep(_ name: String, _ own: [LearningCurve.Point]) -> String? {
        guard own.count > 1 else { return nil }
        let (before, after) = (own[own.count - 2], own[own.count - 1])
        let change = Spread(after.test).mean - Spread(before.test).mean
        guard change.isFinite else { return nil }
        let (from, to) = (NumberFormat.count(before.texts), NumberFormat.count(after.texts))
        let amount = score.format.text(change, signed: true)
        return phrase(
            "\(name): from \(from) to \(to) texts \(score.name) changed by \(amount)",
            zh: "\(name)：从 \(from) 篇增加到 \(to) 篇，\(score.name)变化 \(amount)")
    }
}
