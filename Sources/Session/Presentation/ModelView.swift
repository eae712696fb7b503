import Classifiers
import Display
import Phrases
import TextModels

/// How models are shown.
enum ModelView {
    /// What is known of a model.
    static func card(_ model: TextModel) -> KeyValues {
        var pairs = basics(model)
        if let file = model.provenance.dataFile { pairs.append(.init(phrase("data", zh: "数据"), file)) }
        return KeyValues(title: phrase("Model", zh: "模型"), pairs)
    }

    /// What it is made of and how the fit ended.
    static func basics(_ model: TextModel) -> [KeyValues.Pair] {
        let columns = zip(model.features.blocks, model.features.blockNames).map { source, name in
            phrase(
                "\(name): \(NumberFormat.count(source.columns)) columns",
                zh: "\(name)：\(NumberFormat.count(source.columns)) 列")
        }
        let pairs = [
            KeyValues.Pair(phrase("recipe", zh: "配方"), RecipePrinter.text(model.recipe)),
            .init(phrase("features", zh: "特征"), columns.joined(separator: "; ")),
            .init(phrase("labels", zh: "标签"), labels(model)),
            .init(phrase("fit", zh: "训练"), convergence(model)),
        ]
        return pairs + (model.thresholds.map { several(model, $0) } ?? [])
    }

    /// How many labels a text has, and from where on each is given.
    private static func several(_ model: TextModel, _ thresholds: [Double]) -> [KeyValues.Pair] {
        let rows = Double(max(1, model.provenance.rows))
        let mean = NumberFormat.fixed(2).text(Double(model.provenance.counts.reduce(0, +)) / rows)
        let list = zip(model.labels, thresholds).map { "\($0) \(NumberFormat.fixed(3).text($1))" }
        return [
            .init(
                phrase("labels a text", zh: "每篇标签数"),
                phrase("several or none, \(mean) on average", zh: "可多可无，平均 \(mean)")),
            .init(
                model.head.hasProbabilities
                    ? phrase("given above probability", zh: "概率超过时给出")
                    : phrase("given above score", zh: "得分超过时给出"), list.joined(separator: ", ")),
        ]
    }

    /// One line.
    static func line(_ model: TextModel) -> String {
        RecipePrinter.text(model.recipe) + phrase("; labels ", zh: "；标签 ")
            + model.labels.joined(separator: phrase(", ", zh: "、"))
    }

    private static func labels(_ model: TextModel) -> String {
        zip(model.labels, model.provenance.counts).map { "\($0) \(NumberFormat.count($1))" }.joined(
            separator: ", ")
    }

    private static func convergence(_ model: TextModel) -> String {
        let found = model.convergence
        let texts = phrase(
            "\(NumberFormat.count(model.provenance.rows)) texts",
            zh: "\(NumberFormat.count(model.provenance.rows)) 篇文本")
        guard found.iterations > 0 else { return phrase("\(texts), in closed form", zh: "\(texts)，直接求解") }
        let end = found.converged ? phrase("converged", zh: "收敛") : phrase("did not converge", zh: "仍未收敛")
        let gradient = NumberFormat.significant(1).text(found.gradient)
        let objective = NumberFormat.significant(6).text(found.objective)
        return phrase(
            "\(texts), \(end) after \(found.iterations) steps, largest gradient \(gradient), objective \(objective)",
            zh: "\(texts)，迭代 \(found.iterations) 次后\(end)，最大梯度 \(gradient)，目标函数 \(objective)")
    }
}
