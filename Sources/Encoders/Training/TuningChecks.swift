/// What is checked before the first step.
enum TuningChecks {
    static func check(_ settings: TuningSettings) throws(EncoderError) {
        let counts = [
            ("epochs", settings.epochs, 1),
            ("batch", settings.batch, settings.objective == .contrastive ? 2 : 1),
            ("batch_tokens", settings.batchTokens ?? 1, 1), ("accumulate", settings.accumulate, 1),
            ("pairs", settings.pairs, 1), ("patience", settings.patience ?? 1, 1),
        ]
        for (setting, value, least) in counts where !(least...1_000_000).contains(value) {
            throw .badSetting(setting: setting, value: value, allowed: least...1_000_000)
        }
        let isPair = settings.objective == .contrastive
        let numbers: [(String, Double, ClosedRange<Double>)] = [
            ("rate", settings.learningRate ?? 1, 1e-9...100), ("head_rate", settings.headRate, 0...1e6),
            ("warm_up", settings.warmUp, 0...1), ("layer_decay", settings.layerDecay, 0...1),
            ("weight_decay", settings.weightDecay, 0...1), ("clip", settings.clip ?? 1, 1e-9...1e9),
            ("dropout", settings.dropout, 0...0.95), ("label_smoothing", settings.labelSmoothing, 0...0.95),
            ("hard_pairs", settings.hardPairs, 0...1), ("token_noise", settings.tokenNoise, 0...0.95),
            ("vector_noise", settings.vectorNoise, 0...10),
            // distance between two passes of a classifier: pairs have none
            ("consistency", settings.consistency, 0...(isPair ? 0 : 1000)),
        ]
        for (setting, value, allowed) in numbers where !allowed.contains(value) {
            throw .badTuningSetting(setting: setting, value: value, allowed: allowed)
        }
        if settings.embeddings {
            for (setting, isAsked) in [
                ("vector_noise", settings.vectorNoise > 0), ("adversary", settings.adversary != .none),
            ] where isAsked {
                throw .clashingSettings("embeddings", setting)
            }
        }
        switch settings.adversary {
        case .none: break
        case .fgm(let size), .pgd(let size, _):
            guard (0...1e6).contains(size) else {
                throw .badTuningSetting(setting: "size", value: size, allowed: 0...1e6)
            }
        }
        if case .pgd(_, let steps) = settings.adversary, !(1...100).contains(steps) {
            throw .badSetting(setting: "steps", value: steps, allowed: 1...100)
        }
    }

    /// Whether rows come in pairs.
    static func isPaired(_ settings: TuningSettings) -> Bool {
        settings.objective == .contrastive || settings.consistency > 0
    }

    static func check(
        _ train: TuningTexts, dev: TuningTexts?, labels: [String]
    ) throws(EncoderError) {
        let trained = try counts(train, labels, isDev: false)
        if let only = trained.firstIndex(of: train.texts.count) {
            throw .unfitTexts(.oneLabel(labels[only], rows: train.texts.count), dev: false)
        }
        guard let dev else { return }
        let judged = try counts(dev, labels, isDev: true)
        for (label, rows) in judged.enumerated() where rows > 0 && trained[label] == 0 {
            throw .unfitTexts(.untrainedLabel(labels[label], rows: rows), dev: true)
        }
    }

    /// The texts of each label.
    private static func counts(
        _ texts: TuningTexts, _ labels: [String], isDev: Bool
    ) throws(EncoderError) -> [Int] {
        guard !texts.texts.isEmpty else { throw .unfitTexts(.none, dev: isDev) }
        guard texts.labels.count == texts.texts.count else {
            throw .unfitTexts(.unknownLabel(row: min(texts.labels.count, texts.texts.count)), dev: isDev)
        }
        var counts = [Int](repeating: 0, count: labels.count)
        for (row, label) in texts.labels.enumerated() {
            guard labels.indices.contains(label) else {
                throw .unfitTexts(.unknownLabel(row: row), dev: isDev)
            }
            counts[label] += 1
        }
        return counts
    }
}
