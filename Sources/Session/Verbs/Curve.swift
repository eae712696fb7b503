import Classifiers
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `curve RECIPE, … on D [sizes …] [score S] [folds n] [seed n] [group COL]`.
    func curve() throws(Failure) -> Execution.Outcome {
        let recipes = try recipes()
        let score = try score(for: recipes) ?? .accuracy
        let (data, plan, argument) = try foldedTexts(for: recipes)
        let shares = try shares(texts: data.texts.count, folds: plan.count)
        try encodeFirst(recipes, [argument])
        let corpus = data.corpus
        let points = try working { work throws(TextModelError) in
            try LearningCurve.run(
                recipes, on: corpus, folds: plan.divisions[0],
                order: Folds.nestedOrder(corpus.codes, seed: seed), shares: shares, score: score, with: work)
        }
        let view = LearningCurveView(
            names: command.operands.map { spelling($0) }, points: points, score: score, plan: plan,
            place: spelling(argument))
        return .value(.figure(.chart, view.chart))
    }

    /// The shares of a fold's training texts that are learnt from, ascending; counts become shares.
    private func shares(texts: Int, folds: Int) throws(Failure) -> [Double] {
        let written = command.values(of: "sizes")
        guard command.gives("sizes"), !written.isEmpty else { return [0.05, 0.1, 0.2, 0.4, 0.7, 1] }
        let most = texts - (texts + folds - 1) / folds
        var shares: Set<Double> = []
        for argument in written {
            if case .share(let share) = argument.value { shares.insert(share) }
            guard case .number(let number) = argument.value, let count = Int(exactly: number) else {
                continue
            }
            guard count <= most else {
                throw Failure(.beyond(count, place: "sizes", count: most), at: argument.span)
            }
            shares.insert(Double(count) / Double(most))
        }
        return shares.filter { $0 > 0 }.sorted()
    }
}
