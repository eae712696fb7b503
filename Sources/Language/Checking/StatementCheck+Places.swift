extension StatementCheck {
    /// Checks what stands in a place against what the place takes; nil when it doesn't fit, which is then
    /// reported.
    mutating func check(_ expression: Expression, _ parameter: Parameter, _ subject: Subject) -> Argument? {
        if expression.kind == .invalid { return nil }
        let place = parameter.name
        switch parameter.kind {
        case .name(let types): return checkName(expression, types, parameter)
        case .recipe: return checkRecipePlace(expression, place)
        case .triedRecipe: return checkRecipePlace(expression, place, isSearched: true)
        case .recipeOrModel: return checkCandidate(expression, place)
        case .modelOrEncoder, .encoder, .encoderOr: return checkEncoderPlace(expression, parameter)
        case .sample: return checkSample(expression, parameter)
        case .column: return checkColumn(expression, parameter, subject)
        case .columnOrNone:
            if expression.kind == .none { return Argument(.none, expression.span) }
            return checkColumn(expression, parameter, subject)
        case .newColumn: return checkWord(expression, parameter) { .column($0) }
        case .label: return checkLabel(expression, parameter, subject.labels)
        case .choice(let choices): return checkChoice(expression, choices, parameter)
        case .boolean: return checkBoolean(expression, parameter)
        case .text, .file, .newFile: return checkText(expression, parameter)
        case .textOr(let types):
            if let word = expression.word {
                let facts = scope.facts(of: word)
                if facts == nil || facts?.type.map({ types.contains($0) }) == true {
                    return checkName(expression, types + [.text], parameter)
                }
            }
            return checkText(expression, parameter)
        case .condition, .rules: return reject(expression, parameter)
        case .mapping: return checkMapping(expression, parameter, subject)
        case .anyName: return checkName(expression, [], parameter)
        case .topic: return checkTopicPlace(expression, parameter)
        case .setting: return checkSetting(expression, parameter)
        case .choiceOrTexts(let choices): return checkTexts(expression, choices, parameter)
        case .choices(let choices): return checkChoices(expression, choices, parameter)
        case .choiceOrWeights(let choices): return checkWeights(expression, choices, parameter)
        case .choiceOrNumber(let choices, _, _):
            return checkChoiceOrNumber(expression, choices, parameter)
        case .choiceOrInteger(let choices, _, _): return checkChoiceOrInteger(expression, choices, parameter)
        case .way(let kind): return checkWay(expression, kind, parameter, subject)
        case .labelTexts: return checkLabelTexts(expression, parameter, subject)
        case .value: return checkValue(expression, place: place)
        default: return checkNumber(expression, parameter)
        }
    }

    /// An encoder, where a model or one of some words may stand too.
    private mutating func checkEncoderPlace(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        guard let word = expression.word else { return checkEncoder(expression, parameter) }
        switch parameter.kind {
        case .modelOrEncoder:
            if let type = scope.facts(of: word)?.type, type != .recipe, type != .encoder {
                return checkName(expression, [.model], parameter)
            }
        case .encoderOr(let words) where words.contains(word): return Argument(.choice(word), expression.span)
        default: break
        }
        return checkEncoder(expression, parameter)
    }

    mutating func reject(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        report(
            .wrongValue(found: CellPrinter.text(expression), place: parameter.name, wanted: parameter.kind),
            at: expression.span)
        return nil
    }

    // MARK: Names

    mutating func checkName(_ expression: Expression, _ types: [ValueType], _ parameter: Parameter)
        -> Argument?
    {
        guard let name = expression.word ?? expression.quotedName else {
            return reject(expression, parameter)
        }
        guard let facts = scope.facts(of: name) else {
            reportUnknownName(Spelled(name, expression.span), types)
            return nil
        }
        if let type = facts.type, !types.isEmpty, !types.contains(type) {
            let isOperand = verb?.operands.contains { $0 === parameter } == true
            let place = isOperand ? verb?.name ?? parameter.name : parameter.name
            report(.wrongType(name: name, found: type, wanted: types, place: place), at: expression.span)
            return nil
        }
        return Argument(.name(name), expression.span)
    }

    mutating func reportUnknownName(_ name: Spelled, _ types: [ValueType]) {
        if scope.restorable[name.text] != nil {
            return report(.notRestored(name.text), at: name.span)
        }
        let fitting = scope.names(of: types)
        let near = EditDistance.nearest(name.text, among: fitting)
        if near == nil, let dataset = scope.dataset(withColumn: name.text) {
            return report(.columnNotName(name.text, dataset: dataset), at: name.span)
        }
        report(.unknownName(name.text, near: near, fitting: fitting, wanted: types), at: name.span)
    }

    private mutating func checkSample(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        guard let argument = checkWord(expression, parameter, { .sample($0) }), let name = argument.value.text
        else {
            return nil
        }
        let samples = scope.samples.map(\.name)
        if !samples.isEmpty, !samples.contains(name) {
            let near = EditDistance.nearest(name, among: samples)
            report(.unknownSample(name, near: near, samples: samples), at: expression.span)
            return nil
        }
        return argument
    }

    private mutating func checkEncoder(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        switch expression.kind {
        case .call(let name, let options) where name.text == "encoder":
            guard let component = checkComponent(name, options) else { return nil }
            return Argument(.encoder(component), expression.span)
        case .word(let name) where !scope.encoders.contains { $0.name == name }:
            if let facts = scope.facts(of: name) {
                if facts.type == .recipe || facts.type == .encoder || facts.type == nil {
                    return Argument(.name(name), expression.span)
                }
                report(
                    .wrongType(
                        name: name, found: facts.type ?? .encoder,
                        wanted: parameter.kind == .modelOrEncoder ? [.model, .encoder] : [.encoder],
                        place: parameter.name), at: expression.span)
                return nil
            }
            guard checkEncoderName(Spelled(name, expression.span)) else { return nil }
            return Argument(.encoder(Self.encoder(.word(name), expression.span)), expression.span)
        case .word(let name):
            return Argument(.encoder(Self.encoder(.word(name), expression.span)), expression.span)
        case .string(let path):
            return Argument(.encoder(Self.encoder(.text(path), expression.span)), expression.span)
        default: return reject(expression, parameter)
        }
    }

    /// Whether the catalogue has an encoder of this name, or is unknown.
    mutating func checkEncoderName(_ name: Spelled) -> Bool {
        if scope.encoders.isEmpty || scope.encoders.contains(where: { $0.name == name.text }) { return true }
        let encoders =
            scope.encoders.map(\.name) + scope.names.filter { scope.facts(of: $0)?.type == .encoder }
        let near = EditDistance.nearest(name.text, among: encoders)
        report(.unknownEncoder(name.text, near: near, encoders: encoders), at: name.span)
        return false
    }

    private static func encoder(_ name: Value, _ span: SourceSpan) -> Recipe.Component {
        Recipe.Component(
            name: Spelled("encoder", span),
            options: [.init(name: Spelled("name", span), value: Argument(name, span), isTried: false)])
    }

    // MARK: Words

    /// A bare word, string, back-quoted name or number, taken as its characters.
    mutating func checkWord(
        _ expression: Expression, _ parameter: Parameter, _ make: (String) -> Value
    ) -> Argument? {
        switch expression.kind {
        case .word(let text), .string(let text), .quotedName(let text): Argument(make(text), expression.span)
        case .number, .boolean, .none: Argument(make(CellPrinter.text(expression)), expression.span)
        default: reject(expression, parameter)
        }
    }

    private mutating func checkColumn(
        _ expression: Expression, _ parameter: Parameter, _ subject: Subject
    ) -> Argument? {
        guard let name = expression.word ?? expression.quotedName else {
            return reject(expression, parameter)
        }
        return checkColumnName(Spelled(name, expression.span), subject.dataset, inFile: subject.isFile)
            ? Argument(.column(name), expression.span) : nil
    }

    /// Whether a dataset has a column, or may have it; `text` and `label` may be roles.
    mutating func checkColumnName(_ name: Spelled, _ dataset: DatasetFacts, inFile: Bool = false) -> Bool {
        guard let known = dataset.columns, !known.contains(where: { $0.name == name.text })
        else { return true }
        if !inFile, name.text == "text", dataset.textColumns?.isEmpty != true { return true }
        if !inFile, name.text == "label", dataset.labelColumn?.isEmpty != true { return true }
        let columns = known.map(\.name)
        let near = EditDistance.nearest(name.text, among: columns)
        report(.unknownColumn(name.text, near: near, columns: columns, inFile: inFile), at: name.span)
        return false
    }

    private mutating func checkLabel(
        _ expression: Expression, _ parameter: Parameter, _ labels: [String]?
    ) -> Argument? {
        guard let argument = checkWord(expression, parameter, { .label($0) }), let label = argument.value.text
        else {
            return nil
        }
        if let labels, !labels.contains(label) {
            let near = EditDistance.nearest(label, among: labels)
            report(.unknownLabel(label, near: near, labels: labels), at: expression.span)
            return nil
        }
        return argument
    }

    mutating func checkChoice(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        guard let argument = checkWord(expression, parameter, { .choice($0) }), let word = argument.value.text
        else {
            return nil
        }
        if choices.contains(word) { return argument }
        let near =
            Self.otherNames[word.lowercased()].flatMap { choices.contains($0) ? $0 : nil }
            ?? EditDistance.nearest(word, among: choices)
        report(.unknownChoice(word, place: parameter.name, near: near, choices: choices), at: expression.span)
        return nil
    }

    /// What else the choices of Loupe are called.
    private static let otherNames = [
        "中文": "chinese", "汉语": "chinese", "简体中文": "chinese", "zh": "chinese", "cn": "chinese",
        "英文": "english", "英语": "english", "en": "english", "ridge": "l2", "average": "mean", "avg": "mean",
        "true": "yes", "false": "no", "compl": "complement", "lasttoken": "last",
        "weightedmean": "weighted", "mean_sqrt_len_tokens": "mean_sqrt_len", "first": "cls",
    ]

    private mutating func checkChoices(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        guard case .list(let items) = expression.kind else {
            return checkChoice(expression, choices, parameter)
        }
        guard !items.isEmpty else { return reject(expression, parameter) }
        let words = items.compactMap { checkChoice($0, choices, parameter) }
        guard words.count == items.count, areDistinct(words) else { return nil }
        return Argument(.list(words), expression.span)
    }

    /// Whether no item of a list occurs twice, which is reported.
    mutating func areDistinct(_ items: [Argument]) -> Bool {
        for (index, item) in items.enumerated() {
            guard let first = items[..<index].first(where: { $0.value == item.value }) else { continue }
            let text = item.value.text ?? item.value.number.map { NumberFormat.text($0) } ?? ""
            report(.duplicate(text), at: item.span, related: [.init(first.span, .first)])
            return false
        }
        return true
    }

    private mutating func checkBoolean(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        if case .boolean(let truth) = expression.kind { return Argument(.boolean(truth), expression.span) }
        guard let word = expression.word else { return reject(expression, parameter) }
        let near = ["yes": "true", "on": "true", "no": "false", "off": "false"][word.lowercased()]
        let choices = ["true", "false"]
        report(
            .unknownChoice(
                word, place: parameter.name, near: near ?? EditDistance.nearest(word, among: choices),
                choices: choices), at: expression.span)
        return nil
    }

    // MARK: Texts

    private mutating func checkText(_ expression: Expression, _ parameter: Parameter) -> Argument? {
        switch expression.kind {
        case .string(let text): return textArgument(text, expression.span, parameter)
        case .word(let name):
            switch scope.facts(of: name) {
            case .text(let text?): return textArgument(text, expression.span, parameter)
            case .text(nil), .unknown: return Argument(.name(name), expression.span)
            case let facts?:
                report(
                    .wrongType(
                        name: name, found: facts.type ?? .text,
                        wanted: parameter.kind.textTypes.isEmpty ? [.text] : parameter.kind.textTypes,
                        place: parameter.name),
                    at: expression.span)
                return nil
            case nil: return reject(expression, parameter)
            }
        default: return reject(expression, parameter)
        }
    }

    private mutating func textArgument(_ text: String, _ span: SourceSpan, _ parameter: Parameter)
        -> Argument?
    {
        if !parameter.kind.textTypes.isEmpty { return Argument(.text(text), span) }
        if parameter.kind == .file, case .absent(let near)? = scope.file(text) {
            diagnostics.append(Diagnostic(.run(.fileNotFound(path: text, near: near)), at: span))
            return nil
        }
        return Argument(.file(text), span)
    }

    private mutating func checkTexts(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        switch expression.kind {
        case .none: return Argument(.none, expression.span)
        case .list(let items):
            let texts = items.compactMap { checkWord($0, parameter) { .text($0) } }
            return texts.count == items.count ? Argument(.list(texts), expression.span) : nil
        default: return checkChoice(expression, choices + ["none", "[the, a]"], parameter)
        }
    }

    private mutating func checkWeights(
        _ expression: Expression, _ choices: [String], _ parameter: Parameter
    ) -> Argument? {
        guard case .record(let entries) = expression.kind else {
            return expression.word == nil && expression.kind != .none
                ? reject(expression, parameter) : checkChoice(expression, choices, parameter)
        }
        var checked: [Value.Entry] = []
        for (index, entry) in entries.enumerated() {
            if let first = entries[..<index].first(where: { $0.key.text == entry.key.text }) {
                report(
                    .duplicate(entry.key.text), at: entry.key.span, related: [.init(first.key.span, .first)])
            }
            guard let weight = entry.value.number else {
                _ = reject(entry.value, parameter)
                continue
            }
            guard weight > 0, weight.isFinite else {
                report(
                    .outOfRange(
                        weight, isPercent: false, place: entry.key.text,
                        wanted: .number(0, .infinity, includesLower: false)), at: entry.value.span)
                continue
            }
            checked.append(Value.Entry(key: entry.key, value: Argument(.number(weight), entry.value.span)))
        }
        return checked.count == entries.count ? Argument(.record(checked), expression.span) : nil
    }

    /// A key that is to be a label of its own; `before` are the keys before it.
    mutating func checkLabelKey(_ key: Spelled, after before: [Spelled], _ subject: Subject) {
        if let first = before.first(where: { $0.text == key.text }) {
            report(.duplicate(key.text), at: key.span, related: [.init(first.span, .first)])
        }
        if let labels = subject.labels, !labels.contains(key.text) {
            let near = EditDistance.nearest(key.text, among: labels)
            report(.unknownLabel(key.text, near: near, labels: labels), at: key.span)
        }
    }

    private mutating func checkMapping(
        _ expression: Expression, _ parameter: Parameter, _ subject: Subject
    ) -> Argument? {
        guard case .record(let entries) = expression.kind else { return reject(expression, parameter) }
        var checked: [Value.Entry] = []
        for (index, entry) in entries.enumerated() {
            checkLabelKey(entry.key, after: entries[..<index].map(\.key), subject)
            if let value = checkWord(entry.value, parameter, { .label($0) }) {
                checked.append(Value.Entry(key: entry.key, value: value))
            }
        }
        return Argument(.record(checked), expression.span)
    }
}

extension Parameter.Kind {
    /// The types of names that may stand for a text; none where a file is meant.
    fileprivate var textTypes: [ValueType] {
        switch self {
        case .text: [.text]
        case .textOr(let types): [.text] + types
        default: []
        }
    }
}

extension Expression {
    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var quotedName: String? { if case .quotedName(let name) = kind { name } else { nil } }
}
