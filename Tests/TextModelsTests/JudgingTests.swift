import Classifiers
import Explanations
import Tensors
import Testing

@testable import TextModels

private func words(
    minDocs: Int = 1, ngrams: ClosedRange<Int> = 1...1, c: Double = 1
) -> Recipe {
    Recipe(
        features: .vectorizer(Vectorizer(ngrams: ngrams, minDocs: .count(minDocs)), name: "words"),
        head: .logistic(LogisticRegression(c: c)))
}

@Suite("Recipes are judged on what they have not seen")
struct JudgingTests {
    private let work: Work

    init() throws { work = try TinyHome().work() }

    /// Texts whose label one word tells, with noise.
    private func corpus(_ count: Int, labels: Int = 2) -> Corpus {
        var random = SeededRandom(seed: 3)
        let codes = (0..<count).map { $0 % labels }
        let texts = codes.enumerated().map { row, code in
            "noise\(random.next() % 40) " + (random.unit() < 0.8 ? "word\(code)" : "other") + " end\(row)"
        }
        return Corpus(texts: texts, codes: codes, labels: (0..<labels).map { "l\($0)" })
    }

    @Test("A word that only a vocabulary made with the test texts would keep leaves the score at chance")
    func nothingLeaks() throws {
        // Each word stands in one text of either fold, both with the same label: counted over all texts it is in two,
        // counted over the training texts in one.
        let pairs = 60
        var random = SeededRandom(seed: 8)
        let labels = (0..<pairs).map { _ in Int(random.next() % 2) }
        let corpus = Corpus(
            texts: (0..<2 * pairs).map { "common secret\($0 % pairs)" }, codes: labels + labels,
            labels: ["a", "b"])
        let folds = (0..<2 * pairs).map { $0 / pairs }
        let found = try CrossValidation.run(
            [words(minDocs: 1, c: 100), words(minDocs: 2, c: 100)], on: corpus, divisions: [folds], with: work
        )
        let accuracies = try found.map { Spread.mean(try $0[0].values(.accuracy, on: corpus)) }
        #expect(accuracies[0] == 1, "the planted word tells the label to whoever keeps it")
        let chance = Double(max(labels.count { $0 == 0 }, labels.count { $0 == 1 })) / Double(pairs)
        #expect(accuracies[1] <= chance)
    }

