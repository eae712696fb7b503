extension StatementCheck {
    /// A recipe that is to be fitted; one whose values are searched has a `try`, any other has none.
    mutating func checkRecipePlace(
        _ expression: Expression, _ place: String, isSearched: Bool = false
    ) -> Argument? {
        if let word = expression.word, let type = scope.facts(of: word)?.type, type != .recipe {
            report(.wrongType(name: word, found: type, wanted: [.recipe], place: place), at: expression.span)
            return nil
        }
        let before = diagnostics.count
        guard let recipe = checkRecipe(expression) else { return nil }
        guard diagnostics.count == before else { return Argument(.recipe(recipe), expression.span) }
        checkComplete(recipe, expression.span)
        if isSearched { checkTried(recipe, expression.span) } else { checkFixed(recipe, expression.span) }
        return Argument(.recipe(recipe), expression.span)
    }

    /// Reports a recipe that leaves nothing to search.
    private mutating func checkTried(_ recipe: Recipe, _ span: SourceSpan) {
        let isKnown = recipe.names.allSatisfy { scope.facts(of: $0.text)?.type == .recipe }
        if isKnown, !FactsFlow(scope: scope).facts(of: recipe).isTried { report(.nothingTried, at: span) }
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
    }

    /// Reports values to search among.
    private mutating func checkFixed(_ recipe: Recipe, _ span: SourceSpan) {
        if FactsFlow(scope: scope).facts(of: recipe).isTried {
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
            if let first = parts.first?.word, parts.allSatisfy({ holdsDataset($0) }) {
                report(.wrongType(name: first, found: .dataset, wanted: [.recipe], place: "+"), at: span)
                return nil
            }
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

    private func holdsDataset(_ expression: Expression) -> Bool {
        expression.word.flatMap { scope.facts(of: $0)?.type } == .dataset
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
        return checkOptions(name, options, signature, Subject(scope: scope))
    }

    /// The options of a component or way against its signature; nil when one is at fault.
    mutating func checkOptions(
        _ name: Spelled, _ options: [Expression.Option], _ signature: Signature, _ subject: Subject
    ) -> Recipe.Component? {
        let before = diagnostics.count
        var given = [Recipe.Component.Option?](repeating: nil, count: signature.clauses.count)
        for (index, option) in options.enumerated() {
            guard let order = orderOf(options, index, signature) else { continue }
            let parameter = signature.clauses[order]
            if let first = given[order] {
                report(
                    .duplicate(parameter.name), at: option.span, related: [.init(first.value.span, .first)])
            } else if let value = checkOption(option, parameter, subject) {
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
    private mutating func orderOf(
        _ options: [Expression.Option], _ index: Int, _ signature: Signature
    ) -> Int? {
        let option = options[index]
        guard let name = option.name else {
            if index == 0, !signature.clauses.isEmpty { return 0 }
            reportUnnamed(options, index, signature)
            return nil
        }
        if let order = signature.clauses.firstIndex(where: { $0.name == name.text }) { return order }
        let known = signature.clauses.map(\.name)
        let advice = ForeignOption.advice(name.text)
        let near =
            advice == nil
            ? ForeignOption.near(name.text, among: known) ?? EditDistance.nearest(name.text, among: known)
            : nil
        report(
            .unknownOption(name.text, of: signature.name, near: near, options: known, advice: advice),
            at: name.span)
        return nil
    }

    /// A value without a name that isn't the first: `tfidf(1, 2)` means a range, `max_features: 5,000` one number.
    private mutating func reportUnnamed(
        _ options: [Expression.Option], _ index: Int, _ signature: Signature
    ) {
        let (before, option) = (options[max(0, index - 1)], options[index])
        let span = before.value.span.joined(with: option.span)
        if case .number(let low) = before.value.kind, case .number(let high) = option.value.kind {
            let items = [NumberFormat.text(low), NumberFormat.text(high)]
            if option.span.length == 3, option.span.start == before.value.span.end + 1 {
                diagnostics.append(
                    Diagnostic(.syntax(.badNumber(items[0] + "," + Self.threeDigits(high))), at: span))
                return
            }
            if index == 1, before.name == nil, case .range? = signature.clauses.first?.kind {
                diagnostics.append(Diagnostic(.syntax(.pair(items, isNumbers: true)), at: span))
                return
            }
        }
        report(.tooMany(place: signature.name, limit: signature.clauses.isEmpty ? 0 : 1), at: option.span)
    }

    private static func threeDigits(_ number: Double) -> String {
        let digits = NumberFormat.text(number)
        return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }

    private mutating func checkOption(
        _ option: Expression.Option, _ parameter: Parameter, _ subject: Subject
    ) -> Argument? {
        guard option.isTried else {
            if parameter.kind == .encoder { return checkEncoderOption(option.value, parameter) }
            return check(option.value, parameter, subject)
        }
        guard case .list(let items) = option.value.kind, !items.isEmpty else {
            return reject(option.value, parameter)
        }
        let values = items.compactMap { check($0, parameter, subject) }
        return values.count == items.count ? Argument(.list(values), option.value.span) : nil
    }

    private mutating func checkEncoderOption(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        switch expression.kind {
        case .string(let path): return Argument(.text(path), expression.span)
        case .word(let name) where scope.encoders.contains { $0.name == name }:
            return Argument(.word(name), expression.span)
        case .word(let name), .quotedName(let name):
            if let facts = scope.facts(of: name) {
                if facts.type == .encoder || facts.type == nil {
                    return Argument(.name(name), expression.span)
                }
                report(
                    .wrongType(
                        name: name, found: facts.type ?? .encoder, wanted: [.encoder], place: "encoder"),
                    at: expression.span)
                return nil
            }
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

    /// Reports a part that counts behind a block whose numbers can be below zero.
    private mutating func checkCounts(_ facts: [RecipeFacts], _ parts: [Expression]) -> Bool {
        for (place, part) in facts.enumerated().dropFirst() {
            guard let head = part.countingHead, parts.indices.contains(place),
                let block = facts[..<place].compactMap(\.signedBlock).first
            else { continue }
            diagnostics.append(
                Diagnostic(.run(.negativeFeatures(head: head, block: block)), at: parts[place].span))
            return false
        }
        return true
    }
}
