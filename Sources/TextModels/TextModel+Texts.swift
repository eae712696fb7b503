internal import Classifiers
internal import Tensors

extension TextModel {
    /// What some texts tell about the features that tables of weights list.
    public struct ColumnFacts: Sendable, Equatable {
        /// A place where a feature occurs: the text as a number from 0, and UTF-8 bytes in it.
        public struct Place: Sendable, Equatable {
            /// The text, from 0.
            public let text: Int
            /// Where the feature stands in it.
            public let range: Range<Int>
        }

        /// The standard deviation of each listed feature over the texts; nil where it isn't known.
        public let deviations: [Double?]
        /// The first text that has each feature, as a number from 0; nil for none.
        let firstTexts: [Int?]
        /// Where each feature comes from.
        let origins: [ListedColumn]
    }

    /// Measures the features that `globalWeights` lists over `documents`.
    ///
    /// Where a norm goes over all blocks, encoders are asked too.
    public func columnFacts(over documents: Documents, with work: Work) throws(TextModelError) -> ColumnFacts
    {
        let columns = try features.listedColumns(documents, with: work)
        return ColumnFacts(
            deviations: columns.map(\.deviation), firstTexts: columns.map(\.firstText), origins: columns)
    }

    /// Where the feature of a listed column stands first in the texts that `facts` come from; nil for what has no place in
    /// texts.
    public func example(
        of column: Int, _ facts: ColumnFacts, in documents: Documents
    ) -> ColumnFacts.Place? {
        guard facts.firstTexts.indices.contains(column), let text = facts.firstTexts[column],
            documents.texts.indices.contains(text), let feature = facts.origins[column].feature,
            case .vectorizer(let vectorizer, _)? = facts.origins[column].source
        else { return nil }
        let places = vectorizer.occurrences(in: documents.texts[text])
        return places.first { $0.feature == feature }.map {
            ColumnFacts.Place(text: text, range: $0.range)
        }
    }
}

/// A feature that tables of weights list, over some texts.
struct ListedColumn: Sendable, Equatable {
    /// Its standard deviation, in the unit that the listed weight is for; nil where it isn't known.
    var deviation: Double?
    /// The first text that has it.
    var firstText: Int?
    /// The vectorizer that makes it, and its column there.
    var source: FittedFeatures?
    var feature: Int?
}

extension FittedFeatures {
    /// The columns of `listed`, measured over `documents`.
    fileprivate func listedColumns(
        _ documents: Documents, with work: Work
    ) throws(TextModelError) -> [ListedColumn] {
        switch self {
        case .vectorizer, .column, .lexicon, .pieces:
            let block = try transform(documents, with: work).blocks.first
            return Self.measured(block, by: self)
        case .encoder: return [ListedColumn](repeating: ListedColumn(), count: columns)
        case .union(let parts):
            var all: [ListedColumn] = []
            for part in parts { all += try part.listedColumns(documents, with: work) }
            return all
        case .scaled(let inner, let scalers):
            var all = try inner.listedColumns(documents, with: work)
            let deviations = scalers.flatMap(\.deviation)
            for column in all.indices {
                all[column].deviation =
                    deviations.count == all.count
                    ? all[column].deviation.map { $0 / deviations[column] } : nil
            }
            return all
        case .normalised(let inner):
            var all = try inner.listedColumns(documents, with: work)
            // A weight is for a value after the norm; where a stage inside was folded in, its unit is another.
            let blocks =
                inner.isPlain ? try transform(documents, with: work).blocks.map { $0.columnDeviations() } : []
            let deviations = blocks.flatMap(\.self)
            for column in all.indices {
                let known = all[column].deviation != nil && deviations.count == all.count
                all[column].deviation = known ? deviations[column] : nil
            }
            return all
        case .ratios(let inner, let ratios):
            var all = try inner.listedColumns(documents, with: work)
            if ratios.isBinary { for column in all.indices { all[column].deviation = nil } }
            return all
        case .weighed(let inner, _): return try inner.listedColumns(documents, with: work)
        case .reduced(let inner, _):
            guard inner.sources.allSatisfy({ $0.featureNames != nil }) else {
                return [ListedColumn](repeating: ListedColumn(), count: columns)
            }
            return try inner.listedColumns(documents, with: work)
        }
    }

