import Encoders
import Language
import TextModels

/// Turns the clauses of `finetune` into settings, and these into what is printed under the result.
struct TuningReader {
    let command: Command

    init(_ command: Command) { self.command = command }

    /// The settings; what wasn't written has the signature's default.
    func settings() -> TuningSettings {
        var settings = isContrastive ? TuningSettings.contrastive : TuningSettings()
        settings.method = method
        settings.layers = layers ?? settings.layers
        settings.embeddings = settings.layers == .max && settings.method == .full
        settings.epochs = integer("epochs") ?? settings.epochs
        settings.batch = integer("batch") ?? settings.batch
        settings.batchTokens = integer("batch_tokens")
        settings.accumulate = integer("accumulate") ?? settings.accumulate
        settings.learningRate = number("rate")
        settings.warmUp = number("warmup") ?? settings.warmUp
        settings.decay = command.clause("decay")?.value.text.flatMap { .init(rawValue: $0) } ?? settings.decay
        settings.dropout = number("dropout") ?? settings.dropout
        settings.seed = UInt64(integer("seed") ?? 0)
        settings.patience = integer("patience")
        read(objective: way("objective"), into: &settings)
        read(optimiser: way("optimiser"), into: &settings)
        for argument in command.values(of: "resisting") {
            read(hardship: argument.value.way, into: &settings)
        }
        return settings
    }

    private var isContrastive: Bool { way("objective")?.name.text == "contrastive" }

    /// How many layers, `.max` being all; nil where it wasn't said.
    private var layers: Int? {
        if case .choice("all")? = command.clause("layers")?.value { return .max }
        return integer("layers")
    }

    private func integer(_ word: String) -> Int? { command.clause(word)?.value.integer }
    private func number(_ word: String) -> Double? { command.clause(word)?.value.number }
    private func way(_ word: String) -> Language.Recipe.Component? {
        command.values(of: word).first?.value.way
    }

    private var method: TuningMethod {
        guard let way = way("method") else { return .full }
        let alpha = Float(way.option("alpha")?.number ?? 16)
        let targets = way.given("targets").map { given in
            (given.value.value.list?.map(\.value) ?? [given.value.value]).compactMap {
                $0.text.flatMap { TuningTarget(rawValue: $0) }
            }
        }
        return switch way.name.text {
        case "bias": .bias
        case "lora":
            .lora(
                rank: way.option("rank")?.integer ?? 8, alpha: alpha,
                targets: targets ?? TuningTarget.allCases)
        case "adalora":
            .adalora(
                budget: way.option("budget")?.integer ?? 4, alpha: alpha,
                targets: targets ?? TuningTarget.allCases)
        case "adapter": .adapter(size: way.option("size")?.integer ?? 64)
        default: .full
        }
    }

    private func read(objective way: Language.Recipe.Component?, into settings: inout TuningSettings) {
        guard let way else { return }
        if isContrastive {
            settings.pairs = way.option("pairs")?.integer ?? settings.pairs
            settings.hardPairs = way.option("hard")?.number ?? settings.hardPairs
            for entry in way.option("describing")?.record ?? [] {
                settings.descriptions[entry.key.text] = entry.value.value.text
            }
        } else {
            settings.labelSmoothing = way.option("smoothing")?.number ?? settings.labelSmoothing
            settings.balanced = way.option("class_weight")?.text == "balanced"
            settings.headRate = way.option("head_rate")?.number ?? settings.headRate
            settings.consistency = way.option("consistency")?.number ?? settings.consistency
        }
    }

    private func read(optimiser way: Language.Recipe.Component?, into settings: inout TuningSettings) {
        guard let way else { return }
        settings.optimiser = .init(rawValue: way.name.text) ?? settings.optimiser
        settings.weightDecay = way.option("weight_decay")?.number ?? settings.weightDecay
        settings.layerDecay = way.option("layer_decay")?.number ?? settings.layerDecay
        settings.clip = way.option("clip")?.number
    }

