internal import Phrases

extension English {
    func words(for problem: MeaningProblem) -> Words {
        unknownWords(for: problem) ?? unfamiliarWords(for: problem) ?? placeWords(for: problem)
            ?? commandWords(for: problem) ?? resultWords(for: problem)
            ?? recipeWords(for: problem) ?? Words("this can't be done")
    }

    /// Verbs, names and columns that don't exist.
    private func unknownWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .unknownVerb(let word, let near):
            Words(
                "\(quote(word)) is not a verb", note: "unknown verb",
                help: near.map { "did you mean \(quote($0))?" }
                    ?? "a statement begins with a verb or with  name =; help lists the verbs")
        case .foreignWord(let word, let foreign):
            Words(
                foreign.origin == ForeignWord.chineseOrigin
                    ? "the words of Loupe are English, and \(quote(word)) isn't"
                    : "\(quote(word)) belongs to \(foreign.origin), not to Loupe",
                note: "unknown here", help: foreignHelp(foreign))
        case .unknownColumn(let name, let near, let columns, let inFile):
            Words(
                "unknown column \(quote(name))", note: inFile ? "not in this file" : "not in this dataset",
                help: suggestion(near, "columns", columns))
        case .unknownName(let name, let near, let fitting, let wanted):
            Words(
                "nothing is called \(quote(name))", note: "unknown name",
                help: suggestion(near, wanted.count == 1 ? plural(wanted[0]) : "names", fitting)
                    ?? howToMake(wanted.first))
        case .columnNotName(let column, let dataset):
            Words(
                "\(quote(column)) is a column of \(quote(dataset)), and a name should stand here",
                note: "a column", help: "name the dataset:  \(dataset)")
        case .notRestored(let name):
            Words(
                "\(quote(name)) was a name of the kernel before this one", note: "not back yet",
                help: "restore brings it back")
        default: unknownPlaces(for: problem)
        }
    }

    /// Parts, options and clauses that don't exist.
    private func unknownPlaces(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .unknownComponent(let word, let near):
            Words(
                "\(quote(word)) is not a recipe part", note: "unknown part",
                help: suggestion(near, "parts", SignatureTable.components.map(\.name)))
        case .unknownOption(let name, let component, let near, let options, let advice):
            Words(
                "\(component) has no option \(quote(name))", note: "unknown option",
                help: advice?.text
                    ?? (options.isEmpty
                        ? "\(component)() takes no options" : suggestion(near, "options", options)))
        case .unknownClause(let word, let verb, let near, let clauses, let advice):
            Words(
                "\(quote(word)) is not a clause of \(verb)", note: "unknown clause",
                help: advice?.text
                    ?? (clauses.isEmpty ? "\(verb) takes no clauses" : suggestion(near, "clauses", clauses)))
        case .wrongOrder(let verb, let instead):
            Words(
                "the \(SignatureTable.verb(verb)?.operands.first?.name ?? "model") comes first behind \(verb)",
                note: "not first", help: "write  \(instead)")
        default: nil
        }
    }

    /// Labels, entries of the catalogue, choices and topics that don't exist.
    private func unfamiliarWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .unknownLabel(let label, let near, let labels):
            Words(
                "there is no label \(quote(label))", note: "unknown label",
                help: suggestion(near, "labels", labels))
        case .unknownEncoder(let name, let near, let encoders):
            Words(
                "no encoder is called \(quote(name))", note: "unknown encoder",
                help: suggestion(near, "encoders", encoders) ?? "put the path of a model folder in quotes")
        case .unknownSample(let name, let near, let samples):
            Words(
                "no sample is called \(quote(name))", note: "unknown sample",
                help: suggestion(near, "samples", samples))
        case .unknownChoice("seed", "set", _, _):
            Words(
                "there is no setting \(quote("seed"))", note: "not a choice",
                help: "a seed stands in its command:  split reviews test 20% seed 7")
        case .unknownChoice(let word, let place, let near, let choices):
            Words(
                place == "set" ? "there is no setting \(quote(word))" : "\(place) can't be \(quote(word))",
                note: "not a choice",
                help: suggestion(near, "choices", choices))
        case .unknownTopic(let word, let near):
            Words(
                "there is no help on \(quote(word))", note: "unknown topic",
                help: near.map { "did you mean \(quote($0))?" } ?? "help alone lists the verbs")
        case .wrongCase(let word, let right):
            Words(
                "\(quote(word)) is written in lower case", note: "write \(right)",
                help: "the words of Loupe are lower case:  \(right)")
        case .misplacedWord(let word, let role, let next): words(misplaced: word, role, before: next)
        default: nil
        }
    }

    private func foreignHelp(_ foreign: ForeignWord) -> String {
        foreign.isAdvice ? foreign.instead : "in Loupe:  \(foreign.instead)"
    }

    private func words(misplaced word: String, _ role: MeaningProblem.WordRole, before next: String?) -> Words
    {
        switch role {
        case .name(let type):
            Words(
                "\(quote(word)) is \(type.map(article) ?? "a name"), and a statement begins with a verb",
                note: "no verb",
                help: "put a verb before it:  \(DiagnosticRenderer.verbMeant(before: next)) \(word)")
        case .component:
            Words(
                "\(quote(word)) is a recipe part: its options stand in parentheses", note: "no parentheses",
                help: SignatureTable.component(word).map { "as in  \($0.example)" })
        case .clause:
            Words(
                "\(quote(word)) is a clause, and a statement begins with a verb", note: "no verb",
                help: "put it behind its command, on the same line or indented")
        }
    }

    private func plural(_ type: ValueType) -> String { type == .vectors ? "vectors" : type.rawValue + "s" }

    private func howToMake(_ type: ValueType?) -> String {
        switch type {
        case .dataset: "make a dataset first:  reviews = load \"reviews.csv\" text body label sentiment"
        case .model: "fit a model first:  model = fit tfidf() | logistic() on train"
        case .vectors: "make vectors first:  vectors = embed reviews with minilm"
        case .recipe: "make a recipe first:  classical = tfidf() | logistic()"
        default: "give it a value first:  name = value; texts stand in quotes"
        }
    }

    /// Recipes and models.
    private func recipeWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .incompleteRecipe(.head):
            Words(
                "this recipe has no head, so it can't decide", note: "ends without a head",
                help: "add one at the end:  … | logistic()")
        case .incompleteRecipe(.features):
            Words(
                "this recipe has no features, so it can't read texts", note: "begins without features",
                help: "begin with features:  tfidf() | …")
        case .headNotLast(let name):
            Words(
                "\(quote(name)) decides, so nothing can follow it", note: "must come last",
                help: "move it to the end; + joins features, | leads to the head")
        case .misplacedPart(let name, .features):
            Words(
                "\(quote(name)) reads texts, so it can't follow |", note: "must come first",
                help: "join features with +:  tfidf() + encoder(minilm) | logistic()")
        case .misplacedPart(let name, _):
            Words(
                "\(quote(name)) can't stand beside features with +", note: "not features",
                help: "lead to it with |:  tfidf() + words() | logistic()")
        case .triedOutsideTune(let option):
            Words(
                "try is for searching, and nothing searches here", note: "try",
                help: "give \(option.isEmpty ? "the option" : option) one value, or search with  tune")
        case .nothingTried:
            Words(
                "this recipe leaves nothing to search: no option has try", note: "no try",
                help: "list the values to search:  tune tfidf() | logistic(C: try [0.1, 1, 10]) on train")
        case .noEncoder(let model, let verb):
            Words(
                "\(quote(model)) has no encoder, so there is no \(verb)", note: "no encoder inside",
                help:
                    "use a model with encoder(…) in its recipe, or name an encoder:  \(verb) minilm for \"…\""
            )
        case .mixedComparison:
            Words(
                "recipes and fitted models can't be compared in one table", note: "of the other sort",
                help: "compare recipes on train against test, or models on test")
        case .missingOption(let component, let option, let example):
            Words("\(component) needs its \(option)", note: "\(option) is missing", help: "as in  \(example)")
        default: nil
        }
    }
}
