public import Classifiers
internal import Tensors

/// What training texts look like through a model's features, block by block.
public struct FeatureProfile: Sendable, Equatable {
    /// One feature block.
    public enum Block: Sendable, Equatable {
        /// An encoder's vectors: their mean, and the squared lengths of what is left without it, summed.
        case dense(mean: [Double], squares: Double)
        /// Counts: how much of the texts the vocabulary knows.
        case counted(Familiarity)
    }

    /// The number of texts.
    public let rows: Int
    /// The blocks, left to right.
    public let blocks: [Block]
    /// The most texts whose words are looked up.
    static let textLimit = 2000

    init(rows: Int, blocks: [Block]) {
        self.rows = rows
        self.blocks = blocks
    }

    /// Measures `texts` and their features; of many texts the words of some, evenly spread.
    init(_ features: FittedFeatures, _ values: Features, texts: [String]) {
        let step = max(1, texts.count / Self.textLimit)
        let sample = stride(from: 0, to: texts.count, by: step).map { texts[$0] }
        rows = values.rows
        blocks = zip(features.blocks, values.blocks).map { source, block in
            if let vectorizer = source.firstVectorizer {
                return .counted(vectorizer.familiarity(of: sample))
            }
            if case .dense(let matrix) = block, !source.encoders.isEmpty { return Self.measured(matrix) }
            return .counted(Familiarity())
        }
    }

    static func measured(_ matrix: Matrix) -> Block {
        var mean = [Double](repeating: 0, count: matrix.columns)
        for row in 0..<matrix.rows {
            matrix.withRow(row) { for column in $0.indices { mean[column] += Double($0[column]) } }
        }
        for column in mean.indices { mean[column] /= Double(max(1, matrix.rows)) }
        var squares = 0.0
        for row in 0..<matrix.rows {
            matrix.withRow(row) { values in
                for column in values.indices {
                    let off = Double(values[column]) - mean[column]
                    squares += off * off
                }
            }
        }
        return .dense(mean: mean, squares: squares)
    }

    /// Of these texts and others together, for vectors; what the vocabulary was made from stays what it was.
    func adding(_ other: FeatureProfile) -> FeatureProfile {
        let all = rows + other.rows
        guard all > 0, blocks.count == other.blocks.count else { return self }
        let joined = zip(blocks, other.blocks).map { own, new -> Block in
            guard case .dense(let left, let a) = own, case .dense(let right, let b) = new else { return own }
            let share = Double(other.rows) / Double(all)
            let mean = zip(left, right).map { $0 + ($1 - $0) * share }
            let gap = zip(left, right).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
            return .dense(mean: mean, squares: a + b + gap * share * Double(rows))
        }
        return FeatureProfile(rows: all, blocks: joined)
    }
}

extension FittedFeatures {
    /// The first of the vectorizers that its columns come from.
    var firstVectorizer: FittedVectorizer? {
        sources.lazy.compactMap { source in
            if case .vectorizer(let vectorizer, _) = source { vectorizer } else { nil }
        }.first
    }
}
