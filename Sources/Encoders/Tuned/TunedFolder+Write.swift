internal import Tensors
internal import Tokenizers

extension TunedFolder {
    /// Writes what was trained of `base` into a folder, which is made where it lacks; other files in it stay.
    ///
    /// Products of low rank go in PEFT's layout, everything else under the base's own names. `tuning.json` comes last, so that
    /// a folder whose writing was cut short isn't taken for whole.
    static func write(
        _ parameters: [Parameter], _ method: TuningMethod, _ record: TuningRecord, of base: Encoder,
        to folder: String
    ) throws(EncoderError) {
        try NewFolder.make(folder)
        let name: String
        switch method {
        case .lora, .adalora:
            name = PEFTConfiguration.weightsName
            let adapter = PEFTFolder(parameters, method, of: base)
            try NewFile.replace(folder + "/" + PEFTConfiguration.fileName, with: adapter.configuration)
            try adapter.weights.write(to: folder + "/" + name)
        case .full, .bias, .adapter:
            name = weightsName
            let root = Transformer.root(base.weights, base.configuration.architecture)
            let entries = try parameters.map { parameter throws(EncoderError) in
                try entry(parameter, root[parameter.name].name, of: base)
            }
            try TensorFile(entries: entries).write(to: folder + "/" + name)
        }
        guard let file = try WeightFile(ifPresent: folder + "/" + name) else {
            throw .missingFile(folder: folder, file: name)
        }
        let digest = EncoderHash.hexadecimal(EncoderHash.digest(of: file.file, nil))
        try NewFile.replace(folder + "/" + recordName, with: record.encoded(base.identity, digest: digest))
    }

    /// A whole tensor, also where only some of its rows were trained.
    private static func entry(
        _ parameter: Parameter, _ name: String, of base: Encoder
    ) throws(EncoderError) -> TensorFile.Entry {
        guard let rows = parameter.rows, let width = parameter.shape.last,
            let shape = base.weights.shape(of: name)
        else { return TensorFile.Entry(name, parameter.shape, parameter.value) }
        let whole = try base.weights.tensor(name, shape: shape)
        return TensorFile.Entry(name, shape) { range, output in
            whole.copy(from: range.lowerBound, count: range.count, to: output)
            for (place, row) in rows.enumerated() {
                let first = Int(row) * width
                let shared = range.clamped(to: first..<first + width)
                guard !shared.isEmpty else { continue }
                let source = parameter.value.pointer + place * width + shared.lowerBound - first
                (output + shared.lowerBound - range.lowerBound).update(from: source, count: shared.count)
            }
        }
    }
}

extension Encoder {
    /// Which weights these are, settings apart: what a folder of a tuned encoder names as its base.
    public var identity: WeightIdentity {
        let digest = EncoderHash.digest(of: weights.files.map(\.file), tuned: tuned, ledger)
        return WeightIdentity(name: Self.lastPart(of: tuned.last?.path ?? folder), digest: digest)
    }
}
