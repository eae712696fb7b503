internal import Phrases

/// Everything that can stand at a place, best first.
struct Candidates {
    typealias Candidate = Completion.Candidate
    let scope: Scope
    let context: CursorContext

    func all() -> [Candidate] {
        switch context.place {
        case .start(let isNamed): atStart(isNamed: isNamed)
        case .value(let parameter, let signature): values(of: parameter, signature)
        case .clauses(let signature, let given): clauses(of: signature, given)
        case .options(let signature, let given): options(of: signature, given)
        case .part: parts
        case .column: columns(subject.dataset, withRoles: true)
        case .comparison: comparisons
        case .comparisonValue(let column): samples(of: column)
        case .connective: keywords(["and", "or"])
        case .ruleLabel: labels(subject.labels)
        case .ruleWord: keywords(["when", "otherwise"])
        case .nothing: []
        }
    }

    private func atStart(isNamed: Bool) -> [Candidate] {
        let verbs = SignatureTable.verbs.filter { !isNamed || $0.result != nil }
            .map { Candidate(text: $0.name, kind: .verb, signature: $0.form) }
        return verbs + (isNamed ? components(SignatureTable.components) : []) + names([])
    }

    // MARK: Places

    private func values(of parameter: Parameter, _ signature: Signature) -> [Candidate] {
        let isOperand = signature.operands.contains { $0.name == parameter.name }
        let mayBeClause = isOperand && !parameter.isRequired
        return fitting(parameter, signature) + (mayBeClause ? clauses(of: signature, []) : [])
    }

    /// What a place takes, without names that the verb would refuse.
    private func fitting(_ parameter: Parameter, _ signature: Signature) -> [Candidate] {
        switch (signature.name, parameter.name) {
        case ("set", "to"):
            context.tokens.contains { $0.word == "language" }
                ? choices(Tongue.allCases.map(\.rawValue), parameter) : names([.number])
        case ("neighbours", "in"):
            values(of: parameter).filter { mayBe($0.text) { $0.hasEncoder } }
        default: values(of: parameter)
        }
    }

    private func values(of parameter: Parameter) -> [Candidate] {
        switch parameter.kind {
        case .name(let types): names(types)
        case .recipe, .triedRecipe: names([.recipe]) + components(SignatureTable.components)
        case .recipeOrModel: names([.recipe, .model]) + components(SignatureTable.components)
        case .modelOrEncoder:
            names([.model, .encoder]).filter { mayBe($0.text) { $0.hasEncoder } } + encoders
        case .encoder: encoders + names([.encoder])
        case .encoderOr(let words): encoders + names([.encoder]) + choices(words, parameter)
        case .sample: scope.samples.map { Candidate(text: $0.name, kind: .sample, signature: $0.summary) }
        case .column where parameter.name == "name": featureColumns
        case .column: columns(subject.dataset, withRoles: false, onlyTexts: parameter.name == "text")
        case .columnOrNone: columns(subject.dataset, withRoles: true) + choices(["none"], parameter)
        case .label: labels(subject.labels)
        case .choice(let words), .choices(let words): choices(words, parameter)
        case .choiceOrTexts(let words): choices(words + ["none"], parameter)
        case .choiceOrWeights(let words), .choiceOrNumber(let words, _, _),
            .choiceOrInteger(let words, _, _):
            choices(words, parameter)
        case .way(let kind): components(SignatureTable.ways.filter { $0.kind == kind })
        case .boolean: choices(["true", "false"], parameter)
        case .integerOrNone: choices(["none"], parameter)
        case .anyName, .value: names([])
        case .text: names([.text])
        case .textOr(let types): names(types + [.text])
        case .topic: topics
        case .setting:
            SignatureTable.settings.map { Candidate(text: $0.name, kind: .choice, signature: $0.help) }
        default: []
        }
    }

    private func clauses(of signature: Signature, _ given: [String]) -> [Candidate] {
        let excluded = signature.alternatives.filter { group in given.contains { group.contains($0) } }
            .flatMap { $0 }
        let open = signature.clauses.filter { !given.contains($0.name) && !excluded.contains($0.name) }
        return (open.filter(\.isRequired) + open.filter { !$0.isRequired })
            .map {
                Candidate(text: $0.name, kind: .clause, signature: SignatureText.clause($0) + " – " + $0.help)
            }
    }

