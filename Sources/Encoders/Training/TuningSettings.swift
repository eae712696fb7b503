/// Everything that decides what a tuning run gives, besides encoder and data: same settings, same seed, same bits.
public struct TuningSettings: Sendable, Equatable, Codable {
    /// What is minimised.
    public enum Objective: String, Sendable, CaseIterable, Codable {
        /// Cross-entropy of a softmax layer behind the vectors, which is thrown away afterwards.
        case classification
        /// The cosine of pairs: 1 of texts with one label, 0 of others (Tunstall et al. 2022).
        case contrastive
    }
    /// How steps follow from gradients.
    public enum Optimiser: String, Sendable, CaseIterable, Codable {
        /// Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019).
        case adamw
        /// Gradient descent with momentum 0.9.
        case sgd
    }
    /// How the learning rate falls behind its warm-up.
    public enum Decay: String, Sendable, CaseIterable, Codable { case linear, cosine, constant }

    /// What of the trained layers changes.
    public var method = TuningMethod.full
    /// How many of the last transformer layers are trained; nil is the last two, or all where there are fewer;
    /// `.max` is all.
    public var layers: Int?
    /// Whether the embedding layer is trained too; all layers must be then.
    public var embeddings = false
    /// What is minimised.
    public var objective = Objective.classification
    /// How steps follow from gradients.
    public var optimiser = Optimiser.adamw
    /// The greatest learning rate; nil is the method's own default.
    public var learningRate: Double?
    /// The head's learning rate, as a multiple of the encoder's.
    public var headRate = 10.0
    /// The share of the steps in which the learning rate rises.
    public var warmUp = 0.1
    /// How the learning rate falls behind its warm-up.
    public var decay = Decay.linear
    /// What a layer's learning rate is of that of the layer above.
    public var layerDecay = 1.0
    /// The share of matrices that a step at learning rate 1 would take away.
    public var weightDecay = 0.01
    /// The most passes over the texts, or over the pairs.
    public var epochs = 5
    /// The texts of a step.
    public var batch = 32
    /// The most tokens of a step, texts being taken out of a batch that has more; nil bounds texts alone.
    public var batchTokens: Int?
    /// The batches whose gradients one step adds up.
    public var accumulate = 1
    /// The greatest norm of all gradients together, to which longer ones are shortened; nil leaves them.
    public var clip: Double? = 1
    /// The probability of a number in the trained layers to be left out.
    public var dropout = 0.1
    /// The share of a label that is spread over all.
    public var labelSmoothing = 0.0
    /// Whether each label's rows weigh as much together as any other's.
    public var balanced = false
    /// The epochs without a better score on the dev set after which training ends; nil never ends early.
    public var patience: Int? = 2
    /// Contrastive: the most pairs for each training text.
    public var pairs = 40
    /// Contrastive: the share of pairs that are drawn among those that the present vectors get most wrong.
    public var hardPairs = 0.25
    /// Contrastive: a text that describes each label, taken for one more text of it.
    public var descriptions: [String: String] = [:]
    /// The share of tokens that training reads as unknown ones.
    public var tokenNoise = 0.0
    /// The deviation of the noise on the trained part's inputs, as a share of theirs.
    public var vectorNoise = 0.0
    /// Adversarial steps on the trained part's inputs.
    public var adversary = Adversary.none
    /// The weight of the distance between two dropout passes over the same text (R-Drop: Wu and others, 2021).
    public var consistency = 0.0
    /// Decides order, dropout, noise, and where what is new begins.
    public var seed: UInt64 = 0

    /// The defaults of classification.
    public init() {}

    /// The defaults of pairs: few labels need all layers, gently.
    public static var contrastive: TuningSettings {
        var settings = TuningSettings()
        settings.objective = .contrastive
        settings.layers = .max
        settings.embeddings = true
        settings.epochs = 3
        return settings
    }

    /// Steps against the model on its own inputs.
    public enum Adversary: Sendable, Equatable, Codable {
        case none
        /// One step of length `size` along the gradient (Miyato et al. 2017).
        case fgm(size: Double)
        /// Several smaller ones, kept within `size` (Madry et al. 2018).
        case pgd(size: Double, steps: Int)
    }
}
