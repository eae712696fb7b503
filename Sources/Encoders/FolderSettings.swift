internal import Tokenizers

/// What a sentence-transformers folder says beside the model: pooling, normalisation, the token limit.
struct FolderSettings: Sendable, Equatable {
    /// The folder of the transformer itself.
    var transformer: String
    var pooling = PoolingMode.mean
    var normalises = false
    /// The most tokens, where the folder says so.
    var maxTokens: Int?

    init(folder: String) throws(EncoderError) {
        transformer = folder
        if let modules = try SettingsFile(ifPresent: folder + "/modules.json") {
            try read(modules, of: folder)
        }
        guard let file = try SettingsFile(ifPresent: transformer + "/sentence_bert_config.json") else {
            return
        }
        if file.field("max_seq_length") != nil { maxTokens = try file.size("max_seq_length") }
        guard try !file.flag("do_lower_case") else {
            throw .unsupported(file: file.path, field: "do_lower_case", value: "true")
        }
    }

    private mutating func read(_ modules: SettingsFile, of folder: String) throws(EncoderError) {
        guard let list = modules.value.array else {
            throw .badField(file: modules.path, field: "", expected: "a list of modules")
        }
        for (index, module) in list.enumerated() {
            guard let type = module["type"]?.string, let path = module["path"]?.string else {
                throw .badField(file: modules.path, field: "[\(index)]", expected: "a type and a path")
            }
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
                throw .badField(
                    file: modules.path, field: "[\(index)].path", expected: "a path inside the folder")
            }
            switch type.split(separator: ".").last {
            case "Transformer": transformer = path.isEmpty ? folder : folder + "/" + path
            case "Pooling": pooling = try Self.pooling(folder: folder, path: path)
            case "Normalize": normalises = true
            default: throw .unsupported(file: modules.path, field: "[\(index)].type", value: type)
            }
        }
    }

    private static func pooling(folder: String, path: String) throws(EncoderError) -> PoolingMode {
        guard let file = try SettingsFile(ifPresent: folder + "/" + path + "/config.json") else {
            throw .missingFile(folder: folder, file: path + "/config.json")
        }
        if let mode = file.field("pooling_mode")?.string {
            guard let known = PoolingMode(rawValue: mode) else {
                throw .unsupported(file: file.path, field: "pooling_mode", value: mode)
            }
            return known
        }
        let known: [(field: String, mode: PoolingMode)] = [
            ("pooling_mode_mean_tokens", .mean), ("pooling_mode_cls_token", .cls),
            ("pooling_mode_max_tokens", .max),
        ]
        var modes: [PoolingMode] = []
        for member in file.value.members ?? [] where member.name.hasPrefix("pooling_mode_") {
            guard try file.flag(member.name) else { continue }
            guard let found = known.first(where: { $0.field == member.name }) else {
                throw .unsupported(file: file.path, field: member.name, value: "true")
            }
            modes.append(found.mode)
        }
        guard modes.count == 1 else {
            throw .badField(
                file: file.path, field: "pooling_mode_…", expected: "one mode, not \(modes.count)")
        }
        return modes[0]
    }
}