    private func options(of signature: Signature, _ given: [String]) -> [Candidate] {
        let first = given.isEmpty ? signature.clauses.first : nil
        let values: [Candidate] =
            switch first?.kind {
            case .encoder: encoders + names([.encoder])
            case .column: featureColumns
            default: []
            }
        return values
            + signature.clauses.filter { !given.contains($0.name) }
            .map {
                Candidate(
                    text: $0.name + ": ", kind: .option, signature: SignatureText.option($0) + " – " + $0.help
                )
            }
    }

    private func samples(of column: String) -> [Candidate] {
        let facts = subject.dataset
        var values = facts.columns?.first { $0.name == column }?.samples ?? []
        if column == facts.labelColumn || column == "label" { values = facts.labels?.map(\.name) ?? values }
        return values.map { value in
            let text = CellPrinter.isPlainWord(value) ? value : CellPrinter.quoted(value)
            return Candidate(
                text: text, kind: .label, signature: phrase("value of \(column)", zh: "\(column) 的值"))
        }
    }

    // MARK: Kinds

    private func names(_ types: [ValueType]) -> [Candidate] {
        scope.names(of: types).map { name in
            Candidate(text: name, kind: .name, signature: scope.facts(of: name)?.type?.title ?? "")
        }
    }

    /// What goes on a recipe: behind `+` features, behind `|` whatever takes numbers, else any part.
    private var parts: [Candidate] {
        let last = context.tokens.last
        let isUnion = last?.isSymbol(.plus) == true
        let isPipe = last?.isSymbol(.pipe) == true
        let kinds: [Signature.Kind] =
            isUnion ? [.features] : (isPipe ? [.stage, .head] : [.features, .stage, .head])
        let shapes: [RecipeFacts.Shape]? = isUnion ? [.features] : (isPipe ? [.stages, .head] : nil)
        let recipes = names([.recipe]).filter { candidate in
            guard let shapes, case .recipe(let facts)? = scope.facts(of: candidate.text) else { return true }
            return facts.shape.map { shapes.contains($0) } ?? true
        }
        let fitting = SignatureTable.components.filter { kinds.contains($0.kind) }
        guard isPipe, mayBeNegative else { return components(fitting) + recipes }
        return components(fitting.filter { $0.name != "naive_bayes" && $0.name != "log_ratio" })
            + recipes.filter { recipe($0.text)?.countingHead == nil }
    }

    /// Whether the recipe before the cursor gives numbers below zero, which heads that count refuse.
    private var mayBeNegative: Bool {
        context.tokens.contains { token in
            guard let word = token.word else { return false }
            return RecipeFacts.signedComponents.contains(word) || recipe(word)?.signedBlock != nil
        }
    }

    private func recipe(_ name: String) -> RecipeFacts? {
        if case .recipe(let facts)? = scope.facts(of: name) { facts } else { nil }
    }

    private func components(_ signatures: [Signature]) -> [Candidate] {
        signatures.map { Candidate(text: $0.name, kind: .component, signature: $0.form) }
    }

    private var encoders: [Candidate] {
        scope.encoders.map { Candidate(text: $0.name, kind: .encoder, signature: $0.summary) }
    }

    /// What can compare the column before the cursor, the operators of its kind first.
    private var comparisons: [Candidate] {
        let name: String? =
            switch context.tokens.last?.kind {
            case .word(let name), .quotedName(let name): name
            default: nil
            }
        let dataset = subject.dataset
        let kind = dataset.columns?.first { $0.name == name }?.kind ?? .unknown
        switch kind {
        case .number: return keywords(["=", "!=", "<", "<=", ">", ">=", "in", "missing"])
        case .boolean: return keywords(["=", "!=", "missing"])
        case .text: return keywords(["=", "!=", "contains", "matches", "in", "missing"])
        case .unknown:
            return keywords(["=", "!=", "<", "<=", ">", ">=", "contains", "matches", "in", "missing"])
        }
    }

