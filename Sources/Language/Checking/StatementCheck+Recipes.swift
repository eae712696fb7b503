extension StatementCheck {
    /// A recipe that is to be fitted.
    mutating func checkRecipePlace(_ expression: Expression, _ place: String) -> Argument? {
        if let word = expression.word, let type = scope.facts(of: word)?.type, type != .recipe {
            report(.wrongType(name: word, found: type, wanted: [.recipe], place: place), at: expression.span)
            return nil
        }
        guard let recipe = checkRecipe(expression) else { return nil }
        checkComplete(recipe, expression.span)
        return Argument(.recipe(recipe), expression.span)
    }

    /// A recipe, or the name of a model.
    mutating func checkCandidate(_ expression: Expression, _ place: String) -> Argument? {
        if let word = expression.word, let facts = scope.facts(of: word),
            facts.type == .model || facts.type == nil
        {
            return Argument(.name(word), expression.span)
        }
        if let word = expression.word, let type = scope.facts(of: word)?.type, type != .recipe {
            report(
                .wrongType(name: word, found: type, wanted: [.recipe, .model], place: place),
                at: expression.span)
            return nil
        }
        return checkRecipePlace(expression, place)
    }

    /// Reports what a recipe lacks to be fitted.
    private mutating func checkComplete(_ recipe: Recipe, _ span: SourceSpan) {
        let facts = FactsFlow(scope: scope).facts(of: recipe)
        switch facts.shape {
        case .features, .stages: report(.incompleteRecipe(.head), at: span)
        case .head: report(.incompleteRecipe(.features), at: span)
        case .complete, nil: break
        }
        if facts.isTried {
            let tried = recipe.components.flatMap(\.options).first(where: \.isTried)
            report(.triedOutsideTune(option: tried?.name.text ?? ""), at: tried?.value.span ?? span)
        }
    }

    /// Checks a recipe's parts and their order; nil when a part can't be read.
    mutating func checkRecipe(_ expression: Expression) -> Recipe? {
        let span = expression.span
        switch expression.kind {
        case .word(let name): return checkPart(Spelled(name, span))
        case .quotedName(let name): return checkPart(Spelled(name, span))
        case .call(let name, let options): return checkComponent(name, options).map { .component($0) }
        case .union(let parts):
            let recipes = parts.map { checkRecipe($0) }
            for (part, recipe) in zip(parts, recipes) { checkBlock(recipe, part.span) }
            let checked = recipes.compactMap { $0 }
            return checked.count == parts.count ? .union(checked) : nil
        case .pipe(let parts):
            let recipes = parts.map { checkRecipe($0) }
            let checked = recipes.compactMap { $0 }
            guard checked.count == parts.count else { return nil }
            return checkOrder(checked, parts) ? .pipe(checked) : nil
        case .invalid: return nil
        default:
            report(
                .wrongValue(found: CellPrinter.text(expression), place: "recipe", wanted: .recipe), at: span)
            return nil
        }
    }

    private mutating func checkPart(_ name: Spelled) -> Recipe? {
        if let signature = SignatureTable.component(name.text) {
            if let missing = signature.clauses.first(where: \.isRequired) {
                report(
                    .missingOption(component: name.text, option: missing.name, example: signature.example),
                    at: name.span)
                return nil
            }
            return .component(Recipe.Component(name: name, options: []))
        }
        guard let facts = scope.facts(of: name.text) else {
            reportUnknownPart(name)
            return nil
        }
        if let type = facts.type, type != .recipe {
            report(
                .wrongType(name: name.text, found: type, wanted: [.recipe], place: "recipe"), at: name.span)
            return nil
        }
        return .name(name)
    }

    private mutating func reportUnknownPart(_ name: Spelled) {
        let lower = name.text.lowercased()
        let components = SignatureTable.components.map(\.name)
        if lower != name.text, components.contains(lower) {
            report(.wrongCase(name.text, right: lower), at: name.span)
        } else if let foreign = ForeignWord.find(name.text) {
            report(.foreignWord(name.text, foreign), at: name.span)
        } else if scope.encoders.contains(where: { $0.name == name.text }) {
            report(.unknownComponent(name.text, near: "encoder(\(name.text))"), at: name.span)
        } else {
            let near = EditDistance.nearest(name.text, among: components + scope.names(of: [.recipe]))
            report(.unknownComponent(name.text, near: near), at: name.span)
        }
    }

    /// A component written with its options.
    mutating func checkComponent(_ name: Spelled, _ options: [Expression.Option]) -> Recipe.Component? {
        guard let signature = SignatureTable.component(name.text) else {
            reportUnknownPart(name)
            return nil
        }
        let before = diagnostics.count
        var given = [Recipe.Component.Option?](repeating: nil, count: signature.clauses.count)
        for (index, option) in options.enumerated() {
            guard let order = orderOf(option, index, signature) else { continue }
            let parameter = signature.clauses[order]
            if let first = given[order] {
                report(
                    .duplicate(parameter.name), at: option.span, related: [.init(first.value.span, .first)])
            } else if let value = checkOption(option, parameter) {
                let spelled = option.name ?? Spelled(parameter.name, option.value.span)
                given[order] = .init(name: spelled, value: value, isTried: option.isTried)
            }
        }
        for (parameter, option) in zip(signature.clauses, given)
        where parameter.isRequired && option == nil && diagnostics.count == before {
            report(
                .missingOption(component: name.text, option: parameter.name, example: signature.example),
                at: name.span)
        }
        let isWhole = !diagnostics[before...].contains { $0.severity == .error }
        return isWhole ? Recipe.Component(name: name, options: given.compactMap(\.self)) : nil
    }

    /// Which option of the signature is meant; a first value without a name is the first option.
    private mutating func orderOf(_ option: Expression.Option, _ index: Int, _ signature: Signature) -> Int? {
        guard let name = option.name else {
            if index == 0, !signature.clauses.isEmpty { return 0 }
            report(.tooMany(place: signature.name, limit: signature.clauses.isEmpty ? 0 : 1), at: option.span)
            return nil
        }
        if let order = signature.clauses.firstIndex(where: { $0.name == name.text }) { return order }
        let known = signature.clauses.map(\.name)
        let near = Self.foreignOption(name.text, known) ?? EditDistance.nearest(name.text, among: known)
        report(.unknownOption(name.text, of: signature.name, near: near, options: known), at: name.span)
        return nil
    }

    /// Option names that others use.
    private static func foreignOption(_ name: String, _ known: [String]) -> String? {
        let table = [
            "ngram_range": "ngrams", "ngram": "ngrams", "n": "ngrams", "min_df": "min_docs",
            "max_df": "max_docs",
            "stopwords": "stop_words", "sublinear_tf": "sublinear", "c": "C", "regularization": "C",
            "max_length": "max_tokens", "max_seq_length": "max_tokens", "model": "name",
            "normalize": "normalise",
            "normalize_embeddings": "normalise", "weights": "class_weight", "smoothing": "alpha",
            "laplace": "alpha",
        ]
        return table[name].flatMap { known.contains($0) ? $0 : nil }
    }

    private mutating func checkOption(_ option: Expression.Option, _ parameter: Parameter) -> Argument? {
        let subject = Subject(scope: scope)
        guard option.isTried else {
            if parameter.kind == .encoder { return checkEncoderOption(option.value, parameter) }
            return check(option.value, parameter, subject)
        }
        guard case .list(let items) = option.value.kind else { return reject(option.value, parameter) }
        let values = items.compactMap { check($0, parameter, subject) }
        return values.count == items.count ? Argument(.list(values), option.value.span) : nil
    }

    private mutating func checkEncoderOption(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        switch expression.kind {
        case .string(let path): return Argument(.text(path), expression.span)
        case .word(let name):
            return checkEncoderName(Spelled(name, expression.span))
                ? Argument(.word(name), expression.span) : nil
        default: return reject(expression, parameter)
        }
    }

    // MARK: Order of parts

    /// Reports a part of a union that is no feature block.
    private mutating func checkBlock(_ recipe: Recipe?, _ span: SourceSpan) {
        guard let recipe, let shape = FactsFlow(scope: scope).facts(of: recipe).shape else { return }
        guard shape != .features else { return }
        let name = recipe.components.last?.name.text ?? recipe.names.last?.text ?? ""
        report(.misplacedPart(name, kind: shape == .stages ? .stage : .head), at: span)
    }

    private mutating func checkOrder(_ recipes: [Recipe], _ parts: [Expression]) -> Bool {
        let flow = FactsFlow(scope: scope)
        let facts = recipes.map { flow.facts(of: $0) }
        for (index, recipe) in recipes.enumerated() {
            guard let shape = facts[index].shape else { continue }
            let name = recipe.components.last?.name.text ?? recipe.names.last?.text ?? ""
            if index + 1 < recipes.count, shape == .head || shape == .complete {
                report(.headNotLast(name), at: parts[index].span)
                return false
            }
            if index > 0, shape == .features || shape == .complete {
                report(.misplacedPart(name, kind: .features), at: parts[index].span)
                return false
            }
        }
        return checkCounts(facts, parts)
    }

    /// Reports a head that counts behind a block whose numbers can be below zero.
    private mutating func checkCounts(_ facts: [RecipeFacts], _ parts: [Expression]) -> Bool {
        guard let head = facts.last?.countingHead, let span = parts.last?.span,
            let block = facts.dropLast().compactMap(\.signedBlock).first
        else { return true }
        diagnostics.append(Diagnostic(.run(.negativeFeatures(head: head, block: block)), at: span))
        return false
    }
}
