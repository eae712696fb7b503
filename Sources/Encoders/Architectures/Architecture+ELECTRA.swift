extension Architecture {
    /// BERT with short word vectors.
    ///
    /// Source: Clark et al. 2020.
    static let electra = Architecture(
        modelTypes: ["electra"], prefixes: ["electra"],
        fields: ConfigurationFields(embedding: "embedding_size"),
        tensors: TensorNames(projection: "embeddings_project"))
}
