extension StatementCheck {
    // MARK: Numbers

    mutating func checkNumber(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        let span = expression.span
        switch expression.kind {
        case .none:
            if case .integerOrNone = parameter.kind { return Argument(.none, span) }
            return reject(expression, parameter)
        case .range(let low, let high):
            return checkRange(low, high, span, parameter) ?? rejectUnlessRange(expression, parameter)
        case .number(let number):
            let isShare = parameter.kind == .countOrFraction && expression.isDecimal
            return checkBounds(number, isShare: isShare, span, parameter)
        case .percent(let number): return checkBounds(number, isShare: true, span, parameter)
        case .list(let items): return checkNumbers(items, expression, parameter)
        case .word(let name):
            switch scope.facts(of: name) {
            case .number(let number?): return checkBounds(number, isShare: false, span, parameter)
            case .number(nil), .unknown: return Argument(.name(name), span)
            case let facts?:
                report(
                    .wrongType(
                        name: name, found: facts.type ?? .number, wanted: [.number], place: parameter.name),
                    at: span)
                return nil
            case nil: return reject(expression, parameter)
            }
        default: return reject(expression, parameter)
        }
    }

    private mutating func rejectUnlessRange(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        if parameter.kind.takesRange { return nil }
        return reject(expression, parameter)
    }

    /// A list of whole numbers, none twice.
    private mutating func checkNumbers(
        _ items: [Expression], _ expression: Expression, _ parameter: Parameter
    ) -> Argument? {
        guard case .layers = parameter.kind, !items.isEmpty else { return reject(expression, parameter) }
        var numbers: [Argument] = []
        for item in items {
            guard case .number(let number) = item.kind else { return reject(expression, parameter) }
            guard let checked = checkBounds(number, isShare: false, item.span, parameter) else { return nil }
            numbers.append(checked)
        }
        return areDistinct(numbers) ? Argument(.list(numbers), expression.span) : nil
    }

    private mutating func checkRange(
        _ low: Expression, _ high: Expression, _ span: SourceSpan, _ parameter: Parameter
    ) -> Argument? {
        guard parameter.kind.takesRange, case .number(let from) = low.kind,
            case .number(let to) = high.kind
        else {
            return nil
        }
        if from > to {
            report(.backwardsRange(from, to), at: span)
            return nil
        }
        guard checkBounds(from, isShare: false, low.span, parameter) != nil,
            checkBounds(to, isShare: false, high.span, parameter) != nil
        else { return nil }
        return Argument(.range(from, to), span)
    }

    private mutating func checkBounds(
        _ number: Double, isShare: Bool, _ span: SourceSpan, _ parameter: Parameter
    ) -> Argument? {
        var value = Value.number(number)
        let fits: Bool
        switch parameter.kind {
        case .integer(let low, let high), .integerOrNone(let low, let high), .layers(let low, let high):
            fits = !isShare && Int(exactly: number).map { $0 >= low && $0 <= high } ?? false
        case .number(let low, let high, let includesLower):
            fits = (includesLower ? number >= low : number > low) && number <= high
        case .choiceOrNumber(_, let low, let high): fits = number >= low && number <= high
        case .choiceOrInteger(_, let low, let high):
            fits = !isShare && Int(exactly: number).map { $0 >= low && $0 <= high } ?? false
        case .fraction: fits = number > 0 && number < 1
        case .countOrFraction:
            if isShare || number < 1 { value = .share(number) }
            fits = value == .share(number) ? number > 0 && number <= 1 : Int(exactly: number) != nil
        case .range(let low, let high):
            fits = !isShare && Int(exactly: number).map { $0 >= low && $0 <= high } ?? false
            value = .range(number, number)
        default: fits = false
        }
        if fits { return Argument(value, span) }
        report(
            .outOfRange(number, isPercent: isShare, place: parameter.name, wanted: parameter.kind), at: span)
        return nil
    }

    // MARK: A word or a number

    mutating func checkChoiceOrNumber(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        if expression.word != nil { return checkChoice(expression, choices, parameter) }
        if expression.kind == .none { return Argument(.choice("none"), expression.span) }
        return checkNumber(expression, parameter)
    }

    mutating func checkChoiceOrInteger(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        if expression.kind == .none, choices.contains("none") {
            return Argument(.choice("none"), expression.span)
        }
        // A name may hold the number.
        if let word = expression.word, scope.facts(of: word) == nil {
            return checkChoice(expression, choices, parameter)
        }
        return checkNumber(expression, parameter)
    }

    // MARK: Any value

    /// A value in a place that takes any: names are looked up, recipes checked.
    mutating func checkValue(_ expression: Expression, place: String) -> Argument? {
        let span = expression.span
        switch expression.kind {
        case .number(let number), .percent(let number): return Argument(.number(number), span)
        case .string(let text): return Argument(.text(text), span)
        case .boolean(let truth): return Argument(.boolean(truth), span)
        case .none: return Argument(.none, span)
        case .word(let name) where SignatureTable.component(name) == nil, .quotedName(let name):
            guard scope.facts(of: name) != nil else {
                if verb?.name == "say", place == "value",
                    EditDistance.nearest(name, among: scope.names) == nil
                {
                    report(.wrongValue(found: name, place: "say", wanted: .text), at: span)
                    return nil
                }
                reportUnknownName(Spelled(name, span), [])
                return nil
            }
            return Argument(.name(name), span)
        case .range(let low, let high):
            guard let from = low.number, let to = high.number else { return nil }
            if from > to { report(.backwardsRange(from, to), at: span) }
            return Argument(.range(from, to), span)
        case .list(let items):
            let values = items.compactMap { checkValue($0, place: place) }
            return values.count == items.count ? Argument(.list(values), span) : nil
        case .record(let entries):
            let values = entries.compactMap { entry in
                checkValue(entry.value, place: place).map { Value.Entry(key: entry.key, value: $0) }
            }
            return values.count == entries.count ? Argument(.record(values), span) : nil
        case .call, .union, .pipe, .word:
            return checkRecipe(expression).map { Argument(.recipe($0), span) }
        case .invalid: return nil
        }
    }

    // MARK: Help and settings

    mutating func checkTopicPlace(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        guard let argument = checkWord(expression, parameter, { .word($0) }), let word = argument.value.text
        else {
            return nil
        }
        return checkTopic(Spelled(word, expression.span)) ? argument : nil
    }

    /// Whether there is help on a word: a verb, component, clause, name, code or a word of another tool.
    @discardableResult
    mutating func checkTopic(_ word: Spelled) -> Bool {
        let text = word.text
        if scope.facts(of: text) != nil || Reference.topic(text) != nil { return true }
        report(
            .unknownTopic(text, near: EditDistance.nearest(text, among: Reference.topics + scope.names)),
            at: word.span)
        return false
    }

    mutating func checkSetting(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        guard let argument = checkWord(expression, parameter, { .word($0) }), let word = argument.value.text
        else {
            return nil
        }
        if SignatureTable.setting(word) != nil { return argument }
        let choices = SignatureTable.settings.map(\.name)
        report(
            .unknownChoice(
                word, place: "set", near: EditDistance.nearest(word, among: choices), choices: choices),
            at: expression.span)
        return nil
    }
}

extension Parameter.Kind {
    /// Whether a range may stand there.
    fileprivate var takesRange: Bool {
        switch self {
        case .range, .layers: true
        default: false
        }
    }
}

extension Expression {
    var number: Double? {
        switch kind {
        case .number(let number), .percent(let number): number
        default: nil
        }
    }
}
