internal import CKernels
internal import Tokenizers

/// The sizes of an encoder, from `config.json`.
///
/// Every field that decides a shape is required there.
public struct EncoderConfiguration: Sendable {
    /// The family, as `model_type` names it.
    public let modelType: String
    /// The number of word vectors.
    public let vocabularySize: Int
    /// The number of dimensions of a word vector; mostly that of a hidden state.
    public let embeddingSize: Int
    /// The number of dimensions of a hidden state.
    public let hiddenSize: Int
    /// The number of transformer layers that a text passes.
    public let layerCount: Int
    /// The number of attention heads of a layer.
    public let headCount: Int
    /// The number of dimensions inside a feed-forward layer.
    public let feedForwardSize: Int
    /// The most tokens of a text.
    public let positionCount: Int
    /// The number of segment vectors; 0 where there are none.
    public let tokenTypeCount: Int
    /// What layer normalisation adds to a variance.
    public let layerNormEpsilon: Float
    /// Whether a token attends only to itself and what is before it.
    public var isCausal: Bool { architecture.isCausal }

    /// The number of dimensions of one head.
    public var headSize: Int { hiddenSize / headCount }

    let architecture: Architecture
    let activation: KernelActivation
    /// The padding token after whose id positions are counted; nil where they are counted from 0.
    let padding: Int?
    /// The numbers of groups of layers and of layers in each, where layers share weights.
    let groups: (count: Int, layers: Int)?

    /// The most layers: shared ones cost a file nothing.
    private static let mostLayers = 1000

    /// Reads `config.json` of a folder.
    public init(folder: String) throws(EncoderError) {
        guard let file = try SettingsFile(ifPresent: folder + "/config.json") else {
            throw .missingFile(folder: folder, file: "config.json")
        }
        try self.init(file)
    }

    init(_ file: SettingsFile) throws(EncoderError) {
        modelType = try file.string("model_type")
        let type = modelType
        guard let family = Architecture.all.first(where: { $0.modelTypes.contains(type) }) else {
            throw .unknownArchitecture(file: file.path, found: type, known: Architecture.knownTypes)
        }
        architecture = family
        for setting in family.fixed { try file.require(setting) }
        let fields = family.fields
        vocabularySize = try file.size(fields.vocabulary)
        hiddenSize = try file.size(fields.hidden)
        embeddingSize =
            try fields.embedding.map { name throws(EncoderError) in try file.size(name) } ?? hiddenSize
        headCount = try file.size(fields.heads)
        guard hiddenSize.isMultiple(of: headCount) else {
            throw .badField(
                file: file.path, field: fields.heads, expected: "a divisor of \(fields.hidden), \(hiddenSize)"
            )
        }
        if let factor = fields.feedForwardFactor, file.field(fields.feedForward) == nil {
            feedForwardSize = factor * hiddenSize
        } else {
            feedForwardSize = try file.size(fields.feedForward)
        }
        tokenTypeCount = try fields.types.map { name throws(EncoderError) in try file.size(name) } ?? 0
        layerNormEpsilon = try Self.epsilon(file, fields)
        activation = try Self.activation(file, fields)
        (layerCount, groups) = try Self.layers(file, fields)
        (positionCount, padding) = try Self.positions(file, family)
    }

    private static func epsilon(
        _ file: SettingsFile, _ fields: ConfigurationFields
    ) throws(EncoderError) -> Float {
        guard let name = fields.epsilon else { return 1e-12 }
        let epsilon = Float(try file.number(name))
        guard epsilon >= 0, epsilon.isFinite else {
            throw .badField(file: file.path, field: name, expected: "a number from 0")
        }
        return epsilon
    }

    private static func activation(
        _ file: SettingsFile, _ fields: ConfigurationFields
    ) throws(EncoderError) -> KernelActivation {
        let name = try file.string(fields.activation)
        switch name {
        case "gelu": return KERNEL_GELU
        case "gelu_new", "gelu_pytorch_tanh": return KERNEL_GELU_TANH
        case "relu": return KERNEL_RELU
        default: throw .unsupported(file: file.path, field: fields.activation, value: name)
        }
    }

    /// The number of layers, and how they are grouped.
    private static func layers(
        _ file: SettingsFile, _ fields: ConfigurationFields
    ) throws(EncoderError) -> (count: Int, groups: (count: Int, layers: Int)?) {
        let count = try file.size(fields.layers, atMost: mostLayers)
        guard let names = fields.groups else { return (count, nil) }
        let groups = try file.size(names.groups, atMost: count)
        let layers = try file.size(names.layers, atMost: mostLayers / count)
        return (count * layers, (groups, layers))
    }

    private static func positions(
        _ file: SettingsFile, _ family: Architecture
    ) throws(EncoderError) -> (count: Int, padding: Int?) {
        let rows = try file.size(family.fields.positions)
        guard case .afterPadding(let fixed) = family.positions else { return (rows, nil) }
        var padding = fixed ?? 1
        if fixed == nil, let field = file.field("pad_token_id") {
            guard let id = field.integer, (0..<Int(Int32.max)).contains(id) else {
                throw .badField(file: file.path, field: "pad_token_id", expected: "a token's id")
            }
            padding = id
        }
        guard rows > padding + 1 else {
            throw .badField(
                file: file.path, field: family.fields.positions, expected: "a number above \(padding + 1)")
        }
        return (rows - padding - 1, padding)
    }

    /// The rows of the table of positions.
    var positionRows: Int { positionCount + (padding.map { $0 + 1 } ?? 0) }

    /// Where the weights of a layer are, from 0; those that share weights have one place.
    func layerName(_ index: Int) -> String {
        let names = architecture.tensors
        guard let groups, let inner = names.group else { return "\(names.stack).\(index)" }
        // the reference's own rounding, in floats
        let layersOfGroup = Double(layerCount / groups.layers) / Double(groups.count)
        let group = min(Int(Double(index / groups.layers) / layersOfGroup), groups.count - 1)
        return "\(names.stack).\(group).\(inner).\(index % groups.layers)"
    }
}
