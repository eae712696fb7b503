/// What a weight file calls the tensors of a model, below the model's own prefix.
struct TensorNames: Sendable, Equatable {
    var words = "embeddings.word_embeddings"
    var positions = "embeddings.position_embeddings"
    /// Segment vectors; nil where there are none.
    var types: String? = "embeddings.token_type_embeddings"
    /// The norm behind the embedding layer; nil where there is none.
    var embeddingNorm: String? = "embeddings.LayerNorm"
    /// What brings word vectors to the states' size, where they differ.
    var projection: String?
    /// What is added to scores by distance; nil where nothing is.
    var relativeBias: String?
    /// The norm behind the last layer; nil where there is none.
    var finalNorm: String?

    /// Where the layers are, each under its number from 0.
    var stack = "encoder.layer"
    /// Where the layers of a group are, each under its number from 0; nil where there are no groups.
    var group: String?

    // below a layer
    /// Queries, keys and values, one after another, or one layer for all.
    var attention = ["attention.self.query", "attention.self.key", "attention.self.value"]
    var attentionOutput = "attention.output.dense"
    var attentionNorm = "attention.output.LayerNorm"
    var up = "intermediate.dense"
    var down = "output.dense"
    var feedForwardNorm = "output.LayerNorm"
    /// How the layers' matrices are stored.
    var storage = MatrixStorage.outputsFirst
}

/// How a weight file stores the matrix of a linear layer.
enum MatrixStorage: Sendable, Equatable {
    /// [outputs × inputs], as linear layers do.
    case outputsFirst
    /// [inputs × outputs], as convolutions of width 1 do.
    case inputsFirst
}
