import Classifiers
import Datasets
import Display
import Glibc
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `compare RECIPE, … on TRAIN [against TEST]`, `compare RECIPE, … on D [folds n] [seeds n] [seed n] [group COL]`, or
    /// `compare MODEL, … on TEST`.
    func compare() throws(Failure) -> Execution.Outcome {
        var models: [TextModel] = []
        var recipes: [TextModels.Recipe] = []
        for argument in command.operands {
            if case .model(let model) = try execution.value(of: argument) {
                models.append(model)
            } else {
                recipes.append(try RecipeReader(execution).recipe(argument))
            }
        }
        guard models.isEmpty || recipes.isEmpty else { throw Failure(.mixedComparison, at: span) }
        let names = command.operands.map { spelling($0) }
        if try dataset(try required("on")).hasSeveralLabels || models.contains(where: \.givesSeveralLabels) {
            return try compareSets(models, recipes, names)
        }
        if recipes.isEmpty {
            return .value(.figure(.table, try compared(models, names, on: try required("on"))))
        }
        guard command.gives("against"), let against = command.clause("against") else {
            return .value(.figure(.table, try crossValidated(recipes, names)))
        }
        var contenders: [TextModel] = []
        var seconds: [Double] = []
        try encodeFirst(recipes, [try required("on"), against])
        for (index, recipe) in recipes.enumerated() {
            let start = monotonicSeconds()
            contenders.append(try fitted(recipe, on: try required("on"), warns: index == 0))
            seconds.append(monotonicSeconds() - start)
        }
        return .value(.figure(.table, try compared(contenders, names, on: against, seconds: seconds)))
    }

    /// Fills the cache for every encoder, so that the first recipe that has one doesn't pay for the others.
    func encodeFirst(_ recipes: [TextModels.Recipe], _ data: [Argument]) throws(Failure) {
        var references: [EncoderReference] = []
        for reference in recipes.flatMap(\.features.encoders) where !references.contains(reference) {
            references.append(reference)
        }
        for argument in data where !references.isEmpty {
            let texts = try labelled(try dataset(argument), argument, warns: false).texts
            for reference in references {
                _ = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
            }
        }
    }

    // MARK: one test set

    private func compared(
        _ models: [TextModel], _ names: [String], on argument: Argument, seconds: [Double]? = nil
    ) throws(Failure) -> Table {
        let (data, truth) = try judged(by: models[0], argument)
        let corpus = Corpus(documents: data.documents, codes: truth, labels: models[0].labels)
        var found: [(predictions: TextModel.Predictions, rate: Double)] = []
        for (index, model) in models.enumerated() {
            let differing = Set(model.labels).symmetricDifference(models[0].labels).sorted()
            guard differing.isEmpty else {
                throw Failure(
                    .unseenLabels(differing, known: models[0].labels),
                    at: command.operand(index)?.span ?? span)
            }
            // Recipes share their training rows, so one warning says it; models may each have seen other texts.
            if index > 0, seconds == nil {
                warnAboutOverlap(model, data, at: command.operand(index)?.span ?? span)
            }
            let start = monotonicSeconds()
            let predictions = try working { work throws(TextModelError) in
                try model.predict(data.documents, with: work)
            }
            let rate = Double(data.texts.count) / max(1e-9, monotonicSeconds() - start)
            found.append((predictions.ordered(model.labels, as: models[0].labels), rate))
        }
        let contenders = try working { _ throws(TextModelError) in
            var contenders: [Contender] = []
            for (index, model) in models.enumerated() {
                var contender = try Contender(
                    names[index], found[index].predictions, corpus,
                    against: index > 0 ? found[0].predictions : nil)
                contender.fitSeconds = seconds?[index]
                contender.textsPerSecond = found[index].rate
                contender.size(of: model, in: session.library)
                contenders.append(contender)
            }
            return contenders
        }
        let gain = try hybridGain(models.map(\.recipe), contenders) { hybrid, other throws(ClassifierError) in
            try PairedDifference(
                truth: truth, left: found[other].predictions.labels, right: found[hybrid].predictions.labels)
        }
        return CompareView(
            contenders: contenders, texts: data.texts.count,
            title: phrase("on \(spelling(argument))", zh: "在 \(spelling(argument)) 上"), gain: gain
        ).table
    }

    // MARK: folds

    /// Every text is predicted once a repetition by a model that has not seen it, on the same folds for all recipes.
    private func crossValidated(_ recipes: [TextModels.Recipe], _ names: [String]) throws(Failure) -> Table {
        let (data, plan, argument) = try foldedTexts(for: recipes)
        try encodeFirst(recipes, [argument])
        let corpus = data.corpus
        let (contenders, accuracies) = try working { work throws(TextModelError) in
            let outcomes = try CrossValidation.run(recipes, on: corpus, divisions: plan.divisions, with: work)
            var contenders: [Contender] = []
            var accuracies: [[Double]] = []
            for (index, outcome) in outcomes.enumerated() {
                var own: [Double?] = []
                for repetition in outcome { own += try repetition.values(.accuracy, on: corpus) }
                accuracies.append(own.map { $0 ?? 0 })
                let differences = zip(accuracies[index], accuracies[0]).map { $0 - $1 }
                var contender = try Contender(names[index], outcome, corpus)
                if index > 0 { contender.gain = try plan.difference(differences) }
                for reference in recipes[index].features.encoders {
                    contender.encoderBytes += session.library.weightBytes(of: reference) ?? 0
                }
                contenders.append(contender)
            }
            return (contenders, accuracies)
        }
        let gain = try hybridGain(recipes, contenders) { hybrid, other throws(ClassifierError) in
            try PairedDifference(
                differences: zip(accuracies[hybrid], accuracies[other]).map { $0 - $1 },
                testShare: plan.testShare)
        }
        let title = phrase(
            "on \(spelling(argument)), \(plan.title)", zh: "在 \(spelling(argument)) 上，\(plan.title)")
        return CompareView(
            contenders: contenders, texts: data.texts.count, title: title, gain: gain, notes: plan.notes,
            isFolded: true
        ).table
    }

    /// What a hybrid gains over the best of the others, if there is one hybrid and something else.
    private func hybridGain(
        _ recipes: [TextModels.Recipe], _ contenders: [Contender],
        _ difference: (_ hybrid: Int, _ other: Int) throws(ClassifierError) -> PairedDifference
    ) throws(Failure) -> CompareView.Gain? {
        let hybrids = recipes.indices.filter { recipes[$0].features.isHybrid }
        guard hybrids.count == 1, recipes.count > 1 else { return nil }
        let others = recipes.indices.filter { $0 != hybrids[0] }
        var best = others[0]
        for other in others where contenders[other].accuracy.mean > contenders[best].accuracy.mean {
            best = other
        }
        let found = try classifying { () throws(ClassifierError) in try difference(hybrids[0], best) }
        return CompareView.Gain(
            hybrid: contenders[hybrids[0]].name, other: contenders[best].name, difference: found,
            isBestOfSeveral: others.count > 1)
    }
}

