import Classifiers
import Display
import Language
import Phrases
import TextModels

/// How a search of parameters is shown: a table, and a chart of one parameter or of the best combinations.
struct SearchView {
    /// What was filled in, for each candidate.
    let settings: [[Language.Recipe.Setting]]
    let outcome: ParameterSearch.Outcome
    let score: Score
    let plan: FoldPlan
    /// How many combinations there are, tried or not.
    let combinations: Int
    /// What the texts are called.
    let place: String
    let texts: Int

    /// Table and chart.
    var page: Page { Page([table, chart]) }

    /// The candidates, best first; of a search in rounds, those that came farthest first.
    private var ranked: [ParameterSearch.Result] {
        outcome.results.sorted { left, right in
            if left.candidate == outcome.best || right.candidate == outcome.best {
                return left.candidate == outcome.best && right.candidate != outcome.best
            }
            if left.texts != right.texts { return left.texts > right.texts }
            if score.isBetter(left.mean, than: right.mean) { return true }
            if score.isBetter(right.mean, than: left.mean) { return false }
            return left.candidate < right.candidate
        }
    }

    /// The names of the options, with their component where two are called alike.
    private var options: [String] {
        let first = settings.first ?? []
        return first.map { setting in
            let isUnique = first.count { $0.option == setting.option } == 1
            return isUnique ? setting.option : "\(setting.component) \(setting.option)"
        }
    }

    private var table: Table {
        let isHalving = outcome.rounds.count > 1
        let rows = ranked.map { result -> [Cell] in
            let isBest = result.candidate == outcome.best
            let values = settings[result.candidate].map { setting -> Cell in
                let text = RecipePrinter.text(setting.value)
                return isBest ? .strong(text) : .text(text)
            }
            let spread = Spread(result.values).text(score.format)
            return values + [isBest ? .strong(spread) : .text(spread)]
                + (isHalving ? [.count(result.texts)] : []) + [.number(result.fitSeconds, .duration)]
        }
        return Table(
            title: title,
            columns: options.map { .number($0) } + [.number(score.name)]
                + (isHalving ? [.number(phrase("texts", zh: "文本数"))] : [])
                + [.number(phrase("fit", zh: "训练用时"))],
            rows: rows, notes: notes, limits: Table.Limits(rows: 20, columns: 20, cellWidth: 40))
    }

    private var title: String {
        let tried = NumberFormat.count(outcome.results.count)
        let all =
            combinations == outcome.results.count
            ? tried
            : phrase(
                "\(tried) of \(NumberFormat.count(combinations))",
                zh: "\(NumberFormat.count(combinations)) 中的 \(tried)")
        return phrase(
            "Search: \(all) combinations on \(place), \(NumberFormat.count(texts)) texts, \(plan.title)",
            zh: "参数搜索：\(all) 个组合，\(place)，\(NumberFormat.count(texts)) 篇文本，\(plan.title)")
    }

    private var notes: [String] {
        var notes = [
            phrase(
                "mean ± standard deviation over folds, best first; of equal ones the simpler: the stronger penalty, the shorter sequences",
                zh: "各折的均值 ± 标准差，最好的在前；相等时取更简单的：正则化更强，词组更短")
        ]
        if outcome.rounds.count > 1 {
            let rounds = outcome.rounds.map(NumberFormat.count).joined(separator: ", ")
            notes.append(
                phrase(
                    "rounds on \(rounds) texts, the best third going on each time",
                    zh: "依次用 \(rounds) 篇文本，每轮留下最好的三分之一"))
        }
        notes.append(
            phrase(
                "the best score is a little too good, for it was chosen as the best: judge the model on a test set",
                zh: "最好的分数略偏乐观，因为它正是选出来的最好的：请在测试集上检验模型"))
        return notes + plan.notes
    }

    // MARK: chart

    /// The best over one parameter of numbers, a line for each combination of the others; bars when there is none.
    private var chart: any Displayable {
        guard let axis = numericOption else { return bars }
        var lines: [(name: String, points: [LineChart.Point])] = []
        for result in outcome.results {
            let own = settings[result.candidate]
            guard let x = own[axis].value.number, result.mean.isFinite else { continue }
            let others = own.indices.filter { $0 != axis }
            let name = others.map { "\(options[$0]) \(RecipePrinter.text(own[$0].value))" }.joined(
                separator: ", ")
            let point = LineChart.Point(
                x: x, y: result.mean, spread: result.deviation.isFinite ? result.deviation : nil)
            if let line = lines.firstIndex(where: { $0.name == name }) {
                lines[line].points.append(point)
            } else {
                lines.append((name, [point]))
            }
        }
        guard lines.count <= 6 else { return bars }
        let values = lines.flatMap { $0.points.map(\.x) }
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        return LineChart(
            x: .init(options[axis], isLogarithmic: low > 0 && high / max(low, 1e-300) >= 20),
            y: .init(score.name, score.format),
            series: lines.map { line in
                LineChart.Series(
                    line.name.isEmpty ? score.name : line.name, line.points.sorted { $0.x < $1.x })
            }, notes: [phrase("band: one standard deviation over folds", zh: "色带：各折的一个标准差")])
    }

    /// The option with most different numbers, two at least.
    private var numericOption: Int? {
        let counts = options.indices.map { index -> Int in
            let numbers = settings.map { $0[index].value.number }
            return numbers.contains(nil) ? 0 : Set(numbers.compactMap(\.self)).count
        }
        guard let most = counts.max(), most > 1 else { return nil }
        return counts.firstIndex(of: most)
    }

    private var bars: BarChart {
        BarChart(
            title: score.name,
            bars: ranked.prefix(20).map { result in
                let name = zip(options, settings[result.candidate]).map {
                    "\($0) \(RecipePrinter.text($1.value))"
                }
                return BarChart.Bar(name.joined(separator: ", "), result.mean)
            }, format: score.format)
    }
}