    private func read(hardship way: Language.Recipe.Component?, into settings: inout TuningSettings) {
        guard let way else { return }
        switch way.name.text {
        case "noise":
            settings.tokenNoise = way.option("tokens")?.number ?? settings.tokenNoise
            settings.vectorNoise = way.option("vectors")?.number ?? settings.vectorNoise
        case "fgm": settings.adversary = .fgm(size: way.option("size")?.number ?? 1)
        case "pgd":
            settings.adversary = .pgd(
                size: way.option("size")?.number ?? 1, steps: way.option("steps")?.integer ?? 3)
        default: break
        }
    }

    // MARK: As it would be written

    /// Every setting with its value as it would be written, defaults too, in the order of the signature.
    ///
    /// It is what tells runs apart, so all that decides what comes out is in it.
    static func written(_ settings: TuningSettings, encoderLayers: Int) -> [TuningRun.Setting] {
        let layers = min(settings.layers ?? 2, encoderLayers)
        var all: [(String, String)] = [
            ("layers", settings.embeddings ? "all" : "\(layers)"), ("method", text(settings.method)),
            ("objective", objective(settings)), ("epochs", "\(settings.epochs)"),
            ("batch", "\(settings.batch)"),
        ]
        if let tokens = settings.batchTokens { all.append(("batch_tokens", "\(tokens)")) }
        if settings.accumulate > 1 { all.append(("accumulate", "\(settings.accumulate)")) }
        if let rate = settings.learningRate { all.append(("rate", number(rate))) }
        all += [
            ("warmup", share(settings.warmUp)), ("decay", settings.decay.rawValue),
            (
                "optimiser",
                "\(settings.optimiser.rawValue)(weight_decay: \(number(settings.weightDecay)), layer_decay: \(number(settings.layerDecay)), clip: \(settings.clip.map(number) ?? "none"))"
            ), ("dropout", share(settings.dropout)),
        ]
        let hardships = hardships(settings)
        if !hardships.isEmpty { all.append(("resisting", hardships.joined(separator: ", "))) }
        if let patience = settings.patience { all.append(("patience", "\(patience)")) }
        return (all + [("seed", "\(settings.seed)")]).map { TuningRun.Setting($0.0, $0.1) }
    }

    private static func text(_ method: TuningMethod) -> String {
        func list(_ targets: [TuningTarget]) -> String {
            "[" + targets.map(\.rawValue).joined(separator: ", ") + "]"
        }
        return switch method {
        case .full: "full"
        case .bias: "bias"
        case .lora(let rank, let alpha, let targets):
            "lora(rank: \(rank), alpha: \(number(Double(alpha))), targets: \(list(targets)))"
        case .adalora(let budget, let alpha, let targets):
            "adalora(budget: \(budget), alpha: \(number(Double(alpha))), targets: \(list(targets)))"
        case .adapter(let size): "adapter(size: \(size))"
        }
    }

    private static func objective(_ settings: TuningSettings) -> String {
        guard settings.objective == .contrastive else {
            let weights = settings.balanced ? "balanced" : "none"
            return "classification(smoothing: \(share(settings.labelSmoothing)), class_weight: \(weights), "
                + "head_rate: \(number(settings.headRate)), consistency: \(number(settings.consistency)))"
        }
        let texts = settings.descriptions.sorted { $0.key < $1.key }.map { label, text in
            "\(label): \(CellPrinter.quoted(text))"
        }
        return "contrastive(pairs: \(settings.pairs), hard: \(share(settings.hardPairs))"
            + (texts.isEmpty ? ")" : ", describing: {\(texts.joined(separator: ", "))})")
    }

    private static func hardships(_ settings: TuningSettings) -> [String] {
        var found: [String] = []
        if settings.tokenNoise > 0 || settings.vectorNoise > 0 {
            found.append(
                "noise(tokens: \(share(settings.tokenNoise)), vectors: \(share(settings.vectorNoise)))")
        }
        switch settings.adversary {
        case .none: break
        case .fgm(let size): found.append("fgm(size: \(number(size)))")
        case .pgd(let size, let steps): found.append("pgd(size: \(number(size)), steps: \(steps))")
        }
        return found
    }

    /// With all its digits, since another number is another run.
    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }
    private static func share(_ value: Double) -> String { number((value * 1e10).rounded() / 1e8) + "%" }
}
