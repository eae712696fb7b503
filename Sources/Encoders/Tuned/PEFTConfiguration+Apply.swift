internal import Tensors
internal import Tokenizers

extension PEFTConfiguration {
    /// What PEFT puts before the names of the model that it wraps.
    static let prefix = "base_model.model."

    /// Adds the products of a file to the matrices of a checkpoint, and replaces the tensors that it has whole.
    func apply(
        _ weights: WeightFile, to checkpoint: inout Checkpoint, _ root: WeightPath, _ family: Architecture
    ) throws(EncoderError) {
        let names = ModuleNames(root: root, prefixes: family.prefixes)
        var modules: Set<String> = []
        for name in weights.tensors.keys.sorted() {
            guard name.hasPrefix(Self.prefix) else {
                throw .damagedWeights(
                    file: weights.path, tensor: name, reason: "its name doesn't begin with \(Self.prefix)")
            }
            let own = String(name.dropFirst(Self.prefix.count))
            let parts = own.split(separator: ".")
            if let place = parts.firstIndex(where: { $0.hasPrefix("lora_") || $0 == "ranknum" }) {
                modules.insert(parts[..<place].joined(separator: "."))
                guard ["lora_A", "lora_B", "lora_E", "ranknum"].contains(parts[place]) else {
                    throw .unsupported(file: weights.path, field: name, value: String(parts[place]))
                }
            } else {
                try replace(own, by: weights.tensors[name], of: weights, in: &checkpoint, names)
            }
        }
        for module in modules.sorted() {
            guard isTarget(module) else {
                throw .badField(file: file.path, field: "target_modules", expected: "also \(module)")
            }
            guard let name = names.tensor(module + ".weight", in: checkpoint),
                let shape = checkpoint.shape(of: name), shape.count == 2
            else {
                throw .damagedWeights(
                    file: weights.path, tensor: Self.prefix + module + ".lora_A",
                    reason: "the encoder has no matrix \(module).weight")
            }
            let product = try product(of: module, weights, shape, family.tensors.storage)
            checkpoint.replace(name, by: try checkpoint.tensor(name, shape: shape).adding(product))
        }
    }

    /// A tensor that was trained whole: a bias, or one of `modules_to_save`; heads aren't the encoder's.
    private func replace(
        _ own: String, by tensor: WeightTensor?, of weights: WeightFile, in checkpoint: inout Checkpoint,
        _ names: ModuleNames
    ) throws(EncoderError) {
        let plain = own.split(separator: ".").filter { $0 != "base_layer" && $0 != "modules_to_save" }
            .joined(separator: ".")
        guard let tensor, let name = names.tensor(plain, in: checkpoint),
            let shape = checkpoint.shape(of: name)
        else {
            guard isSaved(plain) else {
                throw .damagedWeights(
                    file: weights.path, tensor: Self.prefix + own, reason: "the encoder has no such tensor")
            }
            return
        }
        guard tensor.shape == shape else {
            throw .wrongShape(
                file: weights.path, tensor: Self.prefix + own, expected: shape, found: tensor.shape)
        }
        guard tensor.format != nil else {
            throw .unsupported(file: weights.path, field: Self.prefix + own + ".dtype", value: tensor.dtype)
        }
        checkpoint.replace(name, by: tensor)
    }

    /// The product that a module's matrices make, laid out as its weights are, of `shape`.
    private func product(
        of module: String, _ weights: WeightFile, _ shape: [Int], _ storage: MatrixStorage
    ) throws(EncoderError) -> LowRankProduct {
        let isTurned = storage == .inputsFirst
        let (outputs, inputs) = isTurned ? (shape[1], shape[0]) : (shape[0], shape[1])
        let ending = isAdaptive ? "" : ".weight"
        let first = Self.prefix + module + ".lora_A" + ending
        let found = weights.tensors[first]?.shape ?? []
        let rank = hasRanks && found.count == 2 ? found[0] : self.rank
        let all = Checkpoint(weights)
        let right = try all.tensor(first, shape: [rank, inputs]).numbers
        let left = try all.tensor(
            Self.prefix + module + ".lora_B" + ending, shape: [outputs, rank]
        ).numbers
        if isAdaptive {
            let values = try all.tensor(Self.prefix + module + ".lora_E", shape: [rank, 1]).numbers
            for row in 0..<rank {
                for column in 0..<inputs { right.pointer[row * inputs + column] *= values.pointer[row] }
            }
        }
        let product = LowRankProduct(
            left: left, right: right, rank: rank, columns: inputs,
            scale: scale(of: module, rank: max(1, rank)))
        return isTurned ? product.transposed() : product
    }
}

extension WeightTensor {
    /// All its numbers.
    fileprivate var numbers: FloatBuffer {
        let buffer = FloatBuffer(count: count)
        copy(from: 0, count: count, to: buffer.pointer)
        return buffer
    }
}

/// How the modules of a wrapped model are named in the checkpoint of the bare one, or of one below a head.
struct ModuleNames {
    let root: WeightPath
    let prefixes: [String]

    /// The checkpoint's name for a tensor of the wrapped model; nil where it has none.
    func tensor(_ name: String, in checkpoint: Checkpoint) -> String? {
        let bare = prefixes.first { name.hasPrefix($0 + ".") }.map { String(name.dropFirst($0.count + 1)) }
        let candidates = [name, root[name].name] + (bare.map { [root[$0].name] } ?? [])
        return candidates.first(where: checkpoint.contains)
    }
}
