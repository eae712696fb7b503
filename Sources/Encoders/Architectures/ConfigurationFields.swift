/// What `config.json` calls the sizes of a model.
struct ConfigurationFields: Sendable, Equatable {
    var vocabulary = "vocab_size"
    /// The size of word vectors, where it is another than the states'.
    var embedding: String?
    var hidden = "hidden_size"
    var layers = "num_hidden_layers"
    var heads = "num_attention_heads"
    var feedForward = "intermediate_size"
    /// How many times the states' size the inner layer has where the field is missing; nil: it is required.
    var feedForwardFactor: Int?
    var positions = "max_position_embeddings"
    /// The number of segments; nil where there are none.
    var types: String? = "type_vocab_size"
    /// What layer normalisation adds to a variance; nil where it is 1e-12 always.
    var epsilon: String? = "layer_norm_eps"
    var activation = "hidden_act"
    /// The numbers of groups whose layers share their weights, and of layers in each; nil where none share.
    var groups: GroupFields?

    /// What the sizes of shared layers are called.
    struct GroupFields: Sendable, Equatable {
        let groups: String
        let layers: String
    }
}
