internal import Glibc
internal import Tokenizers

/// The settings of a folder in the layout of Hugging Face's PEFT: `adapter_config.json`.
///
/// Whatever would change a vector is read or refused; a field that isn't known may only say nothing.
struct PEFTConfiguration: Sendable {
    static let fileName = "adapter_config.json"
    static let weightsName = "adapter_model.safetensors"

    let file: SettingsFile
    /// Whether ranks have singular values of their own (AdaLoRA).
    let isAdaptive: Bool
    let rank: Int
    private let alpha: Double
    /// Whether the scale is alpha / √rank (Kalajdzievski 2023).
    private let isStabilised: Bool
    /// Parts of modules' names with a value of their own for alpha, in the file's order.
    private let alphas: [(name: String, value: Double)]
    /// The modules that were trained, where they are listed.
    private let targets: [String]?

    /// The fields whose values are read, or can't change a vector.
    private static let known: Set = [
        "peft_type", "r", "lora_alpha", "use_rslora", "rank_pattern", "alpha_pattern", "target_modules",
        "init_r", "init_lora_weights", "task_type", "auto_mapping", "base_model_name_or_path", "revision",
        "inference_mode", "peft_version", "lora_dropout", "exclude_modules", "layers_to_transform",
        "layers_pattern", "fan_in_fan_out", "bias", "modules_to_save", "megatron_core", "eva_config",
        "qalora_group_size", "runtime_config", "ensure_weight_tying", "target_r", "tinit", "tfinal", "deltaT",
        "beta1", "beta2", "orth_reg_weight", "total_step",
    ]

    /// The ways to begin that leave the base's own weights as they are.
    private static let beginnings: Set = ["true", "false", "gaussian", "eva", "orthogonal"]

    init(_ file: SettingsFile) throws(EncoderError) {
        self.file = file
        for member in file.value.members ?? [] where !Self.known.contains(member.name) {
            guard member.value.saysNothing else {
                throw .unsupported(file: file.path, field: member.name, value: member.value.summary)
            }
        }
        let kind = try file.string("peft_type")
        guard ["LORA", "ADALORA"].contains(kind) else {
            throw .unsupported(file: file.path, field: "peft_type", value: kind)
        }
        isAdaptive = kind == "ADALORA"
        if let start = file.field("init_lora_weights"), !Self.beginnings.contains(start.summary) {
            throw .unsupported(file: file.path, field: "init_lora_weights", value: start.summary)
        }
        rank = try file.size(isAdaptive ? "init_r" : "r")
        alpha = try file.number("lora_alpha")
        guard alpha.isFinite, !isAdaptive || alpha > 0 else {
            throw .badField(file: file.path, field: "lora_alpha", expected: "a number above 0")
        }
        isStabilised = try file.flag("use_rslora")
        alphas = try Self.pattern("alpha_pattern", of: file)
        targets = try Self.names("target_modules", of: file)
    }

    /// A list of modules' names; nil for a pattern, whose matches the weights tell.
    private static func names(_ field: String, of file: SettingsFile) throws(EncoderError) -> [String]? {
        guard let found = file.field(field), found.string == nil else { return nil }
        guard let names = found.array?.map(\.string), !names.contains(nil) else {
            throw .badField(file: file.path, field: field, expected: "names of modules, or a pattern")
        }
        return names.compactMap(\.self)
    }

    /// What names of modules stand for; patterns beyond plain names are refused.
    private static func pattern(
        _ field: String, of file: SettingsFile
    ) throws(EncoderError) -> [(name: String, value: Double)] {
        guard let found = file.field(field) else { return [] }
        guard let members = found.members else {
            throw .badField(file: file.path, field: field, expected: "a number for each of some modules")
        }
        return try members.map { member throws(EncoderError) in
            guard member.name.allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) }) else {
                throw .unsupported(file: file.path, field: field, value: member.name)
            }
            guard let value = member.value.double else {
                throw .badField(file: file.path, field: "\(field).\(member.name)", expected: "a number")
            }
            return (member.name, value)
        }
    }

    /// Whether a module is among those that were trained.
    func isTarget(_ module: String) -> Bool {
        targets?.contains { Self.matches(module, $0) } ?? true
    }

    private static func matches(_ module: String, _ name: String) -> Bool {
        module == name || module.hasSuffix("." + name)
    }

    /// What the product of a module's matrices is multiplied by; `rank` is that of its matrices.
    func scale(of module: String, rank: Int) -> Float {
        if isAdaptive { return Float(alpha) / (Float(self.rank) + 1e-5) }
        let alpha = alphas.first { Self.matches(module, $0.name) }?.value ?? alpha
        return Float(alpha / (isStabilised ? Double(rank).squareRoot() : Double(rank)))
    }

    /// Whether a module's matrices can have a rank of their own.
    var hasRanks: Bool { isAdaptive || !(file.field("rank_pattern")?.saysNothing ?? true) }

    /// Whether a tensor is of a module that was trained beside the adapters, such as a head.
    func isSaved(_ name: String) -> Bool {
        (file.field("modules_to_save")?.array ?? []).compactMap(\.string).contains { module in
            ("." + name).contains("." + module + ".")
        }
    }
}

extension JSONValue {
    /// Whether a setting is as good as missing.
    fileprivate var saysNothing: Bool {
        switch self {
        case .null, .boolean(false), .string(""), .string("none"): true
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}
