import Classifiers
import Datasets
import Display
import Language
import Tensors
import TextModels

/// What a name can hold.
enum Value: Sendable {
    /// Rows of columns with roles.
    case dataset(Dataset)
    /// One vector for each text.
    case vectors(Vectors)
    /// An unfitted recipe, its names replaced by what they held.
    case recipe(Language.Recipe)
    /// A fitted model.
    case model(TextModel)
    /// A pretrained encoder.
    case encoder(EncoderReference)
    /// Something made to be looked at: a report, an explanation, a table or a chart.
    case figure(ValueType, any Displayable)
    /// A text.
    case text(String)
    /// A number.
    case number(Double)
    /// True or false.
    case boolean(Bool)
    /// A list of values.
    case list([Value])
    /// Named values, in the order written.
    case record([(key: String, value: Value)])
    /// A range of numbers, both ends included.
    case range(Double, Double)
    /// `none`
    case none

    /// Its type, as messages call it; nil for `none`.
    var type: ValueType? {
        switch self {
        case .dataset: .dataset
        case .vectors: .vectors
        case .recipe: .recipe
        case .model: .model
        case .encoder: .encoder
        case .figure(let type, _): type
        case .text: .text
        case .number: .number
        case .boolean: .boolean
        case .list: .list
        case .record: .record
        case .range: .range
        case .none: nil
        }
    }
}

/// Vectors with the texts they belong to.
struct Vectors: Sendable {
    /// [texts × dimension].
    let matrix: Matrix
    /// The texts, one for each row.
    let texts: [String]
    /// The rows that the texts come from.
    let dataset: Dataset
    /// The encoder that made them.
    let encoder: EncoderReference
    /// How the encoder cuts the texts.
    let coverage: TextCoverage

    /// The label of each text, if there are labels.
    var labels: Column? { dataset.roles.label.flatMap { try? dataset.column($0) } }
}
