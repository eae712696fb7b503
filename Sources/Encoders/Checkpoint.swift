internal import Glibc
internal import Tokenizers

/// The weights of a folder: those of `model.safetensors`, or of the shards that `model.safetensors.index.json` names.
struct Checkpoint: Sendable {
    /// The file that is named in errors.
    let path: String
    /// The files in the order of their names.
    let files: [WeightFile]
    private var tensors: [String: WeightTensor]

    init(folder: String) throws(EncoderError) {
        if let file = try WeightFile(ifPresent: folder + "/model.safetensors") {
            self.init(file)
        } else if let index = try SettingsFile(ifPresent: folder + "/model.safetensors.index.json") {
            try self.init(index, of: folder)
        } else {
            for other in ["pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "model.onnx"]
            where access(folder + "/" + other, F_OK) == 0 {
                throw .unsupportedWeights(file: folder + "/" + other)
            }
            throw .missingFile(folder: folder, file: "model.safetensors")
        }
    }

    init(_ file: WeightFile) {
        path = file.path
        files = [file]
        tensors = file.tensors
    }

    /// The shards of an index, whose `weight_map` has the file of each tensor.
    private init(_ index: SettingsFile, of folder: String) throws(EncoderError) {
        func wrong(_ field: String, _ expected: String) -> EncoderError {
            .badField(file: index.path, field: field, expected: expected)
        }
        guard let map = index.value["weight_map"]?.members else {
            throw wrong("weight_map", "the file of each tensor")
        }
        var shards: [String: WeightFile] = [:]
        var tensors: [String: WeightTensor] = [:]
        for member in map {
            let field = "weight_map." + member.name
            guard let name = member.value.string, !name.isEmpty, !name.contains("/"), name != ".",
                name != ".."
            else {
                throw wrong(field, "the name of a file in this folder")
            }
            if shards[name] == nil { shards[name] = try WeightFile(ifPresent: folder + "/" + name) }
            guard let shard = shards[name] else { throw .missingFile(folder: folder, file: name) }
            guard let tensor = shard.tensors[member.name] else { throw wrong(field, "a file that holds it") }
            tensors[member.name] = tensor
        }
        path = index.path
        files = shards.sorted { $0.key < $1.key }.map(\.value)
        self.tensors = tensors
    }

    /// The tensor of that full name, which must have this shape.
    func tensor(_ name: String, shape: [Int]) throws(EncoderError) -> WeightTensor {
        guard let tensor = tensors[name] else {
            throw .missingTensor(file: path, tensor: name, shape: shape)
        }
        guard tensor.shape == shape else {
            throw .wrongShape(file: tensor.path, tensor: name, expected: shape, found: tensor.shape)
        }
        guard tensor.format != nil else {
            throw .unsupported(file: tensor.path, field: name + ".dtype", value: tensor.dtype)
        }
        return tensor
    }

    /// How many weights there are.
    var count: Int {
        tensors.values.reduce(0) { $0 + ($1.format == nil ? 0 : $1.shape.reduce(1, *)) }
    }

    /// Whether there is a tensor of that name.
    func contains(_ name: String) -> Bool { tensors[name] != nil }

    /// The shape of a tensor; nil without one.
    func shape(of name: String) -> [Int]? { tensors[name]?.shape }

    /// The tensors that are weights, in the order of their names.
    var weights: [(name: String, tensor: WeightTensor)] {
        tensors.filter { $0.value.format != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The same weights with a tensor put in the place of another, or added.
    mutating func replace(_ name: String, by tensor: WeightTensor) { tensors[name] = tensor }
}
