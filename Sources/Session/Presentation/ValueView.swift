import Datasets
import Display
import Encoders
import Language
import Phrases
import Tensors
import TextModels

/// How any value is shown, in full and in a line.
enum ValueView {
    /// The whole value.
    static func display(_ value: Value, session: Session) -> any Displayable {
        switch value {
        case .dataset(let dataset): DatasetView.rows(of: dataset, limit: session.settings.rows, from: 0)
        case .vectors(let vectors): VectorsView.card(vectors)
        case .recipe(let recipe): Paragraph(RecipePrinter.text(recipe), tone: .code)
        case .model(let model): ModelView.card(model)
        case .encoder(let reference): EncoderView(reference: reference, library: session.library).card
        case .figure(_, let figure): figure
        case .text, .number, .boolean, .list, .record, .range, .none: Paragraph(spoken(value), tone: .code)
        }
    }

    /// One line about a value, with what the session knows of an encoder.
    static func summary(_ value: Value, in session: Session) -> String {
        guard case .encoder(let reference) = value else { return summary(value) }
        return EncoderView(reference: reference, library: session.library).line
    }

    /// One line about a value, for `names` and inspection.
    static func summary(_ value: Value) -> String {
        switch value {
        case .dataset(let dataset):
            let roles = [
                dataset.roles.text.isEmpty
                    ? nil : phrase("text ", zh: "文本 ") + dataset.roles.text.joined(separator: " + "),
                dataset.roles.label.map { phrase("label ", zh: "标签 ") + $0 },
            ].compactMap(\.self)
            let size = phrase(
                "\(NumberFormat.count(dataset.count)) rows × \(dataset.columns.count) columns",
                zh: "\(NumberFormat.count(dataset.count)) 行 × \(dataset.columns.count) 列")
            return ([size] + roles).joined(separator: phrase(", ", zh: "，"))
        case .vectors(let vectors):
            let (count, width) = (NumberFormat.count(vectors.matrix.rows), vectors.matrix.columns)
            return phrase(
                "\(count) vectors of \(width) dimensions by \(vectors.encoder.name)",
                zh: "\(count) 个 \(width) 维向量，由 \(vectors.encoder.name) 得到")
        case .recipe(let recipe): return RecipePrinter.text(recipe)
        case .model(let model): return ModelView.line(model)
        case .encoder(let reference): return reference.name
        case .figure(let type, _): return phrase("a \(type.title)", zh: type.title)
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
}
