internal import Phrases

/// What a verb or a component takes and gives: one row of the table that checker, completion, inspection,
/// help and reference share.
public final class Signature: Sendable {
    /// Verbs begin statements; the others are parts of recipes.
    public enum Kind: String, Sendable, CaseIterable {
        /// Begins a command.
        case verb
        /// Turns texts into columns of numbers.
        case features
        /// Changes columns of numbers.
        case stage
        /// Decides; the last part of a recipe.
        case head
        /// What of an encoder `finetune` changes.
        case method
        /// What `finetune` minimises.
        case objective
        /// How `finetune` takes its steps.
        case optimiser
        /// What `finetune` makes harder for the encoder while it learns.
        case hardship

        /// What help calls it.
        public var title: String {
            switch self {
            case .verb: phrase("verb", zh: "动词")
            case .features: phrase("features", zh: "特征")
            case .stage: phrase("stage", zh: "变换")
            case .head: phrase("head", zh: "分类头")
            case .method: phrase("method of finetune", zh: "finetune 的方法")
            case .objective: phrase("objective of finetune", zh: "finetune 的目标")
            case .optimiser: phrase("optimiser of finetune", zh: "finetune 的优化器")
            case .hardship: phrase("hardship of finetune", zh: "finetune 的干扰")
            }
        }
    }

    /// A chapter of the reference.
    public enum Chapter: String, Sendable, CaseIterable {
        /// Loading, changing and showing data.
        case data = "data"
        /// Texts as tokens and vectors.
        case vectors = "text and vectors"
        /// Fitting.
        case learn = "learn"
        /// Training encoders.
        case tuning = "training encoders"
        /// Measuring.
        case judge = "judge"
        /// Explaining.
        case look = "look inside"
        /// Predicting and keeping models.
        case use = "use"
        /// The kernel itself.
        case kernel = "kernel"
        /// The parts of a recipe.
        case recipes = "recipes"

        /// What the reference calls it.
        public var title: String {
            switch self {
            case .data: phrase("data", zh: "数据")
            case .vectors: phrase("text and vectors", zh: "文本与向量")
            case .learn: phrase("learn", zh: "训练")
            case .tuning: phrase("training encoders", zh: "训练编码器")
            case .judge: phrase("judge", zh: "评估")
            case .look: phrase("look inside", zh: "解释")
            case .use: phrase("use", zh: "使用")
            case .kernel: phrase("kernel", zh: "内核")
            case .recipes: phrase("recipes", zh: "配方")
            }
        }
    }

    /// The word.
    public let name: String
    /// Verb or kind of component.
    public let kind: Kind
    /// Where the reference lists it.
    public let chapter: Chapter
    /// What stands directly behind a verb.
    public let operands: [Parameter]
    /// A verb's clauses, or a component's options.
    public let clauses: [Parameter]
    /// Words of which exactly one must be given: clause words, or names of operands.
    public let alternatives: [[String]]
    /// What a command gives; nil when it gives nothing to name.
    public let result: ValueType?
    /// Whether a result that is not named is most likely a mistake.
    public let wantsName: Bool
    /// One line of help.
    public var help: String { words.text }
    private let words: Phrase
    /// A cell that shows it; it parses, checks and runs.
    public var example: String { cell.text }
    private let cell: Phrase

    init(
        _ name: String, _ kind: Kind, _ chapter: Chapter, operands: [Parameter] = [],
        clauses: [Parameter] = [],
        alternatives: [[String]] = [], result: ValueType? = nil, wantsName: Bool = false, help: String,
        zh: String, example: String, zhExample: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.chapter = chapter
        self.operands = operands
        self.clauses = clauses
        self.alternatives = alternatives
        self.result = result
        self.wantsName = wantsName
        words = Phrase(help, zh: zh)
        cell = Phrase(example, zh: zhExample ?? example)
    }

    /// The clause or option of this name.
    public func clause(_ name: String) -> Parameter? { clauses.first { $0.name == name } }
}

/// The kinds of value that a name can hold.
public enum ValueType: String, Sendable, CaseIterable {
    /// Rows of columns with roles.
    case dataset
    /// One vector a text.
    case vectors
    /// An unfitted recipe.
    case recipe
    /// A fitted model.
    case model
    /// A pretrained encoder.
    case encoder
    /// The figures of a model on data.
    case report
    /// Why a model decides so.
    case explanation
    /// Any other table.
    case table
    /// A picture of figures.
    case chart
    /// A text.
    case text
    /// A number.
    case number
    /// True or false.
    case boolean
    /// A list of values.
    case list
    /// Named values.
    case record
    /// A range of numbers.
    case range

    /// What a reader calls it.
    public var title: String {
        switch self {
        case .dataset: phrase("dataset", zh: "数据集")
        case .vectors: phrase("vectors", zh: "向量")
        case .recipe: phrase("recipe", zh: "配方")
        case .model: phrase("model", zh: "模型")
        case .encoder: phrase("encoder", zh: "编码器")
        case .report: phrase("report", zh: "报告")
        case .explanation: phrase("explanation", zh: "解释")
        case .table: phrase("table", zh: "表格")
        case .chart: phrase("chart", zh: "图")
        case .text: phrase("text", zh: "文本")
        case .number: phrase("number", zh: "数字")
        case .boolean: phrase("boolean", zh: "真假值")
        case .list: phrase("list", zh: "列表")
        case .record: phrase("record", zh: "记录")
        case .range: phrase("range", zh: "范围")
        }
    }
}
