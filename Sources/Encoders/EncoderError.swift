public import Tokenizers

/// What can go wrong with an encoder's folder or its work.
public enum EncoderError: Error, Sendable, Equatable {
    /// A file is missing.
    case missingFile(folder: String, file: String)
    /// A file can't be read; `reason` is the system's.
    case unreadable(file: String, reason: String)
    /// A file can't be written; `reason` is the system's.
    case unwritable(file: String, reason: String)
    /// Weights of a kind that isn't read, such as `pytorch_model.bin`.
    case unsupportedWeights(file: String)
    /// Not well-formed JSON, at this byte.
    case malformedJSON(file: String, offset: Int, reason: String)
    /// A field is missing, or holds something else than it should.
    case badField(file: String, field: String, expected: String)
    /// A model of a family that isn't read; `known` are the values of `model_type` that are.
    case unknownArchitecture(file: String, found: String, known: [String])
    /// A setting that this encoder doesn't know.
    case unsupported(file: String, field: String, value: String)
    /// The weight file contradicts itself or its length.
    case damagedWeights(file: String, tensor: String, reason: String)
    /// The weights lack a tensor, named in full.
    case missingTensor(file: String, tensor: String, shape: [Int])
    /// A tensor has another shape than the configuration says.
    case wrongShape(file: String, tensor: String, expected: [Int], found: [Int])
    /// The tokenizer's files are at fault.
    case tokenizer(TokenizerError)
    /// The tokenizer knows more ids than there are word vectors.
    case vocabularyMismatch(folder: String, tokens: Int, vectors: Int)
    /// A layer that the encoder hasn't; layers run from 0, the embedding layer, to `layers`.
    case noSuchLayer(layer: Int, layers: Int)
    /// A setting outside its range.
    case badSetting(setting: String, value: Int, allowed: ClosedRange<Int>)
    /// A list that is empty or has something twice.
    case repeatedSetting(setting: String, value: String)
    /// Layers that can't be trained.
    case cannotTrain(encoder: String, obstacle: TrainingObstacle)
    /// A tuned encoder's folder that was made for other weights; digests in hexadecimal.
    case wrongBase(tuned: String, base: String, expected: WeightIdentity, found: WeightIdentity)
    /// An encoder that no other program's folder can hold, and why.
    case notExportable(encoder: String, ExportObstacle)
    /// Texts that nothing can be learned from; `dev` tells that the dev set's are meant.
    case unfitTexts(TuningTextsFault, dev: Bool)
    /// A setting of training outside its range.
    case badTuningSetting(setting: String, value: Double, allowed: ClosedRange<Double>)
    /// Two settings of training that can't be had together.
    case clashingSettings(String, String)
    /// The loss, or the gradient's norm, is no finite number, or far beyond where it began.
    case diverged(loss: Double, step: Int, learningRate: Double)
    /// The work was interrupted.
    case interrupted
}

/// Which weights there are: what their folder is called, and the SHA-256 of what they are.
public struct WeightIdentity: Sendable, Equatable, Codable {
    /// The folder's last component.
    public var name: String
    /// In hexadecimal.
    public var digest: String

    /// Names weights.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }
}

/// What an ordinary folder can't say.
public enum ExportObstacle: String, Sendable, Equatable {
    /// Bottleneck adapters, which no matrix of the encoder can take up.
    case adapter
    /// Vectors that are not the last layer's.
    case layer
    /// Texts whose middle is cut.
    case truncation
}
