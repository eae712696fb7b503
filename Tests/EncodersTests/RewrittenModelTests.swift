import Encoders
import Foundation
import Tensors
import Testing

/// MiniLM's real weights in the layouts of other families give the same vectors.
@Suite struct RewrittenModelTests {
    /// DistilBERT has no segments: segment 0 goes into every position.
    @Test func distilBERTsLayoutGivesTheSameVectors() throws {
        let names = [
            ("encoder.layer.", "distilbert.transformer.layer."), ("attention.self.query", "attention.q_lin"),
            ("attention.self.key", "attention.k_lin"), ("attention.self.value", "attention.v_lin"),
            ("attention.output.dense", "attention.out_lin"), ("attention.output.LayerNorm", "sa_layer_norm"),
            ("intermediate.dense", "ffn.lin1"), ("output.dense", "ffn.lin2"),
            ("output.LayerNorm", "output_layer_norm"),
        ]
        let configuration =
            "{\"model_type\":\"distilbert\",\"dim\":384,\"n_layers\":6,\"n_heads\":12,\"hidden_dim\":1536,\"vocab_size\":30522,\"max_position_embeddings\":512,\"activation\":\"gelu\"}"
        try check(configuration) { weights in
            let segment = try #require(weights["embeddings.token_type_embeddings.weight"])
            weights.tensors.removeAll { $0.name.contains("token_type") || $0.name.contains("pooler") }
            for index in weights.tensors.indices {
                if weights.tensors[index].name.hasPrefix("embeddings.") {
                    weights.tensors[index].name = "distilbert." + weights.tensors[index].name
                }
                if weights.tensors[index].name == "distilbert.embeddings.position_embeddings.weight" {
                    Self.add(segment.bytes.prefix(384 * 4), to: &weights.tensors[index].bytes)
                }
                for (old, new) in names {
                    weights.tensors[index].name = weights.tensors[index].name.replacingOccurrences(
                        of: old, with: new)
                }
            }
        }
    }

    /// RoBERTa counts positions from behind its padding token's id: two rows more.
    @Test func robertasLayoutGivesTheSameVectors() throws {
        let configuration =
            "{\"model_type\":\"roberta\",\"hidden_size\":384,\"num_hidden_layers\":6,\"num_attention_heads\":12,\"intermediate_size\":1536,\"vocab_size\":30522,\"max_position_embeddings\":514,\"type_vocab_size\":1,\"layer_norm_eps\":1e-12,\"hidden_act\":\"gelu\",\"pad_token_id\":1}"
        try check(configuration) { weights in
            for index in weights.tensors.indices {
                let name = weights.tensors[index].name
                if name == "embeddings.position_embeddings.weight" {
                    weights.tensors[index].bytes = Data(count: 2 * 384 * 4) + weights.tensors[index].bytes
                    weights.tensors[index].shape = [514, 384]
                } else if name == "embeddings.token_type_embeddings.weight" {
                    weights.tensors[index].bytes = weights.tensors[index].bytes.prefix(384 * 4)
                    weights.tensors[index].shape = [1, 384]
                }
                weights.tensors[index].name = "roberta." + name
            }
        }
    }

    private func check(_ configuration: String, _ rewrite: (inout Safetensors) throws -> Void) throws {
        guard let original = try Downloaded.miniLM() else { return }
        let golden = try Reference.read("minilm.json", as: Reference.MiniLM.self)
        let folder = FileManager.default.temporaryDirectory.path + "/loupe-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in ["tokenizer.json", "modules.json", "1_Pooling", "sentence_bert_config.json"] {
            try FileManager.default.copyItem(
                atPath: Downloaded.folder + "/" + file, toPath: folder + "/" + file)
        }
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
        var weights = try Safetensors(Downloaded.folder + "/model.safetensors")
        try rewrite(&weights)
        try weights.write(to: folder + "/model.safetensors")
        let rewritten = try Encoder(folder: folder)
        // one text in five, the long ones among them
        let rows = Array(stride(from: 0, to: golden.texts.count, by: 5))
        let vectors = try rewritten.embed(rows.map { golden.texts[$0] })
        for (place, row) in rows.enumerated() {
            let expected = try Reference.floats(golden.vectors[row])
            #expect(Reference.cosine(vectors.row(place), expected) >= 0.999999, "text \(row)")
        }
        let text = "The battery died after a week."
        let maps = (try rewritten.attention(text, layer: 3), try original.attention(text, layer: 3))
        #expect(Reference.distance(maps.0.flatMap(\.values), maps.1.flatMap(\.values)) <= 1e-5)
    }

    /// Adds a row of floats to every row.
    private static func add(_ row: Data, to bytes: inout Data) {
        let shift = row.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        var values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        for index in values.indices { values[index] += shift[index % shift.count] }
        bytes = values.withUnsafeBytes { Data($0) }
    }
}
