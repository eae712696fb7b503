internal import Tokenizers

/// Unpacks an encoder of 4-bit weights into an ordinary folder with single-precision weights.
public enum EncoderConversion {
    /// The most bytes of weights that are unpacked at a time.
    private static let portion = 1 << 20

    /// Writes the folder of a packed file; nothing is there, or all of it.
    ///
    /// The folder is made beside `folder` under a hidden name and renamed when every file is on the disk; a folder that is
    /// there already is replaced. `onProgress` counts bytes of weights. Throws `.interrupted` when `shouldStop` says so.
    public static func unpack(
        _ path: String, to folder: String, shouldStop: () -> Bool = { false },
        onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(EncoderError) {
        let packed = try PackedEncoder(path: path)
        let tensors = try PackedTensor.all(of: packed)
        guard let tokenizer = packed.tokenizer.json() else {
            throw .damagedWeights(file: path, tensor: "pieces", reason: "a special id is no piece")
        }
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        let hidden = parts.dropLast().joined(separator: "/") + "/.\(parts.last ?? "")-new"
        try NewFolder.remove(hidden)
        do throws(EncoderError) {
            for file in [("tokenizer.json", tokenizer)] + settings(packed.sizes, packed.tokenizer) {
                try NewFile(hidden + "/" + file.0).finish(file.1)
            }
            let weights = try NewFile(hidden + "/model.safetensors")
            try write(tensors, of: packed, to: weights, shouldStop, onProgress)
            try NewFolder.replace(folder, by: hidden)
        } catch {
            try? NewFolder.remove(hidden)
            throw error
        }
    }

    private static func write(
        _ tensors: [PackedTensor], of packed: PackedEncoder, to file: NewFile, _ shouldStop: () -> Bool,
        _ onProgress: (Int, Int) -> Void
    ) throws(EncoderError) {
        try file.write(TensorFile.header(of: tensors.map { ($0.name, $0.shape) }))
        let total = tensors.reduce(0) { $0 + 4 * $1.entry.count }
        var done = 0
        for tensor in tensors {
            for start in stride(from: 0, to: tensor.entry.count, by: portion / 4) {
                guard !shouldStop() else { throw .interrupted }
                let range = start..<min(start + portion / 4, tensor.entry.count)
                let weights = packed.weights(tensor.entry, range)
                try file.write(weights)
                done += 4 * range.count
                onProgress(done, total)
            }
        }
        try file.finish()
    }

    /// The files beside the weights: those of the sentence-transformers folder that the weights were packed from.
    private static func settings(
        _ sizes: PackedEncoder.Sizes, _ tokenizer: UnigramDocument
    ) -> [(String, [UInt8])] {
        let configuration = """
            {"architectures":["BertModel"],"model_type":"bert","hidden_act":"gelu","hidden_size":\(sizes.hidden),
            "num_hidden_layers":\(sizes.layers),"num_attention_heads":\(sizes.heads),
            "intermediate_size":\(sizes.feedForward),"max_position_embeddings":\(sizes.positions),
            "type_vocab_size":\(sizes.types),"vocab_size":\(sizes.vocabulary),"layer_norm_eps":\(Double(sizes.epsilon)),
            "position_embedding_type":"absolute","hidden_dropout_prob":0.1,"attention_probs_dropout_prob":0.1,
            "pad_token_id":\(tokenizer.special[1]),"torch_dtype":"float32"}
            """
        let modules = """
            [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
            {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
            {"idx":2,"name":"2","path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
            """
        let pooling = """
            {"word_embedding_dimension":\(sizes.hidden),"pooling_mode_cls_token":false,"pooling_mode_mean_tokens":true,
            "pooling_mode_max_tokens":false,"pooling_mode_mean_sqrt_len_tokens":false}
            """
        let names = """
            {"tokenizer_class":"XLMRobertaTokenizer","model_max_length":\(sizes.positions),"bos_token":"<s>","eos_token":"</s>",
            "cls_token":"<s>","sep_token":"</s>","pad_token":"<pad>","unk_token":"<unk>","mask_token":"<mask>"}
            """
        let prompts = """
            {"prompts":{"query":"query: ","passage":"passage: "},"default_prompt_name":"query"}
            """
        return [
            ("config.json", configuration), ("modules.json", modules), ("1_Pooling/config.json", pooling),
            ("sentence_bert_config.json", #"{"max_seq_length":\#(sizes.positions),"do_lower_case":false}"#),
            ("config_sentence_transformers.json", prompts), ("tokenizer_config.json", names),
        ].map { ($0, Array(($1 + "\n").utf8)) }
    }
}
