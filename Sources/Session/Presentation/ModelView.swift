import Classifiers
import Display
import TextModels

/// How models are shown.
enum ModelView {
    /// What is known of a model.
    static func card(_ model: TextModel) -> KeyValues {
        let columns = zip(model.features.sources, model.features.blockNames).map { source, name in
            "\(name): \(NumberFormat.count(source.columns)) columns"
        }
        var pairs = [
            KeyValues.Pair("recipe", RecipePrinter.text(model.recipe)),
            .init("features", columns.joined(separator: "; ")),
            .init("labels", labels(model)),
            .init("fit", convergence(model)),
        ]
        if let file = model.provenance.dataFile { pairs.append(.init("data", file)) }
        return KeyValues(title: "Model", pairs)
    }

    /// One line.
    static func line(_ model: TextModel) -> String {
        "\(RecipePrinter.text(model.recipe)); labels \(model.labels.joined(separator: ", "))"
    }

    private static func labels(_ model: TextModel) -> String {
        zip(model.labels, model.provenance.counts).map { "\($0) \(NumberFormat.count($1))" }.joined(
            separator: ", ")
    }

    private static func convergence(_ model: TextModel) -> String {
        let found = model.convergence
        let texts = "\(NumberFormat.count(model.provenance.rows)) texts"
        guard found.iterations > 0 else { return "\(texts), in closed form" }
        let end = found.converged ? "converged" : "did not converge"
        return "\(texts), \(end) after \(found.iterations) steps, largest gradient "
            + "\(NumberFormat.significant(1).text(found.gradient)), objective \(NumberFormat.significant(6).text(found.objective))"
    }
}
