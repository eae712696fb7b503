internal import Tensors
internal import Tokenizers

/// Matrices of low rank as Hugging Face's PEFT keeps them in a folder.
///
/// Ranks of AdaLoRA whose singular value is 0, as masking leaves it, aren't kept, which PEFT calls a rank pattern.
struct PEFTFolder {
    /// The file of the matrices.
    let weights: TensorFile
    /// The bytes of `adapter_config.json`.
    let configuration: [UInt8]

    init(_ parameters: [Parameter], _ method: TuningMethod, of base: Encoder) {
        var entries: [TensorFile.Entry] = []
        var modules: [String] = []
        var kept: [(module: String, ranks: [Bool])] = []
        for parameter in parameters where parameter.name.contains(".lora_A") {
            let module = parameter.name.split(separator: ".").prefix { $0 != "lora_A" }.joined(separator: ".")
            let own = parameters.filter { $0.name.hasPrefix(module + ".lora_") }
            let ranks = Self.ranks(own)
            modules.append(module)
            kept.append((module, ranks))
            for parameter in own { entries.append(Self.entry(parameter, ranks)) }
        }
        weights = TensorFile(entries: entries.sorted { $0.name < $1.name })
        let document = Self.document(method, modules, kept, base)
        configuration = Array((document.text + "\n").utf8)
    }

    /// Which ranks of a module count: those with a singular value, and never none.
    private static func ranks(_ parameters: [Parameter]) -> [Bool] {
        guard let values = parameters.first(where: { $0.name.hasSuffix(".lora_E") })?.value else {
            return []
        }
        var ranks = (0..<values.count).map { values.pointer[$0] != 0 }
        if !ranks.isEmpty, !ranks.contains(true) { ranks[0] = true }
        return ranks
    }

    /// A matrix with those of its rows, or of a left matrix's columns, that count.
    private static func entry(_ parameter: Parameter, _ ranks: [Bool]) -> TensorFile.Entry {
        let name = PEFTConfiguration.prefix + parameter.name
        let places = ranks.indices.filter { ranks[$0] }
        guard places.count < ranks.count, parameter.shape.count == 2 else {
            return TensorFile.Entry(name, parameter.shape, parameter.value)
        }
        let isLeft = parameter.name.hasSuffix(".lora_B")
        let (rows, columns) = (parameter.shape[0], parameter.shape[1])
        let shape = isLeft ? [rows, places.count] : [places.count, columns]
        let values = FloatBuffer(count: shape[0] * shape[1])
        for row in 0..<shape[0] {
            for column in 0..<shape[1] {
                let place = isLeft ? row * columns + places[column] : places[row] * columns + column
                values.pointer[row * shape[1] + column] = parameter.value.pointer[place]
            }
        }
        return TensorFile.Entry(name, shape, values)
    }

    private static func document(
        _ method: TuningMethod, _ modules: [String], _ kept: [(module: String, ranks: [Bool])],
        _ base: Encoder
    ) -> JSONValue {
        var document = JSONValue.object([
            "base_model_name_or_path": .string(base.identity.name), "bias": .string("none"),
            "fan_in_fan_out": .boolean(false), "inference_mode": .boolean(true),
            "init_lora_weights": .boolean(true), "lora_dropout": .number(0), "modules_to_save": .null,
            "target_modules": .array(modules.map { .string($0) }), "task_type": .string("FEATURE_EXTRACTION"),
        ])
        func set(_ name: String, _ value: JSONValue) { document = document.replacing(name, by: value) }
        switch method {
        case .lora(let rank, let alpha, _):
            set("peft_type", .string("LORA"))
            set("r", .integer(rank))
            set("lora_alpha", number(alpha))
        case .adalora(let budget, let alpha, _):
            set("peft_type", .string("ADALORA"))
            set("init_r", .integer(kept.first?.ranks.count ?? budget))
            set("target_r", .integer(budget))
            set("lora_alpha", number(alpha))
            // PEFT wants a schedule even for what isn't trained on
            for (name, value) in [("total_step", 1), ("tinit", 0), ("tfinal", 0), ("deltaT", 1)] {
                set(name, .integer(value))
            }
            let pattern = kept.filter { $0.ranks.contains(false) }.map {
                JSONValue.Member(
                    name: $0.module + ".lora_E", value: .array($0.ranks.map { .boolean($0) }))
            }
            if !pattern.isEmpty { set("rank_pattern", .object(pattern)) }
        default: break
        }
        return document
    }

    private static func number(_ alpha: Float) -> JSONValue {
        Int(exactly: alpha).map { .integer($0) } ?? .number(Double(alpha))
    }
}
