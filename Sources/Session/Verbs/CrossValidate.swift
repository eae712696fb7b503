import Classifiers
import Datasets
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `crossvalidate RECIPE, … on D [folds n] [score S] [seeds n] [seed n] [group COL]`.
    func crossvalidate() throws(Failure) -> Execution.Outcome {
        let recipes = try recipes()
        if try dataset(try required("on")).hasSeveralLabels { return try crossvalidateSets(recipes) }
        let score = try score(for: recipes)
        let (data, plan, argument) = try foldedTexts(for: recipes)
        try encodeFirst(recipes, [argument])
        let corpus = data.corpus
        let found = try working { work throws(TextModelError) in
            try CrossValidation.run(recipes, on: corpus, divisions: plan.divisions, with: work)
        }
        warnAboutConvergence(recipes, found.map { $0.allSatisfy(\.converged) })
        let names = command.operands.map { spelling($0) }
        let table = try working { _ throws(TextModelError) in
            try CrossValidationView(
                names: names, outcomes: found, corpus: corpus, plan: plan,
                place: spelling(argument)
            ).table(score)
        }
        return .value(.figure(.table, table))
    }
}
