internal import Tokenizers

extension Architecture {
    /// BERT without segments, whose scores have a bias by distance, the same in every layer.
    ///
    /// Source: Song et al. 2020; distances as in Raffel et al. 2020 (``RelativeBias``).
    static let mpNet = Architecture(
        modelTypes: ["mpnet"], prefixes: ["mpnet"],
        fields: ConfigurationFields(types: nil),
        tensors: TensorNames(
            types: nil, relativeBias: "encoder.relative_attention_bias",
            attention: ["attention.attn.q", "attention.attn.k", "attention.attn.v"],
            attentionOutput: "attention.attn.o", attentionNorm: "attention.LayerNorm"),
        fixed: [
            FixedSetting(field: "relative_attention_num_buckets", value: .integer(RelativeBias.buckets))
        ],
        positions: .afterPadding(fixed: 1))
}
