/// How one vector is made of a text's token vectors; several modes stand side by side.
public enum PoolingMode: String, Sendable, Hashable, CaseIterable {
    /// The mean over all tokens, the special ones included.
    case mean
    /// The first token's vector.
    case cls
    /// The greatest value in each dimension.
    case max
    /// The last token's vector: the one that has seen all others in a causal model.
    case last
    /// The mean weighted by position, 1 for the first token, 2 for the second (Muennighoff 2022).
    case weighted
    /// The sum divided by the root of the number of tokens.
    case meanSqrtLen = "mean_sqrt_len"

    /// Several modes as they are written in a recipe.
    public static func text(_ modes: [PoolingMode]) -> String {
        let names = modes.map(\.rawValue)
        return names.count == 1 ? names[0] : "[" + names.joined(separator: ", ") + "]"
    }

    /// Whether the vector is a weighted sum over all tokens, so that each has an exact share of it.
    public var isShared: Bool {
        switch self {
        case .mean, .weighted, .meanSqrtLen: true
        case .cls, .max, .last: false
        }
    }
}
