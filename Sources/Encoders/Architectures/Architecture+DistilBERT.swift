extension Architecture {
    /// Every second layer of BERT, without segments.
    ///
    /// Source: Sanh et al. 2019.
    static let distilBERT = Architecture(
        modelTypes: ["distilbert"], prefixes: ["distilbert"],
        fields: ConfigurationFields(
            hidden: "dim", layers: "n_layers", heads: "n_heads", feedForward: "hidden_dim", types: nil,
            epsilon: nil, activation: "activation"),
        tensors: TensorNames(
            types: nil, stack: "transformer.layer",
            attention: ["attention.q_lin", "attention.k_lin", "attention.v_lin"],
            attentionOutput: "attention.out_lin", attentionNorm: "sa_layer_norm", up: "ffn.lin1",
            down: "ffn.lin2", feedForwardNorm: "output_layer_norm"))
}
