internal import Crypto
internal import Tensors

/// What a run is given.
struct TuningInputs: Sendable {
    let train: TuningTexts
    let dev: TuningTexts?
    let labels: [String]
    let settings: TuningSettings
    let folder: String
    let pool: ThreadPool

    /// A digest of all that decides what the run gives.
    func identity(of encoder: Encoder) -> [UInt8] {
        var hash = SHA256()
        func add(_ text: String) {
            hash.update(data: Array("\(text.utf8.count) ".utf8))
            hash.update(data: Array(text.utf8))
        }
        add("loupe tuning 1")
        add(encoder.hash)
        // a dictionary has no order of its own
        var plain = settings
        plain.descriptions = [:]
        add(String(describing: plain))
        for (label, text) in settings.descriptions.sorted(by: { $0.key < $1.key }) {
            add(label)
            add(text)
        }
        for name in labels { add(name) }
        for texts in [train, dev].compactMap({ $0 }) {
            add("texts")
            for (text, label) in zip(texts.texts, texts.labels) {
                add(text)
                add("\(label)")
            }
        }
        return Array(hash.finalize())
    }
}
