import Datasets
import Display
import Encoders
import Language
import Tensors
import TextModels

/// How any value is shown, in full and in a line.
enum ValueView {
    /// The whole value.
    static func display(_ value: Value, session: Session) -> any Displayable {
        switch value {
        case .dataset(let dataset): DatasetView.rows(of: dataset, limit: session.settings.rows, from: 0)
        case .vectors(let vectors): card(vectors)
        case .recipe(let recipe): Paragraph(RecipePrinter.text(recipe), tone: .code)
        case .model(let model): ModelView.card(model)
        case .encoder(let reference): card(reference, session)
        case .figure(_, let figure): figure
        case .text, .number, .boolean, .list, .record, .range, .none: Paragraph(spoken(value), tone: .code)
        }
    }

    /// One line about a value, for `names` and inspection.
    static func summary(_ value: Value) -> String {
        switch value {
        case .dataset(let dataset):
            let roles = [
                dataset.roles.text.isEmpty ? nil : "text " + dataset.roles.text.joined(separator: " + "),
                dataset.roles.label.map { "label " + $0 },
            ].compactMap(\.self)
            return (["\(NumberFormat.count(dataset.count)) rows × \(dataset.columns.count) columns"] + roles)
                .joined(separator: ", ")
        case .vectors(let vectors):
            return
                "\(NumberFormat.count(vectors.matrix.rows)) vectors of \(vectors.matrix.columns) dimensions by \(vectors.encoder.name)"
        case .recipe(let recipe): return RecipePrinter.text(recipe)
        case .model(let model): return ModelView.line(model)
        case .encoder(let reference): return reference.name
        case .figure(let type, _): return "a \(type.rawValue)"
        case .text, .number, .boolean, .list, .record, .range, .none: return spoken(value)
        }
    }

    /// A plain value as `say` prints it; anything larger as its line.
    static func spoken(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): NumberFormat.automatic.plain(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .range(let lower, let upper):
            "\(NumberFormat.automatic.plain(lower))..\(NumberFormat.automatic.plain(upper))"
        case .list(let items): "[" + items.map(spoken).joined(separator: ", ") + "]"
        case .record(let entries):
            "{" + entries.map { "\($0.key): \(spoken($0.value))" }.joined(separator: ", ") + "}"
        case .none: "none"
        default: summary(value)
        }
    }

    private static func card(_ vectors: Vectors) -> KeyValues {
        KeyValues(
            title: "Vectors",
            [
                .init("texts", NumberFormat.count(vectors.matrix.rows)),
                .init("dimensions", NumberFormat.count(vectors.matrix.columns)),
                .init("encoder", vectors.encoder.name),
            ])
    }

    private static func card(_ reference: EncoderReference, _ session: Session) -> KeyValues {
        var pairs = [KeyValues.Pair("name", reference.name)]
        // An encoder that isn't there is shown by its name alone; using it gives the full error.
        if let encoder = try? session.library.encoder(reference) {
            pairs += [
                .init("dimensions", NumberFormat.count(encoder.dimension)),
                .init("layers", NumberFormat.count(encoder.layerCount)),
                .init("heads a layer", NumberFormat.count(encoder.headCount)),
                .init("most tokens", NumberFormat.count(encoder.maximumTokens)),
                .init("pooling", encoder.settings.pooling?.rawValue ?? "mean"),
            ]
        }
        return KeyValues(title: "Encoder", pairs)
    }
}
