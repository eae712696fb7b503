internal import Tokenizers

/// What a folder of a tuned encoder says of its base, for who looks for it.
public struct TunedBase: Sendable, Equatable {
    /// The base's folder, or what Hugging Face calls it.
    public let name: String
    /// The digest of its weights; nil in PEFT's own folders.
    public let digest: String?

    /// Reads a folder; nil where it is an encoder of its own, or none.
    public init?(folder: String) throws(EncoderError) {
        guard try SettingsFile(ifPresent: folder + "/config.json") == nil,
            try SettingsFile(ifPresent: folder + "/modules.json") == nil
        else { return nil }
        if let found = try TuningRecord.read(folder) {
            (name, digest) = (found.base.name, found.base.digest)
        } else if let file = try SettingsFile(ifPresent: folder + "/" + PEFTConfiguration.fileName) {
            (name, digest) = (try file.string("base_model_name_or_path"), nil)
        } else {
            return nil
        }
    }

    /// Whether a folder, of an encoder of its own, has the base's weights.
    public func isHere(_ folder: String, ledger: DigestLedger?) -> Bool {
        guard let digest, let own = try? FolderSettings(folder: folder),
            let weights = try? Checkpoint(folder: own.transformer)
        else { return false }
        return EncoderHash.digest(of: weights.files.map(\.file), tuned: [], ledger) == digest
    }
}
