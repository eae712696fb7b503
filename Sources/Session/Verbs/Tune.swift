import Classifiers
import Display
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// The most combinations that a search tries.
    private static let largestSearch = 2000

    /// `tune RECIPE on D [folds n] [score S] [search grid|random|halving] [budget n] [seed n] [group COL]`.
    func tune() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let (recipes, settings, all) = try candidates(operand)
        let score = try score(for: recipes) ?? .accuracy
        let (data, plan, argument) = try foldedTexts(for: recipes)
        try encodeFirst(recipes, [argument])
        let corpus = data.corpus
        let isHalving = command.clause("search")?.value.text == "halving"
        let outcome = try working { work throws(TextModelError) in
            guard isHalving else {
                return try ParameterSearch.all(
                    recipes, on: corpus, folds: plan.divisions[0], score: score, with: work)
            }
            return try ParameterSearch.halving(
                recipes, on: corpus, folds: plan.divisions[0],
                order: Folds.nestedOrder(corpus.codes, seed: seed),
                least: 4 * plan.count * corpus.labels.count,
                score: score, with: work)
        }
        let view = SearchView(
            settings: settings, outcome: outcome, score: score, plan: plan, combinations: all,
            place: spelling(argument), texts: corpus.count)
        if !isHidden { output.display(view.page.bundle, id: nil) }
        var model = try fitted(recipes[outcome.best], on: argument)
        model.record(
            tuning: TextModel.Tuning(
                score: score.rawValue, mean: outcome.results[outcome.best].mean, folds: plan.count,
                seed: seed,
                tried: recipes.count, combinations: all,
                search: command.clause("search")?.value.text ?? "grid"))
        return .value(.model(model))
    }

    /// The recipes to try with what is filled in, and how many combinations there are in all.
    private func candidates(
        _ argument: Argument
    ) throws(Failure) -> (recipes: [TextModels.Recipe], settings: [[Language.Recipe.Setting]], all: Int) {
        guard case .recipe(let written) = try execution.value(of: argument) else {
            throw wrongType(argument, wanted: [.recipe])
        }
        let all = written.variantCount
        guard all > 1 else { throw Failure(.nothingTried, at: argument.span) }
        var numbers: [Int]
        if command.clause("search")?.value.text == "random" {
            numbers = drawn(integer("budget", default: 20), of: all)
        } else {
            guard all <= Self.largestSearch else {
                throw Failure(.tooMany(place: "grid", limit: Self.largestSearch), at: argument.span)
            }
            numbers = Array(0..<all)
        }
        var recipes: [TextModels.Recipe] = []
        var settings: [[Language.Recipe.Setting]] = []
        for number in numbers {
            let variant = written.variant(number)
            recipes.append(try RecipeReader(execution).recipe(variant.recipe, at: argument.span))
            settings.append(variant.settings)
        }
        return (recipes, settings, all)
    }

    /// Different numbers below a count, ascending, drawn by the seed.
    private func drawn(_ wanted: Int, of count: Int) -> [Int] {
        guard wanted < count else { return Array(0..<min(count, Self.largestSearch)) }
        var random = SeededRandom(seed: seed)
        var taken: Set<Int> = []
        while taken.count < wanted { taken.insert(Int(random.next() % UInt64(count))) }
        return taken.sorted()
    }
}