    @Test("Equal texts share a fold, so that memory earns nothing")
    func equalTexts() throws {
        var random = SeededRandom(seed: 4)
        let distinct = (0..<100).map { _ in "w\(random.next() % 1000) v\(random.next() % 1000)" }
        let labels = distinct.map { _ in Int(random.next() % 2) }
        let corpus = Corpus(texts: distinct + distinct, codes: labels + labels, labels: ["a", "b"])
        let groups = try #require(Folds.groups(ofEqual: corpus.texts))
        let folds = Folds.grouped(corpus.codes, groups: groups, count: 5, seed: 1)
        for row in distinct.indices { #expect(folds[row] == folds[row + distinct.count]) }
        let naive = Folds.stratified(corpus.codes, count: 5, seed: 1)
        let found = try CrossValidation.run([words()], on: corpus, divisions: [folds, naive], with: work)
        let kept = Spread.mean(try found[0][0].values(.accuracy, on: corpus))
        let leaked = Spread.mean(try found[0][1].values(.accuracy, on: corpus))
        #expect(kept < 0.65 && leaked > 0.85)
        #expect(Folds.groups(ofEqual: ["a", "b"]) == nil)
    }

    @Test("Groups stay whole, every fold has rows, and labels are as even as the groups allow")
    func grouped() {
        var random = SeededRandom(seed: 6)
        let groups = (0..<300).map { _ in Int(random.next() % 40) }
        let codes = groups.map { $0 % 3 == 0 ? 1 : Int(random.next() % 3) }
        let folds = Folds.grouped(codes, groups: groups, count: 4, seed: 2)
        for group in 0..<40 {
            #expect(Set(groups.indices.filter { groups[$0] == group }.map { folds[$0] }).count <= 1)
        }
        for fold in 0..<4 {
            let rows = folds.indices.filter { folds[$0] == fold }
            #expect((55...95).contains(rows.count))
            for label in 0..<3 { #expect(rows.contains { codes[$0] == label }) }
        }
        #expect(folds == Folds.grouped(codes, groups: groups, count: 4, seed: 2))
    }

    @Test("Every beginning of a nested order has the labels in their shares")
    func nested() {
        let codes = (0..<200).map { $0 % 10 < 6 ? 0 : $0 % 10 < 9 ? 1 : 2 }
        let order = Folds.nestedOrder(codes, seed: 5)
        #expect(order.sorted() == Array(0..<200))
        for size in stride(from: 10, through: 200, by: 10) {
            let counts = (0..<3).map { label in order.prefix(size).count { codes[$0] == label } }
            for (count, share) in zip(counts, [0.6, 0.3, 0.1]) {
                #expect(abs(Double(count) - share * Double(size)) <= 1)
            }
        }
    }

    @Test("Recipes that share their features give what each gives alone, and a fold what its own model gives")
    func sharing() throws {
        let corpus = corpus(60, labels: 3)
        let recipes = [words(c: 0.1), words(ngrams: 1...2), words(c: 10)]
        let folds = Folds.stratified(corpus.codes, count: 3, seed: 1)
        let together = try CrossValidation.run(recipes, on: corpus, divisions: [folds], with: work)
        for (index, recipe) in recipes.enumerated() {
            let alone = try CrossValidation.run([recipe], on: corpus, divisions: [folds], with: work)
            #expect(alone[0][0].predictions == together[index][0].predictions)
        }
        let outside = corpus.texts.indices.filter { folds[$0] != 1 }
        let inside = corpus.texts.indices.filter { folds[$0] == 1 }
        let part = corpus.selecting(outside)
        let model = try TextModel.fit(
            recipes[1], texts: part.texts, codes: part.codes, labels: part.labels,
            provenance: TextModel.Provenance(rows: part.count), with: work)
        let own = try model.predict(inside.map { corpus.texts[$0] }, with: work)
        #expect(own.labels == inside.map { together[1][0].predictions.labels[$0] })
        #expect(together[0][0].modelBytes > 500)
    }

    @Test("A label without a training text is never predicted and has probability 0")
    func missingLabel() throws {
        let corpus = corpus(30, labels: 3)
        let train = corpus.texts.indices.filter { corpus.codes[$0] != 1 }
        let trial = try #require(
            try Trial.run([words()], on: corpus, train: train, test: Array(0..<30), with: work).first)
        #expect(!trial.predictions.labels.contains(1))
        for row in 0..<30 {
            #expect(trial.predictions.probabilities?[row, 1] == 0)
            let sum = trial.predictions.probabilities?.row(row).reduce(0, +) ?? 0
            #expect(abs(sum - 1) < 1e-12)
        }
    }

    @Test("Of equal scores the stronger penalty wins, whatever the order; halving finds the plain winner too")
    func search() throws {
        let corpus = corpus(240)
        let folds = Folds.stratified(corpus.codes, count: 4, seed: 1)
        let values = [100.0, 1, 0.01, 1e-9, 10, 0.1, 1000]
        let candidates = values.map { words(c: $0) } + values.map { words(minDocs: 200, c: $0) }.prefix(0)
        let all = try ParameterSearch.all(candidates, on: corpus, folds: folds, score: .accuracy, with: work)
        let best = all.results[all.best].mean
        let tied = all.results.filter { $0.mean == best }.map { values[$0.candidate] }
        #expect(tied.min() == values[all.best])
        let turned = try ParameterSearch.all(
            candidates.reversed(), on: corpus, folds: folds, score: .accuracy, with: work)
        #expect(values.reversed()[turned.best] == values[all.best])
        let order = Folds.nestedOrder(corpus.codes, seed: 1)
        let halved = try ParameterSearch.halving(
            candidates, on: corpus, folds: folds, order: order, least: 40, score: .logLoss, with: work)
        #expect(halved.rounds == [80, 240])
        #expect(halved.results.count == candidates.count)
        #expect(halved.results.count { $0.texts == 240 } == 3)
        #expect(halved.results[halved.best].texts == 240)
    }

    @Test(
        "Fits that start from a stronger penalty's end where those from nothing end, on any number of threads"
    )
    func warmStarts() throws {
        let corpus = corpus(240, labels: 3)
        let recipes = [10, 0.1, 1].map { words(c: $0) }
        let (train, test) = (Array(0..<180), Array(180..<240))
        func scores(warm: Bool, threads: Int) throws -> [[Double]] {
            let work = Work(library: work.library, pool: ThreadPool(threads: threads))
            return try Trial.run(recipes, on: corpus, train: train, test: test, warm: warm, with: work)
                .map(\.predictions.scores.values)
        }
        let (cold, warm) = (try scores(warm: false, threads: 2), try scores(warm: true, threads: 2))
        #expect(try scores(warm: true, threads: 1) == warm)
        for (one, other) in zip(cold, warm) {
            for (left, right) in zip(one, other) { #expect(abs(left - right) <= 1e-5) }
        }
        // The strongest has nothing to start from.
        #expect(cold[1] == warm[1])
        #expect(cold[0] != warm[0])
    }

    @Test("A learning curve rises where more texts teach more, and its smaller sets lie within the larger")
    func learning() throws {
        let corpus = corpus(200)
        let folds = Folds.stratified(corpus.codes, count: 4, seed: 1)
        let points = try LearningCurve.run(
            [words()], on: corpus, folds: folds, order: Folds.nestedOrder(corpus.codes, seed: 1),
            shares: [0.02, 0.2, 1], score: .accuracy, with: work)[0]
        #expect(points.map(\.texts) == [3, 30, 150])
        let means = points.map { Spread.mean($0.test) }
        #expect(means[2] > means[0] && means[2] > 0.75)
        #expect(Spread.mean(points[2].train) >= means[2])
    }

    @Test("Contributions stay exact, decisions stay, and files keep it: calibration", arguments: [2, 3])
    func calibrated(labels: Int) throws {
        let home = try TinyHome()
        let work = home.work()
        let corpus = corpus(120, labels: labels)
        for head in [
            HeadRecipe.logistic(LogisticRegression()), .linearSVM(LinearSVM()), .naiveBayes(NaiveBayes()),
        ] {
            let model = try TextModel.fit(
                Recipe(features: words().features, head: head), texts: corpus.texts, codes: corpus.codes,
                labels: corpus.labels, provenance: TextModel.Provenance(rows: corpus.count), with: work)
            for method in Calibration.Method.allCases {
                let better = try model.calibrated(
                    method, texts: corpus.texts, codes: corpus.codes, with: work
                )
                .abstaining(below: 0.6)
                let found = try better.predict(corpus.texts, with: work)
                let probabilities = try #require(found.probabilities)
                for row in 0..<corpus.count { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12) }
                if method == .temperature {
                    #expect(try model.predict(corpus.texts, with: work).labels == found.labels)
                }
                let attribution = try better.attribution(of: corpus.texts[7], with: work)
                #expect(attribution.isExact(within: 1e-9))
                let path = home.home.path + "/c.model"
                _ = try better.write(to: path)
                #expect(try TextModel(contentsOf: path, library: TinyHome.library) == better)
                #expect(better.uncalibrated.abstaining(below: nil) == model)
            }
        }
    }
}

/// Means as the views take them.
private enum Spread {
    static func mean(_ values: [Double?]) -> Double {
        let known = values.compactMap(\.self)
        return known.reduce(0, +) / Double(known.count)
    }
}
