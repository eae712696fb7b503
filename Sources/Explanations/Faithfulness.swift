/// Whether the units that an explanation ranks first matter to the model.
///
/// Comprehensiveness and sufficiency are those of DeYoung et al. (2020), arXiv 1911.03429, averaged over shares of units;
/// deletion and insertion those of Petsiuk, Das and Saenko (2018), arXiv 1806.07421. Removing words makes texts that nobody
/// wrote, so these compare explanations, they don't prove one.
public struct Faithfulness: Sendable, Equatable {
    /// The shares of units removed or kept, at least one unit each, over which figures are averaged.
    public static let shares = [0.01, 0.05, 0.1, 0.2, 0.5]
    /// The shares of units removed or put in at which the curves are taken.
    public static let curveShares = (0...10).map { Double($0) / 10 }

    /// One of the figures.
    public enum Measure: String, Sendable, CaseIterable {
        /// Mean fall of the score when the top units are removed.
        case comprehensiveness
        /// Mean fall of the score when only the top units are kept.
        case sufficiency
        /// The mean score while units are removed from the top.
        case deletion
        /// The mean score while units are put in from the top.
        case insertion

        /// Whether a faithful ranking makes it large.
        public var isBetterHigher: Bool { self == .comprehensiveness || self == .insertion }
    }

    /// Mean fall of the score when the top units are removed; higher is better.
    public let comprehensiveness: Double
    /// Mean fall of the score when only the top units are kept; lower is better.
    public let sufficiency: Double
    /// The score with each share of `curveShares` removed from the top.
    public let deletion: [Double]
    /// The score with only each share of `curveShares` from the top put in.
    public let insertion: [Double]

    /// One figure; of a curve its area by trapezoids.
    public func value(_ measure: Measure) -> Double {
        switch measure {
        case .comprehensiveness: comprehensiveness
        case .sufficiency: sufficiency
        case .deletion: Self.area(deletion)
        case .insertion: Self.area(insertion)
        }
    }

    private static func area(_ curve: [Double]) -> Double {
        guard let first = curve.first, let last = curve.last, curve.count > 1 else { return curve.first ?? 0 }
        return (curve.reduce(0, +) - (first + last) / 2) / Double(curve.count - 1)
    }

    /// The mean of several, figure by figure; nil of none.
    public static func mean(of all: [Faithfulness]) -> Faithfulness? {
        guard let first = all.first else { return nil }
        func mean(_ figure: (Faithfulness) -> Double) -> Double {
            all.reduce(0) { $0 + figure($1) } / Double(all.count)
        }
        return Faithfulness(
            comprehensiveness: mean(\.comprehensiveness), sufficiency: mean(\.sufficiency),
            deletion: first.deletion.indices.map { place in mean { $0.deletion[place] } },
            insertion: first.insertion.indices.map { place in mean { $0.insertion[place] } })
    }
}

/// What has to be scored to measure rankings of one text's units.
public struct RemovalPlan: Sendable, Equatable {
    /// What is to be scored, each once; first the whole text.
    public let coalitions: [Coalition]
    /// For each ranking the places in `coalitions` at each share, of what is left and of what is taken.
    private let cuts: [(shares: [Cut], curve: [Cut])]

    private struct Cut: Equatable {
        let left: Int
        let taken: Int
    }

    /// Plans the coalitions of rankings, each the unit numbers `0 ..< n` in some order, most important first.
    ///
    /// Throws `outOfRange` when one isn't.
    public init(rankings: [[Int]]) throws(ExplanationError) {
        var list = CoalitionList()
        let units = rankings.first?.count ?? 0
        _ = list.place(of: Coalition(repeating: true, count: units))
        var cuts: [(shares: [Cut], curve: [Cut])] = []
        for ranking in rankings {
            guard ranking.sorted() == Array(0..<units) else {
                throw .outOfRange(
                    operation: "RemovalPlan", what: "unit of the ranking", value: ranking.max() ?? 0,
                    count: units)
            }
            func cut(_ top: Int) -> Cut {
                var taken = Coalition(repeating: false, count: units)
                for unit in ranking.prefix(top) { taken[unit] = true }
                return Cut(left: list.place(of: taken.map { !$0 }), taken: list.place(of: taken))
            }
            let tops = Faithfulness.shares.map { max(1, Int(($0 * Double(units)).rounded())) }
            let curve = Faithfulness.curveShares.map { Int(($0 * Double(units)).rounded()) }
            cuts.append((tops.map { cut($0) }, curve.map { cut($0) }))
        }
        self.cuts = cuts
        coalitions = list.coalitions
    }

    /// The figures of each ranking; `scores` are those of the coalitions for the explained label.
    ///
    /// Throws `mismatchedSizes` when there isn't one for each, `notFinite` when one isn't a number.
    public func figures(_ scores: [Double]) throws(ExplanationError) -> [Faithfulness] {
        guard scores.count == coalitions.count else {
            throw .mismatchedSizes(
                operation: "RemovalPlan", what: "scores", expected: coalitions.count, got: scores.count)
        }
        guard scores.allSatisfy(\.isFinite), let whole = scores.first else {
            throw .notFinite(operation: "RemovalPlan", what: "score")
        }
        return cuts.map { ranking in
            let count = Double(ranking.shares.count)
            return Faithfulness(
                comprehensiveness: ranking.shares.reduce(0) { $0 + whole - scores[$1.left] } / count,
                sufficiency: ranking.shares.reduce(0) { $0 + whole - scores[$1.taken] } / count,
                deletion: ranking.curve.map { scores[$0.left] },
                insertion: ranking.curve.map { scores[$0.taken] })
        }
    }

    /// Two plans are equal when they ask for the same and read it alike.
    public static func == (left: RemovalPlan, right: RemovalPlan) -> Bool {
        left.coalitions == right.coalitions
            && left.cuts.elementsEqual(right.cuts) { $0.shares == $1.shares && $0.curve == $1.curve }
    }
}
