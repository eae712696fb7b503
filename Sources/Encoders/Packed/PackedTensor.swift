/// A tensor of a packed file under the name and shape that BERT's checkpoints give it.
struct PackedTensor {
    let name: String
    let shape: [Int]
    let entry: PackedEncoder.Entry

    /// Every tensor of an encoder, in the order of the layers.
    static func all(of file: PackedEncoder) throws(EncoderError) -> [PackedTensor] {
        let sizes = file.sizes
        let (hidden, inner) = (sizes.hidden, sizes.feedForward)
        var tensors: [PackedTensor] = []
        func take(_ own: String, _ name: String, _ shape: Int...) throws(EncoderError) {
            let entry = try file.entry(own, count: shape.reduce(1, *))
            tensors.append(PackedTensor(name: name, shape: shape, entry: entry))
        }
        func take(norm own: String, _ name: String) throws(EncoderError) {
            try take(own + ".w", name + ".weight", hidden)
            try take(own + ".b", name + ".bias", hidden)
        }
        func take(linear own: String, _ name: String, _ output: Int, _ input: Int) throws(EncoderError) {
            try take(own + ".w", name + ".weight", output, input)
            try take(own + ".b", name + ".bias", output)
        }
        try take("emb.word", "embeddings.word_embeddings.weight", sizes.vocabulary, hidden)
        try take("emb.pos", "embeddings.position_embeddings.weight", sizes.positions, hidden)
        try take("emb.type", "embeddings.token_type_embeddings.weight", sizes.types, hidden)
        try take(norm: "emb.ln", "embeddings.LayerNorm")
        for number in 0..<sizes.layers {
            let (own, layer) = ("l\(number).", "encoder.layer.\(number).")
            for (short, name) in [("q", "query"), ("k", "key"), ("v", "value")] {
                try take(linear: own + short, layer + "attention.self." + name, hidden, hidden)
            }
            try take(linear: own + "ao", layer + "attention.output.dense", hidden, hidden)
            try take(norm: own + "aln", layer + "attention.output.LayerNorm")
            try take(linear: own + "fi", layer + "intermediate.dense", inner, hidden)
            try take(linear: own + "fo", layer + "output.dense", hidden, inner)
            try take(norm: own + "oln", layer + "output.LayerNorm")
        }
        return tensors
    }
}