    /// Whether nothing in it is folded into weights.
    private var isPlain: Bool {
        switch self {
        case .vectorizer, .encoder, .column, .lexicon, .pieces: true
        case .union(let parts): parts.allSatisfy(\.isPlain)
        case .scaled(let inner, _), .normalised(let inner): inner.isPlain
        case .reduced, .ratios, .weighed: false
        }
    }

    private static func measured(_ block: Features.Block?, by source: FittedFeatures) -> [ListedColumn] {
        guard let block else { return [] }
        let (deviations, rows) = (block.columnDeviations(), block.firstRows())
        return deviations.indices.map {
            ListedColumn(deviation: deviations[$0], firstText: rows[$0], source: source, feature: $0)
        }
    }

    // MARK: encoders

    /// An encoder as the head sees it.
    struct View {
        /// The encoder.
        let source: FittedFeatures
        /// Its number among the sources.
        let number: Int
        /// The head's weights for its columns, stages behind it folded in: [labels × columns].
        let weights: DoubleMatrix
        /// What each text's values are divided by; nil for 1.
        let norms: [Double]?
    }

    /// The encoders in it under the head's `weights`, [labels × columns].
    func encoderViews(
        _ documents: Documents, weights: DoubleMatrix, with work: Work
    ) throws(TextModelError) -> [View] {
        var number = 0
        return try views(documents, weights, nil, &number, with: work)
    }

    private func views(
        _ documents: Documents, _ weights: DoubleMatrix, _ norms: [Double]?, _ number: inout Int,
        with work: Work
    ) throws(TextModelError) -> [View] {
        guard !encoders.isEmpty else {
            number += sources.count
            return []
        }
        switch self {
        case .vectorizer, .column, .lexicon, .pieces: return []
        case .encoder:
            number += 1
            return [View(source: self, number: number - 1, weights: weights, norms: norms)]
        case .union(let parts):
            var all: [View] = []
            var first = 0
            for part in parts {
                let own = weights.columns(first..<first + part.columns)
                all += try part.views(documents, own, norms, &number, with: work)
                first += part.columns
            }
            return all
        case .scaled(let inner, let scalers):
            let factors = scalers.flatMap(\.deviation).map { 1 / $0 }
            return try inner.views(
                documents, weights.multiplied(byColumns: factors), norms, &number, with: work)
        case .normalised(let inner):
            let own = try inner.transform(documents, with: work).rowNorms().map { $0 > 0 ? $0 : 1 }
            let all = norms.map { zip($0, own).map { $0 * $1 } } ?? own
            return try inner.views(documents, weights, all, &number, with: work)
        case .reduced(let inner, let axes):
            let folded = try TextModelError.classifying { () throws(ClassifierError) in
                try axes.folded(weights).weights
            }
            return try inner.views(documents, folded, norms, &number, with: work)
        case .ratios(let inner, let ratios):
            return try inner.views(
                documents, weights.multiplied(byColumns: ratios.ratios), norms, &number, with: work)
        case .weighed(let inner, let factor):
            let factors = [Double](repeating: factor, count: inner.columns)
            return try inner.views(
                documents, weights.multiplied(byColumns: factors), norms, &number, with: work)
        }
    }
}

extension Features.Block {
    /// The first row that has a value other than 0 in each column.
    fileprivate func firstRows() -> [Int?] {
        var first = [Int?](repeating: nil, count: columns)
        switch self {
        case .sparse(let sparse):
            for row in 0..<sparse.rows {
                for place in sparse.offsets[row]..<sparse.offsets[row + 1] {
                    let column = Int(sparse.indices[place])
                    if first[column] == nil, sparse.values[place] != 0 { first[column] = row }
                }
            }
        case .dense(let matrix):
            for row in 0..<matrix.rows {
                for column in 0..<columns where first[column] == nil && matrix[row, column] != 0 {
                    first[column] = row
                }
            }
        }
        return first
    }
}