    /// Whether a name is no model, or one of which this isn't known to be false.
    private func mayBe(_ name: String, _ fact: (ModelFacts) -> Bool?) -> Bool {
        if case .model(let facts)? = scope.facts(of: name) { fact(facts) != false } else { true }
    }

    private func columns(
        _ dataset: DatasetFacts, withRoles: Bool, onlyTexts: Bool = false
    ) -> [Candidate] {
        let all = dataset.columns ?? []
        let columns = onlyTexts ? all.filter { $0.kind != .number && $0.kind != .boolean } : all
        var candidates = columns.map { column in
            let isWord = CellPrinter.isPlainWord(column.name)
            return Candidate(
                text: isWord ? column.name : CellPrinter.quoted(column.name, quote: "`"), kind: .column,
                signature: column.kind == .unknown
                    ? phrase("column", zh: "列")
                    : phrase("column of \(column.kind.rawValue)s", zh: "列，\(column.kind.title)"))
        }
        for role in withRoles ? ["text", "label"] : [] where !columns.contains(where: { $0.name == role }) {
            candidates.append(
                Candidate(
                    text: role, kind: .column,
                    signature: phrase("the dataset's \(role)", zh: role == "text" ? "数据集的文本" : "数据集的标签")))
        }
        return candidates
    }

    /// The columns of all datasets at hand that features can be made of: neither texts nor labels.
    private var featureColumns: [Candidate] {
        var found: [Candidate] = []
        for name in scope.names.prefix(64) {
            guard case .dataset(let facts)? = scope.facts(of: name) else { continue }
            let taken = (facts.textColumns ?? []) + [facts.labelColumn].compactMap(\.self)
            var own = facts
            own.columns = facts.columns?.filter { !taken.contains($0.name) }
            for candidate in columns(own, withRoles: false)
            where !found.contains(where: { $0.text == candidate.text }) {
                found.append(candidate)
            }
        }
        return found
    }

    private func labels(_ labels: [String]?) -> [Candidate] {
        (labels ?? []).map { label in
            let text = CellPrinter.isPlainWord(label) ? label : CellPrinter.quoted(label)
            return Candidate(text: text, kind: .label, signature: phrase("label", zh: "标签"))
        }
    }

    private func choices(_ words: [String], _ parameter: Parameter) -> [Candidate] {
        words.map { Candidate(text: $0, kind: .choice, signature: parameter.help) }
    }

    private func keywords(_ words: [String]) -> [Candidate] {
        words.map { Candidate(text: $0, kind: .keyword, signature: "") }
    }

    private var topics: [Candidate] {
        SignatureTable.verbs.map { Candidate(text: $0.name, kind: .verb, signature: $0.form) }
            + components(SignatureTable.components + SignatureTable.ways) + names([])
    }

    // MARK: The statement so far

    /// What the statement before the cursor is about: what it loads, or the first name behind the verb.
    var subject: Subject {
        guard
            let verb = context.tokens.firstIndex(where: {
                $0.word.map { SignatureTable.verb($0) != nil } ?? false
            }),
            let signature = context.tokens[verb].word.flatMap({ SignatureTable.verb($0) })
        else { return Subject(scope: scope) }
        let behind = context.tokens[(verb + 1)...]
        let operands = behind.prefix(1).map { Argument(operand($0), $0.span) }
        let named = behind.drop { $0.word != "columns" }.dropFirst().prefix {
            $0.word != nil || $0.isSymbol(.comma)
        }
        let words = named.compactMap { token in
            token.word.map { Expression(kind: .word($0), span: token.span) }
        }
        let span = context.tokens[verb].span
        let columns = words.filter { signature.name == "load" && signature.clause($0.word ?? "") == nil }
        let clause = ClauseSyntax(word: Spelled("columns", span), content: .operands(columns), span: span)
        let syntax = CommandSyntax(
            verb: Spelled(signature.name, span), operands: [], clauses: [clause], isWhole: false)
        return Subject(operands: operands, syntax: syntax, signature: signature, scope: scope)
    }

    private func operand(_ token: Token) -> Value {
        switch token.kind {
        case .string(let text): .file(text)
        case .word(let name), .quotedName(let name): .name(name)
        default: .none
        }
    }
}
