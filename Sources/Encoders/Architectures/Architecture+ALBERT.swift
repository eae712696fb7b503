extension Architecture {
    /// BERT with short word vectors, whose layers share their weights in groups.
    ///
    /// Source: Lan et al. 2020.
    static let albert = Architecture(
        modelTypes: ["albert"], prefixes: ["albert"],
        fields: ConfigurationFields(
            embedding: "embedding_size", groups: .init(groups: "num_hidden_groups", layers: "inner_group_num")
        ),
        tensors: TensorNames(
            projection: "encoder.embedding_hidden_mapping_in", stack: "encoder.albert_layer_groups",
            group: "albert_layers", attention: ["attention.query", "attention.key", "attention.value"],
            attentionOutput: "attention.dense", attentionNorm: "attention.LayerNorm", up: "ffn",
            down: "ffn_output", feedForwardNorm: "full_layer_layer_norm"))
}
