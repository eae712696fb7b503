extension Architecture {
    /// BERT, the pattern of the others.
    ///
    /// Source: Devlin et al. 2019.
    static let bert = Architecture(modelTypes: ["bert"], prefixes: ["bert"])
}
