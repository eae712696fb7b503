public import Classifiers

/// The search for the best of several recipes by cross-validation.
public enum ParameterSearch {
    /// How one recipe did.
    public struct Result: Sendable {
        /// The recipe's place among the candidates.
        public let candidate: Int
        /// The score of each fold; nil where it is undefined.
        public let values: [Double?]
        /// How many texts took part in the last round that it reached.
        public let texts: Int
        /// Mean seconds to fit a fold.
        public let fitSeconds: Double
        /// Whether every fold's solver converged.
        public let converged: Bool

        /// The mean score over folds; not a number where no fold has one.
        public var mean: Double { Self.mean(values) }
        /// The standard deviation over folds, with n − 1.
        public var deviation: Double { Self.deviation(values) }

        static func mean(_ values: [Double?]) -> Double {
            let known = values.compactMap(\.self)
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }

        static func deviation(_ values: [Double?]) -> Double {
            let known = values.compactMap(\.self)
            guard known.count > 1 else { return .nan }
            let centre = mean(values)
            return (known.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(known.count - 1))
                .squareRoot()
        }
    }

    /// What a search found.
    public struct Outcome: Sendable {
        /// One result for each candidate, in their order.
        public let results: [Result]
        /// The place of the best candidate.
        public let best: Int
        /// How many texts took part in each round.
        public let rounds: [Int]
    }

    /// Cross-validates all candidates on the same folds.
    ///
    /// Of equal scores the simpler recipe wins: the stronger penalty, then the fewer features asked for, then the first.
    public static func all(
        _ candidates: [Recipe], on corpus: Corpus, folds: [Int], score: Score, with work: Work
    ) throws(TextModelError) -> Outcome {
        let found = try CrossValidation.run(
            candidates, on: corpus, divisions: [folds], warm: true, with: work)
        let results = try judge(Array(candidates.indices), found, corpus, score)
        return Outcome(results: results, best: best(of: results, candidates, score), rounds: [corpus.count])
    }

    /// Successive halving (Jamieson and Talwalkar 2016): all candidates on few texts, the best third of them on three times as
    /// many, and so on, until the last ones see all.
    ///
    /// `order` is a nested order of the rows. Fewer texts than `least` are never used.
    public static func halving(
        _ candidates: [Recipe], on corpus: Corpus, folds: [Int], order: [Int], least: Int, score: Score,
        with work: Work
    ) throws(TextModelError) -> Outcome {
        var rounds = [corpus.count]
        var alive = candidates.count
        while alive > 3, rounds[0] / 3 >= least {
            rounds.insert(rounds[0] / 3, at: 0)
            alive = (alive + 2) / 3
        }
        var results: [Result?] = candidates.map { _ in nil }
        var kept = Array(candidates.indices)
        for (round, size) in rounds.enumerated() {
            let rows = order.prefix(size).sorted()
            let part = corpus.selecting(rows)
            let found = try CrossValidation.run(
                kept.map { candidates[$0] }, on: part, divisions: [rows.map { folds[$0] }], warm: true,
                with: work)
            let judged = try judge(kept, found, part, score)
            for result in judged { results[result.candidate] = result }
            guard round + 1 < rounds.count else { break }
            let ranked = judged.sorted { isBetter($0, $1, candidates, score) }
            kept = ranked.prefix((kept.count + 2) / 3).map(\.candidate).sorted()
        }
        let last = kept.compactMap { results[$0] }
        return Outcome(
            results: results.compactMap(\.self), best: best(of: last, candidates, score), rounds: rounds)
    }

    private static func judge(
        _ candidates: [Int], _ found: [[CrossValidation]], _ corpus: Corpus, _ score: Score
    ) throws(TextModelError) -> [Result] {
        var results: [Result] = []
        for (candidate, outcomes) in zip(candidates, found) {
            guard let outcome = outcomes.first else { continue }
            results.append(
                Result(
                    candidate: candidate, values: try outcome.values(score, on: corpus), texts: corpus.count,
                    fitSeconds: Result.mean(outcome.fitSeconds), converged: outcome.converged))
        }
        return results
    }

    private static func best(of results: [Result], _ candidates: [Recipe], _ score: Score) -> Int {
        results.min { isBetter($0, $1, candidates, score) }?.candidate ?? 0
    }

    private static func isBetter(
        _ left: Result, _ right: Result, _ candidates: [Recipe], _ score: Score
    ) -> Bool {
        if score.isBetter(left.mean, than: right.mean) { return true }
        if score.isBetter(right.mean, than: left.mean) { return false }
        let (one, other) = (candidates[left.candidate].freedom, candidates[right.candidate].freedom)
        if one != other { return one.lexicographicallyPrecedes(other) }
        return left.candidate < right.candidate
    }
}

extension Recipe {
    /// How much a recipe may adapt, most important first: the weight of the loss against the penalty, then the longest
    /// sequences that are counted.
    fileprivate var freedom: [Double] { [head.looseness, Double(features.longestSequence)] }
}

extension FeatureRecipe {
    /// The longest sequence of words or characters that is counted.
    fileprivate var longestSequence: Int {
        switch self {
        case .vectorizer(let vectorizer, _), .pieces(_, let vectorizer): vectorizer.ngrams.upperBound
        case .encoder, .column, .lexicon: 0
        case .union(let parts): parts.map(\.longestSequence).max() ?? 0
        case .staged(let inner, _): inner.longestSequence
        }
    }
}
