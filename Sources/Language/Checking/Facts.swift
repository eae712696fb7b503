internal import Phrases

/// What is known of a value without running anything.
///
/// Nil means unknown, which is never complained about.
public enum Facts: Sendable, Equatable {
    /// A dataset.
    indirect case dataset(DatasetFacts)
    /// Vectors.
    case vectors(VectorFacts)
    /// An unfitted recipe.
    indirect case recipe(RecipeFacts)
    /// A fitted model.
    indirect case model(ModelFacts)
    /// An encoder.
    case encoder(EncoderFacts)
    /// A text, with its characters if they are known.
    case text(String?)
    /// A number, with its value if it is known.
    case number(Double?)
    /// A value of which only the type is known.
    case other(ValueType)
    /// A value whose type is not known before it runs, as that of `open`.
    case unknown

    /// A value of which only the type is known.
    public init(ofType type: ValueType) {
        switch type {
        case .dataset: self = .dataset(DatasetFacts())
        case .vectors: self = .vectors(VectorFacts())
        case .recipe: self = .recipe(RecipeFacts())
        case .model: self = .model(ModelFacts())
        case .encoder: self = .encoder(EncoderFacts())
        case .text: self = .text(nil)
        case .number: self = .number(nil)
        default: self = .other(type)
        }
    }

    /// The type, if it is known.
    public var type: ValueType? {
        switch self {
        case .dataset: .dataset
        case .vectors: .vectors
        case .recipe: .recipe
        case .model: .model
        case .encoder: .encoder
        case .text: .text
        case .number: .number
        case .other(let type): type
        case .unknown: nil
        }
    }
}

/// What is known of a dataset.
public struct DatasetFacts: Sendable, Equatable {
    /// The columns in order.
    public var columns: [ColumnFacts]?
    /// The columns that hold the text; empty when it is known that there are none.
    public var textColumns: [String]?
    /// The column that holds the label; empty when it is known that there is none.
    public var labelColumn: String?
    /// The labels with their counts, sorted as the dataset sorts them.
    public var labels: [LabelFacts]?
    /// The number of rows.
    public var rows: Int?
    /// Whether a row may have several labels.
    public var hasSeveralLabels: Bool?

    /// What is known of a dataset; by default nothing.
    public init(
        columns: [ColumnFacts]? = nil, textColumns: [String]? = nil, labelColumn: String? = nil,
        labels: [LabelFacts]? = nil, rows: Int? = nil, hasSeveralLabels: Bool? = nil
    ) {
        self.hasSeveralLabels = hasSeveralLabels
        self.columns = columns
        self.textColumns = textColumns
        self.labelColumn = labelColumn
        self.labels = labels
        self.rows = rows
    }
}

/// What is known of a column.
public struct ColumnFacts: Sendable, Equatable {
    /// What its cells hold.
    public enum Kind: String, Sendable {
        /// Texts.
        case text
        /// Numbers.
        case number
        /// Truth values.
        case boolean
        /// Not known yet.
        case unknown

        /// What a reader calls it.
        public var title: String {
            switch self {
            case .text: phrase("text", zh: "文本")
            case .number: phrase("number", zh: "数字")
            case .boolean: phrase("boolean", zh: "真假值")
            case .unknown: phrase("unknown", zh: "未知")
            }
        }
    }

    /// The column's name.
    public let name: String
    /// What its cells hold.
    public let kind: Kind
    /// A few of its values, for completion and suggestions; may be empty.
    public let samples: [String]

    /// What is known of a column.
    public init(_ name: String, _ kind: Kind = .unknown, samples: [String] = []) {
        self.name = name
        self.kind = kind
        self.samples = samples
    }
}

/// A label and how many rows have it.
public struct LabelFacts: Sendable, Equatable {
    /// The label.
    public let name: String
    /// The number of rows, if it is known.
    public let count: Int?

    /// A label with its count.
    public init(_ name: String, count: Int? = nil) {
        self.name = name
        self.count = count
    }
}

