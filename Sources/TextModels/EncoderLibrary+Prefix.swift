internal import Encoders

extension EncoderLibrary {
    /// The prefix that an encoder was trained with before every text, when it is to be used without one.
    ///
    /// The e5 models were trained on `query: ` and `passage: ` (Wang et al. 2022); which folder is one is told by its name.
    public func missingPrefix(of reference: EncoderReference) throws(TextModelError) -> String? {
        let encoder = try encoder(reference)
        guard (encoder.settings.prefix ?? "").isEmpty else { return nil }
        let names = [reference.name, encoder.name].flatMap { name in
            name.lowercased().split { !$0.isLetter && !$0.isNumber }
        }
        return names.contains("e5") && !names.contains("instruct") ? "query: " : nil
    }
}
