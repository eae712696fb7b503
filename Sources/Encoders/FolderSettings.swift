internal import Tokenizers

/// What a sentence-transformers folder says beside the model: pooling, normalisation, the token limit, a prompt.
struct FolderSettings: Sendable {
    /// The folder of the transformer itself.
    var transformer: String
    var pooling = [PoolingMode.mean]
    /// Whether the tokens of a prefix have a part in the vector.
    var poolsPrefix = true
    var normalises = false
    /// The most tokens, where the folder says so.
    var maxTokens: Int?
    /// Whether texts are made lower case before all else.
    var lowercases = false
    /// What is put before every text.
    var prefix: String?

    init(folder: String) throws(EncoderError) {
        transformer = folder
        if let modules = try SettingsFile(ifPresent: folder + "/modules.json") {
            try read(modules, of: folder)
        }
        if let file = try SettingsFile(ifPresent: folder + "/config_sentence_transformers.json") {
            try readPrompts(file)
        }
        guard let file = try SettingsFile(ifPresent: transformer + "/sentence_bert_config.json") else {
            return
        }
        if file.field("max_seq_length") != nil { maxTokens = try file.size("max_seq_length") }
        lowercases = try file.flag("do_lower_case")
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
            switch (type.split(separator: ".").last, index) {
            case ("Transformer", 0): transformer = path.isEmpty ? folder : folder + "/" + path
            case ("Pooling", 1): try readPooling(folder: folder, path: path)
            case ("Normalize", 2...) where index == list.count - 1: normalises = true
            default: throw .unsupported(file: modules.path, field: "[\(index)].type", value: type)
            }
        }
    }

    /// The prompt that the folder puts before every text; the others are for special uses.
    private mutating func readPrompts(_ file: SettingsFile) throws(EncoderError) {
        guard file.field("default_prompt_name") != nil else { return }
        let name = try file.string("default_prompt_name")
        guard let prompt = file.field("prompts")?[name]?.string else {
            throw .badField(file: file.path, field: "prompts.\(name)", expected: "the prompt of that name")
        }
        prefix = prompt
    }

    /// sentence-transformers' names of modes, the older flags among them, in the order in which it joins them.
    static let modes: [(name: String, flag: String, mode: PoolingMode)] = [
        ("cls", "pooling_mode_cls_token", .cls), ("max", "pooling_mode_max_tokens", .max),
        ("mean", "pooling_mode_mean_tokens", .mean),
        ("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens", .meanSqrtLen),
        ("weightedmean", "pooling_mode_weightedmean_tokens", .weighted),
        ("lasttoken", "pooling_mode_lasttoken", .last),
    ]

    private mutating func readPooling(folder: String, path: String) throws(EncoderError) {
        guard let file = try SettingsFile(ifPresent: folder + "/" + path + "/config.json") else {
            throw .missingFile(folder: folder, file: path + "/config.json")
        }
        if file.field("include_prompt") != nil { poolsPrefix = try file.flag("include_prompt") }
        if let found = file.field("pooling_mode") {
            let names = found.array ?? [found]
            pooling = try names.map { name throws(EncoderError) in
                guard let mode = Self.modes.first(where: { $0.name == name.string })?.mode else {
                    throw .unsupported(file: file.path, field: "pooling_mode", value: name.summary)
                }
                return mode
            }
        } else {
            for member in file.value.members ?? [] where member.name.hasPrefix("pooling_mode_") {
                guard try file.flag(member.name), !Self.modes.contains(where: { $0.flag == member.name })
                else {
                    continue
                }
                throw .unsupported(file: file.path, field: member.name, value: "true")
            }
            pooling = []
            for mode in Self.modes where try file.flag(mode.flag) { pooling.append(mode.mode) }
        }
        guard !pooling.isEmpty, Set(pooling).count == pooling.count else {
            throw .badField(file: file.path, field: "pooling_mode", expected: "one mode or more, each once")
        }
    }
}
