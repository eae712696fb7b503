import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

/// How texts are dealt out to folds, as a command's clauses say.
struct FoldPlan: Sendable {
    /// The number of folds.
    let count: Int
    /// The seed of each repetition.
    let seeds: [UInt64]
    /// The fold of each text, in each repetition.
    let divisions: [[Int]]
    /// The column whose values stay in one fold.
    let group: String?
    /// How many texts have an equal one, for whose sake equal texts share a fold.
    let repeated: Int

    /// What a title says of it.
    var title: String {
        let list = seeds.map(String.init).joined(separator: ", ")
        let many = seeds.count > 3 ? "\(seeds[0])–\(seeds[seeds.count - 1])" : list
        return phrase(
            "\(count) folds, \(seeds.count == 1 ? "seed" : "seeds") \(many)", zh: "\(count) 折交叉验证，种子 \(many)")
    }

    /// What else is worth knowing.
    var notes: [String] {
        var notes: [String] = []
        if let group {
            notes.append(phrase("rows with the same \(group) share a fold", zh: "\(group) 相同的行在同一折"))
        }
        if repeated > 0 {
            notes.append(
                phrase(
                    "\(NumberFormat.count(repeated)) texts repeat others word for word; equal texts share a fold",
                    zh: "有 \(NumberFormat.count(repeated)) 篇文本与别的完全相同；相同的文本在同一折"))
        }
        return notes
    }
}

extension Invocation {
    /// The labelled texts behind `on` and their folds.
    ///
    /// Refuses what can't be dealt out: fewer texts than two a fold, a label with a single text, fewer groups than folds.
    /// Says which of the recipes' encoders were tuned on them.
    func foldedTexts(
        for recipes: [TextModels.Recipe]
    ) throws(Failure) -> (data: LabelledTexts, plan: FoldPlan, argument: Argument) {
        let argument = try required("on")
        let dataset = try dataset(argument)
        let data = try labelled(dataset, argument)
        let count = integer("folds", default: 5)
        try checkFolds(data, count, at: argument.span)
        warnAboutTuning(recipes.flatMap(\.features.encoders), data.texts, at: argument.span)
        let seeds = (0..<UInt64(max(1, integer("seeds", default: 1)))).map { seed &+ $0 }
        let column = command.clause("group")?.value.text.map { dataset.resolved($0) }
        let groups = try column.map { name throws(Failure) in try self.groups(name, dataset, data, count) }
        let equal = Folds.groups(ofEqual: data.texts)
        let divisions = seeds.map { seed in
            guard let groups = groups ?? equal else {
                return Folds.stratified(data.codes, count: count, seed: seed)
            }
            return Folds.grouped(data.codes, groups: groups, count: count, seed: seed)
        }
        let repeated = groups == nil ? equal.map { data.texts.count - Set($0).count } ?? 0 : 0
        for division in divisions { try checkDivision(division, count, at: argument.span) }
        return (
            data,
            FoldPlan(count: count, seeds: seeds, divisions: divisions, group: column, repeated: repeated),
            argument
        )
    }

    private func checkFolds(_ data: LabelledTexts, _ folds: Int, at span: SourceSpan) throws(Failure) {
        guard data.labels.count > 1 else {
            guard let only = data.labels.first else {
                throw Failure(.noRows(name: spelling(try required("on"))), at: span)
            }
            throw Failure(.oneClass(label: only, rows: data.texts.count), at: span)
        }
        guard data.texts.count >= 2 * folds else {
            throw Failure(
                .tooFewRows(
                    rows: data.texts.count, needed: 2 * folds,
                    purpose: phrase("\(folds) folds", zh: "\(folds) 折交叉验证")),
                at: span)
        }
        let counts = data.counts
        // A label of several that a fold lacks is never given there; a class must be in every fold but one.
        for (count, name) in zip(counts, data.labels) where count < 2 && data.sets == nil {
            throw Failure(
                .tooFewRows(
                    rows: count, needed: 2,
                    purpose: phrase("the label \(name) in \(folds) folds", zh: "标签 \(name) 的 \(folds) 折交叉验证")),
                at: span)
        }
        warnAboutClasses(data, counts, needed: folds, at: span)
    }