/// What is known of vectors.
public struct VectorFacts: Sendable, Equatable {
    /// Numbers in a vector.
    public var dimension: Int?
    /// Number of vectors.
    public var rows: Int?
    /// The dataset whose texts they stand for.
    public var dataset: DatasetFacts

    /// What is known of vectors; by default nothing.
    public init(dimension: Int? = nil, rows: Int? = nil, dataset: DatasetFacts = DatasetFacts()) {
        self.dimension = dimension
        self.rows = rows
        self.dataset = dataset
    }
}

/// What is known of an encoder.
public struct EncoderFacts: Sendable, Equatable {
    /// The number of its layers.
    public var layers: Int?
    /// Attention heads in a layer.
    public var attentionHeads: Int?

    /// What is known of an encoder; by default nothing.
    public init(layers: Int? = nil, attentionHeads: Int? = nil) {
        self.layers = layers
        self.attentionHeads = attentionHeads
    }
}

/// What is known of a recipe.
public struct RecipeFacts: Sendable, Equatable {
    /// How far a recipe goes: a recipe that can be fitted has both features and a head.
    public enum Shape: String, Sendable {
        /// Turns texts into numbers, without a head.
        case features
        /// Changes numbers only.
        case stages
        /// Decides from numbers, but has no features.
        case head
        /// Features and a head: can be fitted.
        case complete
    }

    /// How far it goes, nil when unknown.
    public var shape: Shape?
    /// Whether it uses an encoder.
    public var hasEncoder: Bool?
    /// Whether an option is marked `try`.
    public var isTried: Bool
    /// A component whose numbers can be below zero.
    public var signedBlock: String?
    /// Its last part, if that needs counts, which are never below zero.
    public var countingHead: String?
    /// The columns of the data that it needs.
    public var columns: [String]

    /// What is known of a recipe.
    public init(
        shape: Shape? = nil, hasEncoder: Bool? = nil, isTried: Bool = false,
        signedBlock: String? = nil, countingHead: String? = nil, columns: [String] = []
    ) {
        self.shape = shape
        self.hasEncoder = hasEncoder
        self.isTried = isTried
        self.signedBlock = signedBlock
        self.countingHead = countingHead
        self.columns = columns
    }

    /// Components whose numbers can be below zero.
    static let signedComponents: Set = ["encoder", "scale", "reduce", "log_ratio"]

    /// What is known of one component.
    public init(of component: Recipe.Component) {
        let kind = component.signature?.kind
        let name = component.name.text
        switch kind {
        case .features: shape = .features
        case .stage: shape = .stages
        case .head: shape = .head
        default: shape = nil
        }
        hasEncoder = name == "encoder"
        isTried = component.options.contains(where: \.isTried)
        signedBlock = Self.signedComponents.contains(name) ? name : nil
        let variant = component.given("kind")?.value.value.text
        columns = name == "column" ? [component.option("name")?.text].compactMap(\.self) : []
        countingHead =
            name == "log_ratio"
            ? name : name == "naive_bayes" && variant != "gaussian" && variant != "bernoulli" ? name : nil
    }
}

/// What is known of a fitted model.
public struct ModelFacts: Sendable, Equatable {
    /// Its labels, sorted as the model sorts them.
    public var labels: [String]?
    /// Whether it has an encoder.
    public var hasEncoder: Bool?
    /// Layers of its encoder.
    public var layers: Int?
    /// Attention heads in a layer of its encoder.
    public var attentionHeads: Int?
    /// The columns of the data that it needs.
    public var columns: [String]
    /// Whether it gives a text several labels.
    public var givesSeveralLabels: Bool?

    /// What is known of a model; by default nothing.
    public init(
        labels: [String]? = nil, hasEncoder: Bool? = nil, layers: Int? = nil,
        attentionHeads: Int? = nil, columns: [String] = [], givesSeveralLabels: Bool? = nil
    ) {
        self.givesSeveralLabels = givesSeveralLabels
        self.labels = labels
        self.hasEncoder = hasEncoder
        self.layers = layers
        self.attentionHeads = attentionHeads
        self.columns = columns
    }
}
