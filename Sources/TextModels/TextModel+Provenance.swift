extension TextModel {
    /// What a model file tells of its making: the facts of its audit card.
    public struct Provenance: Sendable, Equatable, Codable {
        /// The file that the training texts came from.
        public var dataFile: String?
        /// The XXH64 hash of that file.
        public var dataHash: UInt64?
        /// The number of training texts.
        public var rows: Int
        /// The number of training texts of each label.
        public var counts: [Int]
        /// How much each feature block moves each label's score over the training texts, [labels × blocks].
        public var blockSpread: [Double]
        /// The mean length of each feature block's rows over the training texts.
        public var blockNorms: [Double]
        /// When it was fitted, as an ISO 8601 time in UTC.
        public var date: String?
        /// The statements that made the training set, a line each.
        public var statement: String?
        /// How its parameters were found, if they were searched.
        public var tuning: Tuning?
        /// A hash of each training text, ascending: tells a test text that was trained on.
        public var textKeys: [UInt64]
        /// What the training set was called.
        public var dataset: String?
        /// The version of Loupe that fitted it.
        public var version: String?
        /// What was added to it since, in order.
        public var updates: [Update]?
        /// What its calibration was learnt on.
        public var calibration: Origin?

        /// States what is known.
        public init(
            dataFile: String? = nil, dataHash: UInt64? = nil, rows: Int, counts: [Int] = [],
            blockSpread: [Double] = [],
            blockNorms: [Double] = [], textKeys: [UInt64] = []
        ) {
            self.dataFile = dataFile
            self.dataHash = dataHash
            self.rows = rows
            self.counts = counts
            self.blockSpread = blockSpread
            self.blockNorms = blockNorms
            self.textKeys = textKeys
        }

        /// A fit on texts of this origin, by this Loupe.
        public init(_ origin: Origin) {
            self.init(dataFile: origin.dataFile, dataHash: origin.dataHash, rows: origin.rows)
            dataset = origin.dataset
            date = origin.date
            statement = origin.statement
            version = Release.version
        }
    }

    /// Where texts come from, and when they were used.
    public struct Origin: Sendable, Equatable, Codable {
        /// What the dataset was called.
        public var dataset: String?
        /// The file that they came from.
        public var dataFile: String?
        /// The XXH64 hash of that file.
        public var dataHash: UInt64?
        /// The statements that made the dataset, a line each.
        public var statement: String?
        /// When it was used, as an ISO 8601 time in UTC.
        public var date: String?
        /// The number of texts.
        public var rows: Int

        /// States what is known.
        public init(
            dataset: String? = nil, dataFile: String? = nil, dataHash: UInt64? = nil,
            statement: String? = nil,
            date: String? = nil, rows: Int = 0
        ) {
            self.dataset = dataset
            self.dataFile = dataFile
            self.dataHash = dataHash
            self.statement = statement
            self.date = date
            self.rows = rows
        }
    }

    /// Texts that were added to a model.
    public struct Update: Sendable, Equatable, Codable {
        /// Where they come from.
        public var origin: Origin
        /// The labels that came with them.
        public var newLabels: [String]
        /// Whether the head was fitted anew to old and new texts, rather than computed from what it had kept of the old.
        public var isRefit: Bool
    }

    /// How a model's parameters were found.
    public struct Tuning: Sendable, Equatable, Codable {
        /// The figure that was to be best.
        public var score: String
        /// What the best reached on average over folds.
        public var mean: Double
        /// The number of folds.
        public var folds: Int
        /// The seed that dealt them.
        public var seed: UInt64
        /// How many combinations were tried, of how many.
        public var tried, combinations: Int
        /// `grid`, `random` or `halving`.
        public var search: String

        /// States how parameters were found.
        public init(
            score: String, mean: Double, folds: Int, seed: UInt64, tried: Int, combinations: Int,
            search: String
        ) {
            self.score = score
            self.mean = mean
            self.folds = folds
            self.seed = seed
            self.tried = tried
            self.combinations = combinations
            self.search = search
        }
    }

    /// Takes down how its parameters were found.
    public mutating func record(tuning: Tuning) { provenance.tuning = tuning }

    /// Takes down what its calibration was learnt on.
    public mutating func record(calibration: Origin) { provenance.calibration = calibration }
}

/// The version of Loupe that this is; model files name it.
public enum Release {
    /// As it is written.
    public static let version = "0.1.0"
}
