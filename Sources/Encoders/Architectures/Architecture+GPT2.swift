internal import Tokenizers

extension Architecture {
    /// A causal model used as an encoder: normalised before each half, queries, keys and values in one layer.
    ///
    /// Source: Radford et al. 2019.
    static let gpt2 = Architecture(
        modelTypes: ["gpt2"], prefixes: ["transformer"],
        fields: ConfigurationFields(
            hidden: "n_embd", layers: "n_layer", heads: "n_head", feedForward: "n_inner",
            feedForwardFactor: 4,
            positions: "n_positions", types: nil, epsilon: "layer_norm_epsilon",
            activation: "activation_function"),
        tensors: TensorNames(
            words: "wte", positions: "wpe", types: nil, embeddingNorm: nil, finalNorm: "ln_f", stack: "h",
            attention: ["attn.c_attn"], attentionOutput: "attn.c_proj", attentionNorm: "ln_1",
            up: "mlp.c_fc", down: "mlp.c_proj", feedForwardNorm: "ln_2", storage: .inputsFirst),
        fixed: [
            FixedSetting(field: "scale_attn_weights", value: .boolean(true)),
            FixedSetting(field: "scale_attn_by_inverse_layer_idx", value: .boolean(false)),
            FixedSetting(field: "add_cross_attention", value: .boolean(false)),
        ],
        normOrder: .before, isCausal: true)
}
