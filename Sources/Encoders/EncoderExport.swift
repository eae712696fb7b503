internal import Glibc
internal import Tokenizers

/// An encoder as a complete folder, for Hugging Face's transformers and sentence-transformers.
public enum EncoderExport {
    /// Files beside the weights that are taken over where they are.
    private static let files = [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "vocab.txt",
        "vocab.json", "merges.txt", "sentencepiece.bpe.model",
    ]

    /// Writes the encoder with all that was tuned merged into its weights, in single precision; gives the bytes of those.
    ///
    /// The folder is made beside `folder` under a hidden name and renamed when all is on the disk; one that is there
    /// already is replaced. Throws `.notExportable` for what such a folder can't say, `.interrupted` when `shouldStop` says so.
    public static func write(
        _ encoder: Encoder, to folder: String, shouldStop: () -> Bool = { false }
    ) throws(EncoderError) -> Int {
        if let obstacle = obstacle(encoder) {
            throw .notExportable(encoder: encoder.name, obstacle)
        }
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        let hidden = (parts.dropLast() + [".\(parts.last ?? "")-new"]).joined(separator: "/")
        try NewFolder.remove(hidden)
        do throws(EncoderError) {
            for (name, value) in try settings(encoder) {
                try NewFile(hidden + "/" + name).finish(Array((value.text + "\n").utf8))
            }
            for name in files {
                guard let bytes = try? FileBytes.read(encoder.transformer + "/" + name) else { continue }
                try NewFile(hidden + "/" + name).finish(bytes)
            }
            let entries = encoder.weights.weights.map { name, tensor in
                TensorFile.Entry(name, tensor.shape) { range, output in
                    tensor.copy(from: range.lowerBound, count: range.count, to: output)
                }
            }
            try TensorFile(entries: entries).write(
                to: hidden + "/model.safetensors", shouldStop: shouldStop)
            try NewFolder.replace(folder, by: hidden)
            return entries.reduce(0) { $0 + 4 * $1.count }
        } catch {
            try? NewFolder.remove(hidden)
            throw error
        }
    }

    private static func obstacle(_ encoder: Encoder) -> ExportObstacle? {
        let root = Transformer.root(encoder.weights, encoder.configuration.architecture)
        let places = Bottleneck.places(root, encoder.configuration)
        if places.contains(where: { encoder.weights.contains($0 + ".down.weight") }) { return .adapter }
        if encoder.layers != .one(encoder.layerCount) { return .layer }
        return encoder.truncation == .head ? nil : .truncation
    }

    /// The settings in force, as sentence-transformers writes them.
    private static func settings(_ encoder: Encoder) throws(EncoderError) -> [(String, JSONValue)] {
        guard let file = try SettingsFile(ifPresent: encoder.transformer + "/config.json") else {
            throw .missingFile(folder: encoder.transformer, file: "config.json")
        }
        var configuration = file.value
        for field in ["torch_dtype", "dtype"] where file.field(field) != nil {
            configuration = configuration.replacing(field, by: .string("float32"))
        }
        let own = try FolderSettings(folder: encoder.folder)
        var found: [(String, JSONValue)] = [
            ("config.json", configuration), ("modules.json", modules(encoder)),
            ("1_Pooling/config.json", pooling(encoder, own)),
            (
                "sentence_bert_config.json",
                .object([
                    "max_seq_length": .integer(encoder.maximumTokens),
                    "do_lower_case": .boolean(own.lowercases),
                ])
            ),
        ]
        if !encoder.prefix.isEmpty {
            found.append(
                (
                    "config_sentence_transformers.json",
                    .object([
                        "prompts": .object(["text": .string(encoder.prefix)]),
                        "default_prompt_name": .string("text"),
                    ])
                ))
        }
        return found
    }

    private static func modules(_ encoder: Encoder) -> JSONValue {
        let names = ["Transformer", "Pooling"] + (encoder.pool.normalises ? ["Normalize"] : [])
        return .array(
            names.enumerated().map { place, name in
                .object([
                    "idx": .integer(place), "name": .string("\(place)"),
                    "path": .string(place == 0 ? "" : "\(place)_\(name)"),
                    "type": .string("sentence_transformers.models.\(name)"),
                ])
            })
    }

    private static func pooling(_ encoder: Encoder, _ own: FolderSettings) -> JSONValue {
        let flags = FolderSettings.modes.map { mode in
            JSONValue.Member(name: mode.flag, value: .boolean(encoder.pooling.contains(mode.mode)))
        }
        return .object(
            [
                .init(name: "word_embedding_dimension", value: .integer(encoder.tokenDimension)),
                .init(name: "include_prompt", value: .boolean(own.poolsPrefix)),
            ] + flags)
    }
}
