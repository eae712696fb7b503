internal import Tokenizers

/// A folder that holds what training changed of an encoder, and of which.
///
/// Ours have `tuning.json` and the changed tensors in `tuned.safetensors`, or matrices of low rank as PEFT writes them, in
/// `adapter_config.json` and `adapter_model.safetensors`. Folders of PEFT itself lack `tuning.json`.
struct TunedFolder: Sendable {
    static let recordName = "tuning.json"
    static let weightsName = "tuned.safetensors"
    /// The layout of `tuning.json`.
    static let version = 1

    let path: String
    let file: WeightFile
    /// PEFT's settings, where the folder is of its layout.
    let adapter: PEFTConfiguration?
    /// The weights that it was made for; nil where PEFT doesn't say.
    let base: WeightIdentity?

    init(path: String, _ ledger: DigestLedger?) throws(EncoderError) {
        self.path = path
        let record = try SettingsFile(ifPresent: path + "/" + Self.recordName)
        adapter = try SettingsFile(ifPresent: path + "/" + PEFTConfiguration.fileName).map {
            file throws(EncoderError) in try PEFTConfiguration(file)
        }
        guard record != nil || adapter != nil else {
            throw .missingFile(folder: path, file: Self.recordName)
        }
        let name = adapter == nil ? Self.weightsName : PEFTConfiguration.weightsName
        guard let file = try WeightFile(ifPresent: path + "/" + name) else {
            if let other = try? MappedFile(path: path + "/adapter_model.bin"), adapter != nil {
                throw .unsupportedWeights(file: other.path)
            }
            throw .missingFile(folder: path, file: name)
        }
        self.file = file
        base = try record.map { record throws(EncoderError) in
            try Self.base(
                record, EncoderHash.hexadecimal(EncoderHash.digest(of: file.file, ledger)), of: file)
        }
    }

    /// The weights that a record names; the file beside it must be the one that it was written with.
    private static func base(
        _ record: SettingsFile, _ digest: String, of file: WeightFile
    ) throws(EncoderError) -> WeightIdentity {
        let found = try record.size("version")
        guard found == version else {
            throw .unsupported(file: record.path, field: "version", value: "\(found)")
        }
        guard let name = record.field("base")?["name"]?.string,
            let base = record.field("base")?["digest"]?.string
        else {
            throw .badField(file: record.path, field: "base", expected: "a name and a digest")
        }
        guard try record.string("digest") == digest else {
            throw .damagedWeights(
                file: file.path, tensor: "", reason: "it isn't the file that \(recordName) was written with")
        }
        return WeightIdentity(name: name, digest: base)
    }

    /// The digest of all that decides vectors.
    func identity(_ ledger: DigestLedger?) -> [UInt8] {
        let weights = EncoderHash.digest(of: file.file, ledger)
        guard let adapter else { return weights }
        return EncoderHash.digest(of: weights + Array(adapter.file.value.text.utf8))
    }
}

extension Checkpoint {
    /// The weights with what folders hold, each over the one before; `folder` is the base's.
    func tuned(
        by folders: [String], of folder: String, _ configuration: EncoderConfiguration,
        _ ledger: DigestLedger?
    ) throws(EncoderError) -> (Checkpoint, [TunedFolder]) {
        var (weights, applied): (Checkpoint, [TunedFolder]) = (self, [])
        for path in folders {
            let tuned = try TunedFolder(path: path, ledger)
            if let expected = tuned.base {
                let below = applied.last?.path ?? folder
                let digest = EncoderHash.digest(of: files.map(\.file), tuned: applied, ledger)
                guard expected.digest == digest else {
                    let found = WeightIdentity(name: Encoder.lastPart(of: below), digest: digest)
                    throw .wrongBase(tuned: path, base: below, expected: expected, found: found)
                }
            }
            let root = Transformer.root(weights, configuration.architecture)
            if let adapter = tuned.adapter {
                try adapter.apply(tuned.file, to: &weights, root, configuration.architecture)
            } else {
                try weights.replace(by: tuned.file, root, configuration)
            }
            applied.append(tuned)
        }
        return (weights, applied)
    }

    /// Puts the tensors of a file in the place of those of their names; those of adapters are added.
    private mutating func replace(
        by file: WeightFile, _ root: WeightPath, _ configuration: EncoderConfiguration
    ) throws(EncoderError) {
        let places = Bottleneck.places(root, configuration)
        for (name, tensor) in file.tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.format != nil else {
                throw .unsupported(file: file.path, field: name + ".dtype", value: tensor.dtype)
            }
            if let shape = shape(of: name) {
                guard shape == tensor.shape else {
                    throw .wrongShape(file: file.path, tensor: name, expected: shape, found: tensor.shape)
                }
            } else if !places.contains(where: { name.hasPrefix($0 + ".") }) {
                throw .damagedWeights(
                    file: file.path, tensor: name, reason: "the encoder it was made for has no such tensor")
            }
            replace(name, by: tensor)
        }
    }
}
