import Classifiers
import Datasets
import Display
import Glibc
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `compare RECIPE, … on TRAIN [against TEST]`, or `compare MODEL, … on TEST`.
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

    private func compared(
        _ models: [TextModel], _ names: [String], on argument: Argument, seconds: [Double]? = nil
    ) throws(Failure) -> Table {
        var contenders: [Contender] = []
        let (data, truth) = try judged(by: models[0], argument)
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
                try model.predict(data.texts, with: work)
            }
            let rate = Double(data.texts.count) / max(1e-9, monotonicSeconds() - start)
            contenders.append(
                try contender(
                    names[index], truth, predictions.ordered(model.labels, as: models[0].labels),
                    models[0].labels,
                    seconds: seconds?[index], rate: rate))
        }
        return CompareView.table(
            try tested(contenders, truth),
            title: phrase("on \(spelling(argument))", zh: "在 \(spelling(argument)) 上"))
    }

    private func contender(
        _ name: String, _ codes: [Int], _ predictions: TextModel.Predictions, _ labels: [String],
        seconds: Double?,
        rate: Double
    ) throws(Failure) -> Contender {
        try classifying { () throws(ClassifierError) in
            let confusion = try ConfusionMatrix(
                truth: codes, predictions: predictions.labels, classes: labels.count)
            var loss: Double?
            if let probabilities = predictions.probabilities {
                loss = try Metrics.logLoss(probabilities, truth: codes)
            }
            return Contender(
                name: name, report: ClassificationReport(confusion), predictions: predictions.labels,
                logLoss: loss,
                fitSeconds: seconds, textsPerSecond: rate)
        }
    }

    /// Fills the cache for every encoder, so that the first recipe that has one doesn't pay for the others.
    private func encodeFirst(_ recipes: [TextModels.Recipe], _ data: [Argument]) throws(Failure) {
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

    /// Sets every contender against the first by McNemar's test on the same texts.
    private func tested(_ contenders: [Contender], _ codes: [Int]) throws(Failure) -> [Contender] {
        guard let first = contenders.first else { return [] }
        var tested = [first]
        for var contender in contenders.dropFirst() {
            contender.p = try classifying { () throws(ClassifierError) in
                try McNemarTest(truth: codes, left: first.predictions, right: contender.predictions).p
            }
            tested.append(contender)
        }
        return tested
    }

    /// Five stratified folds: every text is predicted once by a model that has not seen it.
    private func crossValidated(_ recipes: [TextModels.Recipe], _ names: [String]) throws(Failure) -> Table {
        let argument = try required("on")
        let data = try labelled(try dataset(argument), argument)
        guard data.texts.count >= 10 else {
            throw Failure(
                .tooFewRows(rows: data.texts.count, needed: 10, purpose: phrase("five folds", zh: "五折交叉验证")),
                at: argument.span)
        }
        let counts = data.labels.indices.map { label in data.codes.count { $0 == label } }
        for (count, name) in zip(counts, data.labels) {
            guard count > 1 else {
                throw Failure(
                    .tooFewRows(
                        rows: count, needed: 2,
                        purpose: phrase("the label \(name) in five folds", zh: "标签 \(name) 的五折交叉验证")),
                    at: argument.span)
            }
        }
        warnAboutClasses(data, counts, needed: 5, at: argument.span)
        try encodeFirst(recipes, [argument])
        var contenders: [Contender] = []
        for (name, found) in zip(names, try outcomes(of: recipes, data)) {
            contenders.append(
                try contender(
                    name, data.codes, found.predictions, data.labels, seconds: found.fitSeconds,
                    rate: Double(data.texts.count) / max(1e-9, found.predictSeconds)))
        }
        return CompareView.table(
            try tested(contenders, data.codes),
            title: phrase(
                "on \(spelling(argument)), 5 folds, seed \(seed)",
                zh: "在 \(spelling(argument)) 上，5 折交叉验证，种子 \(seed)"))
    }

    /// The same folds for every recipe, in one step that shows how far it has come.
    private func outcomes(
        of recipes: [TextModels.Recipe], _ data: LabelledTexts
    ) throws(Failure) -> [CrossValidation.Outcome] {
        let folds = Folds.stratified(data.codes, count: 5, seed: seed)
        return try working { work throws(TextModelError) in
            var outcomes: [CrossValidation.Outcome] = []
            for (index, recipe) in recipes.enumerated() {
                outcomes.append(
                    try CrossValidation.run(
                        recipe, texts: data.texts, codes: data.codes, labels: data.labels, folds: folds,
                        with: work, earlier: 5 * index, recipes: recipes.count))
            }
            return outcomes
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
