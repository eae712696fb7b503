extension English {
    /// What a command lacks or has too much of.
    func commandWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .missingOperand(let verb, let operand, let example):
            Words("\(verb) needs \(operand)", note: "of what?", help: "as in  \(example)")
        case .missingClause(let verb, let words, let example):
            Words(
                "\(verb) needs \(either(words))", note: "\(either(words)) is missing",
                help: "as in  \(example)")
        case .duplicate(let word):
            Words("\(quote(word)) is given twice", note: "again here", help: "keep one of them")
        case .tooMany(let place, let limit):
            Words(
                limit == 0
                    ? "\(place) takes nothing here"
                    : "\(place) takes only \(limit == 1 ? "one value" : "\(limit) values") here",
                note: "too many",
                help: SignatureTable.component(place).map { optionsHelp($0) } ?? "remove the rest")
        case .conflict(let first, let second):
            Words(
                "\(first) and \(second) exclude each other", note: "one of the two",
                help: "remove \(first) or \(second)")
        case .needsClause(let word, let other):
            Words(
                "\(word) needs \(other) beside it", note: "without \(other)",
                help: word == "on" || word == "row"
                    ? "as in  explain model on test row 3" : "add \(other), or leave \(word) out")
        default: nil
        }
    }

    private func optionsHelp(_ component: Signature) -> String {
        component.clauses.isEmpty
            ? "leave the parentheses empty"
            : "write further options with their names:  \(list(component.clauses.dropFirst().map(\.name)))"
    }

    /// Names before `=`, roles of datasets, and rules that make no sense.
    func resultWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .reservedName(let word, let kind, let instead):
            Words(
                "\(quote(word)) is \(reserved(kind)) and can't be a name", note: "taken",
                help: "use another name, such as \(instead)")
        case .nothingToName(let verb):
            Words(
                "\(verb) gives nothing that could be named", note: "no result",
                help: "write the command without  name =")
        case .wrongNameCount(let verb, let names, let results):
            Words(
                "\(verb.isEmpty ? "a value" : verb) gives \(count(results, "result")), but \(count(names, "name")) \(names == 1 ? "stands" : "stand") before =",
                note: count(names, "name"),
                help: verb == "split"
                    ? "as in  train, test = split reviews test 20%; with dev there are three"
                    : "write \(count(results, "name"))")
        case .noLabels(let dataset):
            Words(
                "\(quote(dataset)) has no labels", note: "no label column",
                help:
                    "load it with  label COLUMN, or make labels:  \(dataset) = label \(dataset) as bad when rating < 0, good otherwise"
            )
        case .noTexts(let dataset):
            Words("\(quote(dataset)) has no texts", note: "no text column", help: "load it with  text COLUMN")
        case .ruleNeverReached(let label):
            Words(
                "the rule for \(quote(label)) is never reached: otherwise takes every row",
                note: "after otherwise", help: "put otherwise last")
        case .nothingLeft(let total):
            Words(
                "test and dev take \(percent(total)), so nothing is left for training", note: "too much",
                help: "leave a share:  split reviews dev 10% test 20%")
        case .backwardsRange(let from, let to):
            Words(
                "the range \(NumberFormat.text(from))..\(NumberFormat.text(to)) runs backwards",
                note: "backwards", help: "write \(NumberFormat.text(to))..\(NumberFormat.text(from))")
        default: nil
        }
    }

    private func reserved(_ kind: MeaningProblem.Reservation) -> String {
        switch kind {
        case .verb: "a verb"
        case .value: "a value"
        case .encoder: "an encoder of the catalogue"
        case .part: "a recipe part"
        }
    }

    /// Values that don't fit their place.
    func placeWords(for problem: MeaningProblem) -> Words? {
        switch problem {
        case .wrongType(let name, .dataset, [.text], "for"):
            Words(
                "\(quote(name)) is a dataset, and for takes a text in quotes", note: "a dataset",
                help: "write on instead of for:  on \(name)")
        case .wrongType(let name, .dataset, [.recipe], "+"):
            Words(
                "datasets are not joined with +", note: "datasets",
                help: "put one under the other with append:  all = append \(name), …")
        case .wrongType(let name, let found, let wanted, let place):
            Words(
                "\(quote(name)) is \(article(found)), not \(anyOf(wanted))", note: article(found),
                help: wrongTypeHelp(name, found, wanted, place))
        case .wrongValue(let found, let place, let wanted):
            Words(
                "\(place) takes \(phrase(wanted)), not \(shortened(found, to: 60))",
                note: "expected \(phrase(wanted))", help: valueHelp(found, place, wanted))
        case .outOfRange(let number, let isPercent, let place, let wanted):
            Words(
                "\(place) can't be \(isPercent ? NumberFormat.text(number * 100) + "%" : NumberFormat.text(number))",
                note:
                    "expected \(isPercent && wanted == .fraction ? "a share between 0% and 100%" : phrase(wanted))",
                help: boundsHelp(number, isPercent, wanted))
        case .beyond(let number, "rows", let count):
            Words(
                "there are \(grouped(count)) rows, fewer than \(grouped(number))",
                note: "only \(grouped(count))", help: "use a number from 1 to \(grouped(count))")
        case .beyond(let number, let place, let count):
            Words(
                "there is no \(place == "from" ? "row" : place) \(grouped(number))",
                note: "only \(grouped(count))", help: "use a number from 1 to \(grouped(count))")
        case .wrongKind(let column, let kind, let comparator):
            Words(
                "\(quote(column)) holds \(kind == .text ? "texts" : kind == .number ? "numbers" : "truth values"), which \(comparator) can't compare",
                note: kind == .text ? "texts" : kind == .number ? "numbers" : "truth values",
                help: kind == .number
                    ? "compare numbers with = != < <= > >=" : "compare texts with = != contains matches in")
        default: nil
        }
    }

    private func wrongTypeHelp(
        _ name: String, _ found: ValueType, _ wanted: [ValueType], _ place: String
    ) -> String? {
        switch (found, wanted.first) {
        case (.recipe, .model): "fit it first:  model = fit \(name) on train"
        case (_, .model) where place == "save":
            "save keeps models; write keeps the rest:  write \(name) to \"…\""

        case (.dataset, .text): "texts stand in quotes"
        case (.recipe, .dataset), (.explanation, .dataset), (.table, .dataset), (.report, .dataset):
            "a dataset comes from  load, keep, drop, label or split"
        case (.model, .recipe): "a fitted model is no recipe: use the recipe it was fitted from"
        case (.dataset, .recipe):
            "the recipe comes first, the dataset behind on:  fit tfidf() | logistic() on train"
        case (.dataset, .model):
            DiagnosticRenderer.exampleWithData(place).map {
                "the model comes first, the dataset behind on:  \($0)"
            } ?? "name a fitted model"
        case (.model, .dataset): "the dataset stands here, the model is the operand:  report model on test"
        default: nil
        }
    }

    /// What may stand in a place.
    func phrase(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .name(let types): types.isEmpty ? "a name" : "the name of \(anyOf(types))"
        case .recipe: "a recipe"
        case .triedRecipe: "a recipe with  try […]"
        case .recipeOrModel: "a recipe or a model"
        case .modelOrEncoder: "a model or an encoder"
        case .encoder: "an encoder"
        case .encoderOr(let words): "an encoder, or \(words.joined(separator: ", "))"
        case .sample: "a sample"
        case .column: "a column"
        case .columnOrNone: "a column, or none"
        case .newColumn: "a name"
        case .label: "a label"
        case .choice(let words), .choiceOrTexts(let words): either(words)
        case .choices(let words): either(words) + ", or a list of them"
        case .layers(let low, let high):
            "a layer from \(low) to \(grouped(high)), a range of layers, or a list"
        case .choiceOrWeights(let words): either(words) + ", or a record {label: number}"
        case .way(let kind):
            either(SignatureTable.ways.filter { $0.kind == kind }.map(\.name)) + ", perhaps with options"
        case .labelTexts: "a record {label: \"text\"}"
        case .range: "a range such as 1..2"
        case .choiceOrNumber, .choiceOrInteger, .integer, .integerOrNone, .number: numberPhrase(kind)
        case .fraction: "a share between 0 and 1"
        case .countOrFraction: "a count, or a share between 0 and 1"
        case .boolean: "true or false"
        case .text: "a text in quotes"
        case .textOr(let types): "a text in quotes, or the name of \(anyOf(types))"
        case .file, .newFile: "a file in quotes"
        case .condition: "a condition"
        case .rules: "rules"
        case .mapping: "a record {old: new}"
        case .anyName: "a name in use"
        case .topic: "a word"
        case .setting: "a setting"
        case .value: "a value"
        }
    }

    private func numberPhrase(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .choiceOrNumber(let words, let low, let high):
            either(words)
                + (high.isFinite
                    ? ", or a number from \(NumberFormat.text(low)) to \(NumberFormat.text(high))"
                    : ", or a number not below \(NumberFormat.text(low))")
        case .choiceOrInteger(let words, let low, let high):
            either(words) + ", or a whole number from \(low) to \(grouped(high))"
        case .integer(let low, let high), .integerOrNone(let low, let high):
            high == .max ? "a whole number from \(low)" : "a whole number from \(low) to \(grouped(high))"
        case .number(let low, let high, let includes):
            low.isFinite
                ? "a number \(includes ? "not below" : "above") \(NumberFormat.text(low))"
                    + (high.isFinite ? ", at most \(NumberFormat.text(high))" : "") : "a number"
        default: "a number"
        }
    }

    private func valueHelp(_ found: String, _ place: String, _ kind: Parameter.Kind) -> String? {
        let bare = found.hasPrefix("\"") ? String(found.dropFirst().dropLast()) : found
        let isList = found.hasPrefix("[") && found.hasSuffix("]")
        let items = isList ? String(found.dropFirst().dropLast()) : found
        if bare != found, let value = Expression.plainValue(bare, for: kind) {
            return "leave the quotes out:  \(value)"
        }
        switch kind {
        case .text where isList && !items.isEmpty && place == "for":
            return "leave the brackets out:  for \(items)"
        case .range where isList && items.split(separator: ",").count == 2:
            return "a range is written  "
                + items.split(separator: ",").map { $0.filter { $0 != " " } }.joined(separator: "..")
        case .text where !found.hasPrefix("\""), .textOr where !found.hasPrefix("\""),
            .file where !found.hasPrefix("\""),
            .newFile where !found.hasPrefix("\""):
            return "put it in quotes: \(quote(found))"
        case .columnOrNone where found == "true" || found == "false":
            return "name the column, as in  \(place) label; none turns it off"
        case .name([.dataset]) where bare != found && place == "dataset":
            return "a dataset comes from a file:  reviews = load \"reviews.csv\""
        case .column, .columnOrNone: return "write the column without quotes, or in back-quotes: `\(bare)`"
        case .name([.model]): return "fit it first and use its name:  model = fit … on train"
        case .name where Double(found) != nil:
            return "the name comes first, and numbers stand behind a clause word"
        case .name where place == "on" && !bare.isEmpty && bare != found:
            return "for takes texts:  for \(found); a file is loaded first:  test = load \(found)"
        case .name: return "give it a name first, and use the name here"
        case .triedRecipe: return "as in  tfidf() | logistic(C: try [0.1, 1, 10])"
        case .number where Comparison.Operator(rawValue: place) != nil:
            return "the right side is a number; a column there stands in `back-quotes`"
        case .number where isList, .fraction where isList, .countOrFraction where isList:
            return "give it one value"
                + (items.split(separator: ",").first.map { ":  \(place): \($0)" } ?? "")
        case .recipe where !isList: return "recipes read like  tfidf() | logistic()"
        case .recipe: return "leave the brackets out:  \(items)"
        case .recipeOrModel where isList: return "leave the brackets out:  \(items)"
        case .range: return "as in  1..2"
        case .encoder, .encoderOr, .modelOrEncoder: return "as in  minilm, or a model folder in quotes"
        case .integer, .integerOrNone: return "write the number in digits"
        case .choiceOrWeights: return "as in  class_weight: {good: 1, bad: 2.5}"
        case .mapping: return "as in  {bad: negative, good: positive}"
        case .choices(let words):
            return words.count > 1 ? "several stand in brackets:  \(place): [\(words[0]), \(words[1])]" : nil
        case .layers:
            return "as in  \(place): 6  or  \(place): 3..6 (their mean)  or  \(place): [5, 6] (side by side)"
        default: return nil
        }
    }

    private func boundsHelp(_ number: Double, _ isPercent: Bool, _ kind: Parameter.Kind) -> String? {
        switch kind {
        case .fraction where !isPercent && number >= 2 && number < 100 && number == number.rounded():
            "write \(NumberFormat.text(number))% for a percentage"
        case .fraction: "write a share like 20% or 0.2"
        case .countOrFraction: "write a count like 2, or a share like 1%"
        case .range(let low, let high): "its numbers go from \(low) to \(high)"
        case .integer, .integerOrNone, .layers:
            number == number.rounded() && !isPercent ? nil : "write a whole number, such as 2"
        default: nil
        }
    }
}
