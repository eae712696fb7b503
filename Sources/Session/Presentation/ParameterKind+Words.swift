import Display
import Language

extension Parameter.Kind {
    /// What may stand in the place, in a few words.
    var words: String {
        switch self {
        case .name(let types): types.isEmpty ? "a name" : "a " + types.map(\.rawValue).joined(separator: ", or ")
        case .recipe: "a recipe"
        case .recipeOrModel: "a recipe or a model"
        case .modelOrEncoder: "a model or an encoder"
        case .encoder: "an encoder"
        case .sample: "a sample"
        case .column: "a column"
        case .columnOrNone: "a column, or none"
        case .newColumn: "a new name"
        case .label: "a label"
        case .choice(let choices): choices.joined(separator: ", or ")
        case .integer(let least, let most):
            most >= 1_000_000 ? "a whole number from \(least)" : "a whole number, \(least) to \(most)"
        case .integerOrNone(let least, _): "a whole number from \(least), or none"
        case .number: "a number"
        case .fraction: "a share, as 20% or 0.2"
        case .countOrFraction: "a count, or a share as 1%"
        case .range(let least, let most): "a range within \(least)..\(most)"
        case .boolean: "true or false"
        case .text: "a text in quotes"
        case .file, .newFile: "a file in quotes"
        case .condition: "a condition"
        case .rules: "rules"
        case .mapping: "{old: new}"
        case .anyName: "a name"
        case .topic: "a word"
        case .setting: "a setting"
        case .choiceOrTexts(let choices): "none, \(choices.joined(separator: ", ")), or a list of texts"
        case .value: "any value"
        }
    }
}

extension ValueView {
    /// A default as it would be written.
    static func written(_ value: Language.Value) -> String {
        switch value {
        case .number(let number): NumberFormat.automatic.plain(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .range(let lower, let upper): "\(NumberFormat.automatic.plain(lower))..\(NumberFormat.automatic.plain(upper))"
        case .none: "none"
        default: value.text ?? ""
        }
    }
}
