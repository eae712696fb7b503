public import Classifiers

/// How a recipe does with more and more training texts.
public enum LearningCurve {
    /// How one recipe did with one number of training texts.
    public struct Point: Sendable {
        /// The number of training texts, the least over the folds.
        public let texts: Int
        /// The score of each fold on the texts outside it; nil where it is undefined.
        public let test: [Double?]
        /// The score of each fold on the very texts it was fitted on.
        public let train: [Double?]
    }

    /// Fits every recipe in each fold on beginnings of one order of its training texts, so that the smaller sets lie within the
    /// larger ones.
    ///
    /// `shares` are of the training texts of a fold, ascending. A beginning with a single label gives nil. The result has for
    /// each recipe a point for each share.
    public static func run(
        _ recipes: [Recipe], on corpus: Corpus, folds: [Int], order: [Int], shares: [Double], score: Score,
        with work: Work
    ) throws(TextModelError) -> [[Point]] {
        let count = (folds.max() ?? -1) + 1
        let total = shares.count * count
        var points = recipes.map { _ in [Point]() }
        for (place, share) in shares.enumerated() {
            var test = recipes.map { _ in [Double?]() }
            var train = test
            var least = Int.max
            for fold in 0..<count {
                work.onProgress(
                    Work.Progress(
                        step: "learning curve", done: place * count + fold, total: total, unit: "fits"))
                let outside = order.filter { folds[$0] != fold }
                let size = min(outside.count, max(2, Int((share * Double(outside.count)).rounded())))
                least = min(least, size)
                let learnt = Array(outside.prefix(size))
                let judged = corpus.texts.indices.filter { folds[$0] == fold }
                let values = try figures(recipes, corpus, learnt, judged, score, work)
                for (index, pair) in values.enumerated() {
                    train[index].append(pair.train)
                    test[index].append(pair.test)
                }
            }
            for index in recipes.indices {
                points[index].append(Point(texts: least, test: test[index], train: train[index]))
            }
        }
        work.onProgress(Work.Progress(step: "learning curve", done: total, total: total, unit: "fits"))
        return points
    }

    private static func figures(
        _ recipes: [Recipe], _ corpus: Corpus, _ learnt: [Int], _ judged: [Int], _ score: Score, _ work: Work
    ) throws(TextModelError) -> [(train: Double?, test: Double?)] {
        guard Set(learnt.map { corpus.codes[$0] }).count > 1 else { return recipes.map { _ in (nil, nil) } }
        let rows = learnt + judged
        let part = corpus.selecting(rows)
        let places = Array(0..<rows.count)
        let trials = try Trial.run(
            recipes, on: part, train: Array(places.prefix(learnt.count)), test: places, with: work)
        var values: [(train: Double?, test: Double?)] = []
        for trial in trials {
            values.append(
                (
                    try trial.predictions.value(score, on: part, rows: Array(places.prefix(learnt.count))),
                    try trial.predictions.value(score, on: part, rows: Array(places.dropFirst(learnt.count)))
                ))
        }
        return values
    }
}