    /// A number for each value of a column; a row without a value is a group of its own.
    private func groups(
        _ name: String, _ dataset: Dataset, _ data: LabelledTexts, _ folds: Int
    ) throws(Failure) -> [Int] {
        let column = try reading { () throws(DataError) in try dataset.column(name) }
        var numbers: [String: Int] = [:]
        var groups: [Int] = []
        var next = 0
        for row in data.rows {
            if let cell = column[row] {
                if numbers[cell] == nil {
                    numbers[cell] = next
                    next += 1
                }
                groups.append(numbers[cell] ?? 0)
            } else {
                groups.append(next)
                next += 1
            }
        }
        guard next >= folds else {
            throw Failure(
                .tooFewRows(
                    rows: next, needed: folds,
                    purpose: phrase("\(folds) folds of whole groups", zh: "按组分成 \(folds) 折")),
                at: command.span(of: "group"))
        }
        return groups
    }

    /// Whole groups may leave a fold empty.
    private func checkDivision(_ division: [Int], _ folds: Int, at span: SourceSpan) throws(Failure) {
        let filled = Set(division).count
        guard filled == folds else {
            throw Failure(
                .tooFewRows(
                    rows: filled, needed: folds,
                    purpose: phrase("\(folds) folds of whole groups", zh: "按组分成 \(folds) 折")), at: span)
        }
    }

    /// The recipes of all operands.
    func recipes() throws(Failure) -> [TextModels.Recipe] {
        var recipes: [TextModels.Recipe] = []
        for argument in command.operands { recipes.append(try RecipeReader(execution).recipe(argument)) }
        return recipes
    }

    /// The figure that a clause names; refused when a head can't have it.
    func score(for recipes: [TextModels.Recipe]) throws(Failure) -> Score? {
        guard let argument = command.clause("score"), let word = argument.value.text,
            command.gives("score")
        else { return command.clause("score")?.value.text.flatMap { Score(rawValue: $0) } }
        guard let score = Score(rawValue: word) else {
            throw Failure(
                .unknownChoice(
                    word, place: "score", near: nil, choices: Score.allCases.map(\.rawValue)),
                at: argument.span)
        }
        if score.needsProbabilities, let head = recipes.first(where: { !$0.head.hasProbabilities })?.head {
            throw Failure(
                .solver(
                    head: head.name,
                    reason: phrase(
                        "it gives no probabilities, which \(word) needs", zh: "它不给出概率，而 \(word) 需要概率")),
                at: argument.span)
        }
        return score
    }

    /// Says once that a solver stopped early in some fold.
    func warnAboutConvergence(_ recipes: [TextModels.Recipe], _ converged: [Bool]) {
        for (recipe, isDone) in zip(recipes, converged) where !isDone {
            return warn(.notConverged(head: recipe.head.name, iterations: recipe.head.stepLimit))
        }
    }
}

extension LabelledTexts {
    /// The texts as cross-validation takes them.
    var corpus: Corpus { Corpus(documents: documents, codes: codes, labels: labels, sets: sets) }

    /// The number of texts of each label.
    var counts: [Int] {
        var counts = [Int](repeating: 0, count: labels.count)
        if let sets {
            for label in sets.joined() { counts[label] += 1 }
        } else {
            for code in codes { counts[code] += 1 }
        }
        return counts
    }
}

extension HeadRecipe {
    /// Whether its scores become probabilities.
    var hasProbabilities: Bool {
        switch self {
        case .linearSVM, .ridge: false
        case .logistic, .naiveBayes, .lda, .nearest: true
        }
    }

    /// The most steps of its solver.
    var stepLimit: Int {
        switch self {
        case .logistic(let head): head.maxIterations
        case .linearSVM(let head): head.maxIterations
        case .naiveBayes, .ridge, .lda, .nearest: 0
        }
    }
}
