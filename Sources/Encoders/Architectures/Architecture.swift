internal import Tokenizers

/// A family of transformer encoders: what its files call things, and what it computes otherwise than BERT.
///
/// The defaults are BERT's (Devlin et al. 2019), so a family's own file states its differences alone.
struct Architecture: Sendable, Equatable {
    /// The values of `model_type` in `config.json`.
    let modelTypes: [String]
    /// What may stand before all names of tensors, where the model was saved below a head of its own.
    let prefixes: [String]
    var fields = ConfigurationFields()
    var tensors = TensorNames()
    /// Settings that would change what is computed, with the one value that is read; they may be missing.
    var fixed = [
        FixedSetting(field: "position_embedding_type", value: .string("absolute")),
        FixedSetting(field: "is_decoder", value: .boolean(false)),
        FixedSetting(field: "add_cross_attention", value: .boolean(false)),
    ]
    var positions = PositionNumbering.fromZero
    var normOrder = NormOrder.after
    /// Whether a token attends only to itself and what is before it.
    var isCausal = false

    /// All families that are read.
    static let all = [bert, roberta, distilBERT, mpNet, albert, electra, gpt2]

    /// The values of `model_type` that are read.
    static var knownTypes: [String] { all.flatMap(\.modelTypes) }
}

/// A setting that may have only one value.
struct FixedSetting: Sendable, Equatable {
    let field: String
    let value: JSONValue
}

/// Which row of the position table a token gets.
enum PositionNumbering: Sendable, Equatable {
    /// The first token the first row.
    case fromZero
    /// The first token the row behind the padding token's id, which padding tokens in a text get themselves; the id is
    /// `pad_token_id`'s, or always `fixed`.
    case afterPadding(fixed: Int?)
}

/// On which side of a half layer the states are normalised.
enum NormOrder: Sendable, Equatable {
    /// state = norm(state + half(state)), as in the first transformers.
    case after
    /// state = state + half(norm(state)), with one more norm behind the last layer.
    case before
}