extension FoldPlan {
    /// Texts of a fold's test part for each of its training part.
    var testShare: Double { 1 / Double(count - 1) }

    /// The mean of differences over folds with its interval; nil when there are too few folds.
    fileprivate func difference(_ differences: [Double]) throws(TextModelError) -> PairedDifference? {
        do throws(ClassifierError) {
            return try PairedDifference(differences: differences, testShare: testShare)
        } catch { throw .classifier(error) }
    }
}

extension FeatureRecipe {
    /// Whether it has an encoder and something else beside it.
    fileprivate var isHybrid: Bool { !encoders.isEmpty && hasOthers }

    private var hasOthers: Bool {
        switch self {
        case .encoder: false
        case .union(let parts): parts.contains(where: \.hasOthers)
        case .staged(let inner, _): inner.hasOthers
        default: true
        }
    }
}

/// Seconds of the clock that never goes back.
func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

extension TextModel.Predictions {
    /// The same with the labels numbered as in `other`, which must hold the same labels.
    fileprivate func ordered(_ labels: [String], as other: [String]) -> TextModel.Predictions {
        guard labels != other else { return self }
        let place = labels.map { label in other.firstIndex(of: label) ?? 0 }
        func reordered(_ figures: DoubleMatrix) -> DoubleMatrix {
            var changed = figures
            for row in 0..<figures.rows {
                for (old, new) in place.enumerated() { changed[row, new] = figures[row, old] }
            }
            return changed
        }
        return TextModel.Predictions(
            scores: reordered(scores), probabilities: probabilities.map(reordered),
            labels: self.labels.map { place[$0] })
    }
}
