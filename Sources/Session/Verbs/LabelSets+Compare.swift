import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

// Recipes and models side by side, where texts may have several labels.
extension Invocation {
    /// The figure that a clause names; refused when it is none of several labels.
    private func labelSetScore() throws(Failure) -> LabelSetScore? {
        guard command.gives("score"), let argument = command.clause("score"), let word = argument.value.text
        else { return nil }
        guard let score = LabelSetScore(rawValue: word) else {
            throw Failure(
                .unknownChoice(
                    word, place: "score", near: nil, choices: LabelSetScore.allCases.map(\.rawValue)),
                at: argument.span)
        }
        return score
    }

    /// Every text's labels by models that have not seen it, for each recipe and repetition.
    private func validated(
        _ recipes: [TextModels.Recipe]
    ) throws(Failure) -> (validations: [[LabelSetValidation]], corpus: Corpus, plan: FoldPlan, Argument) {
        for recipe in recipes { try checkPlanes(recipe) }
        let (data, plan, argument) = try foldedTexts(for: recipes)
        try encodeFirst(recipes, [argument])
        let corpus = data.corpus
        let found = try working { work throws(TextModelError) in
            try LabelSetValidation.run(recipes, on: corpus, divisions: plan.divisions, with: work)
        }
        warnAboutConvergence(recipes, found.map { $0.allSatisfy(\.converged) })
        return (found, corpus, plan, argument)
    }

    /// `crossvalidate RECIPE, … on D` where texts may have several labels.
    func crossvalidateSets(_ recipes: [TextModels.Recipe]) throws(Failure) -> Execution.Outcome {
        let score = try labelSetScore()
        let (found, corpus, plan, argument) = try validated(recipes)
        let names = command.operands.map { spelling($0) }
        let table = try working { _ throws(TextModelError) in
            try LabelSetView.validation(
                names, found, corpus, score: score, plan: plan, place: spelling(argument))
        }
        return .value(.figure(.table, table))
    }

    /// `compare …` where texts may have several labels.
    func compareSets(
        _ models: [TextModel], _ recipes: [TextModels.Recipe], _ names: [String]
    ) throws(Failure) -> Execution.Outcome {
        guard !recipes.isEmpty else {
            return .value(.figure(.table, try compared(models, names, on: try required("on"))))
        }
        guard command.gives("against"), let against = command.clause("against") else {
            let (found, corpus, plan, argument) = try validated(recipes)
            let table = try working { _ throws(TextModelError) in
                try LabelSetView.validation(
                    names, found, corpus, score: nil, plan: plan, place: spelling(argument),
                    comparing: .microF1)
            }
            return .value(.figure(.table, table))
        }
        var fitted: [TextModel] = []
        for (index, recipe) in recipes.enumerated() {
            fitted.append(try self.fitted(recipe, on: try required("on"), warns: index == 0))
        }
        return .value(.figure(.table, try compared(fitted, names, on: against)))
    }

    /// Models on the same texts; whether a text's labels are all right is what the test counts.
    private func compared(
        _ models: [TextModel], _ names: [String], on argument: Argument
    ) throws(Failure) -> Table {
        var lines: [LabelSetView.Line] = []
        var first: [Bool] = []
        var texts = 0
        for (index, model) in models.enumerated() {
            let operand = command.operand(index)
            guard model.givesSeveralLabels else {
                throw Failure(.oneLabelEach(model: names[index]), at: operand?.span ?? span)
            }
            let differing = Set(model.labels).symmetricDifference(models[0].labels).sorted()
            guard differing.isEmpty else {
                throw Failure(
                    .unseenLabels(differing, known: models[0].labels), at: operand?.span ?? span)
            }
            let (data, sets) = try judgedSets(by: model, argument)
            let (report, found) = try figures(of: model, on: data, sets)
            let right = zip(sets, found).map { $0 == $1 }
            texts = data.texts.count
            if index == 0 { first = right }
            let test = try classifying { () throws(ClassifierError) in
                try McNemarTest(
                    truth: right.map { _ in 1 }, left: first.map { $0 ? 1 : 0 },
                    right: right.map { $0 ? 1 : 0 })
            }
            lines.append(.init(name: names[index], report: report, p: index == 0 ? nil : test.p))
        }
        return LabelSetView.comparison(
            lines, title: phrase("on \(spelling(argument))", zh: "在 \(spelling(argument)) 上"), texts: texts)
    }
}
