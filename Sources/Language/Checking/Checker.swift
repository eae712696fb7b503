/// Checks cells against the signature table and the names in scope.
public struct Checker: Sendable {
    /// The names before the cell.
    public let scope: Scope

    /// A checker over a snapshot of the names.
    public init(_ scope: Scope) { self.scope = scope }

    /// Reads and checks a cell: each statement sees what the earlier ones define.
    public func check(_ cell: String) -> Plan { check(SourceText(cell)) }

    /// Reads and checks a source: each statement sees what the earlier ones define.
    public func check(_ source: SourceText) -> Plan {
        let (statements, mistakes) = Parser.parse(source)
        var check = StatementCheck(scope)
        var steps: [Step] = []
        for statement in statements {
            if let step = check.check(statement) { steps.append(step) }
        }
        return Plan(source: source, steps: steps, diagnostics: Self.ordered(mistakes + check.diagnostics))
    }

    private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.sorted {
            ($0.span?.start ?? 0, $0.code.rawValue) < ($1.span?.start ?? 0, $1.code.rawValue)
        }
    }

    /// Checks a step again in its turn, with what is known by then.
    ///
    /// Gives the step anew, nil when it can't run, and what is to be said. Warnings that need no facts are repeated.
    public func recheck(_ step: Step) -> (step: Step?, diagnostics: [Diagnostic]) {
        var check = StatementCheck(scope)
        let again = check.check(step.statement)
        return (check.hasErrors ? nil : again, Self.ordered(check.diagnostics))
    }

    /// What is known of a recipe.
    public func facts(of recipe: Recipe) -> RecipeFacts { FactsFlow(scope: scope).facts(of: recipe) }

    /// What the results of a checked step are known to be, one for each result it gives.
    public func results(of step: Step) -> [Facts] { FactsFlow(scope: scope).results(of: step.action) }
}

/// The state while statements are checked one after the other.
struct StatementCheck {
    var scope: Scope
    var diagnostics: [Diagnostic] = []
    /// The verb whose command is being checked, and how much had been said before it.
    var verb: Signature?
    var said = 0

    init(_ scope: Scope) { self.scope = scope }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    mutating func report(_ problem: MeaningProblem, at span: SourceSpan, related: [Diagnostic.Related] = []) {
        diagnostics.append(Diagnostic(.meaning(problem), at: span, related: related))
    }

    /// Checks a statement and defines what it names; nil when it can't run.
    mutating func check(_ statement: Statement) -> Step? {
        let before = diagnostics.count
        checkTargets(statement.targets)
        let action = checkBody(statement)
        if !statement.isWhole { keepUnknownOnly(from: before) }
        let failed = action == nil || diagnostics[before...].contains { $0.severity == .error }
        if let action, !statement.targets.isEmpty { define(statement, action) }
        if action == nil { for target in statement.targets { scope.define(target.text, .unknown) } }
        if case .command(let command)? = action { changeScope(command) }
        guard let action, !failed, statement.isWhole else { return nil }
        warnAboutResult(statement, action)
        return Step(
            statement: statement, targets: statement.targets, action: action, isHidden: statement.isHidden)
    }

    /// Defines what a statement names, with what is known of its results.
    private mutating func define(_ statement: Statement, _ action: Step.Action) {
        let results = FactsFlow(scope: scope).results(of: action)
        for (target, facts) in zip(statement.targets, results)
        where facts.type == .encoder && scope.encoders.contains(where: { $0.name == target.text }) {
            report(.reservedName(target.text, kind: .encoder, instead: "my_" + target.text), at: target.span)
        }
        checkCount(statement, action, results.count)
        for (index, target) in statement.targets.enumerated() {
            scope.define(target.text, index < results.count ? results[index] : .unknown)
        }
    }

    /// What a command changes in what later statements find: names, and files.
    private mutating func changeScope(_ command: Command) {
        switch command.verb.text {
        case "forget": for name in command.operands.compactMap(\.value.text) { scope.forget(name) }
        case "write", "save":
            if let path = command.clause("to")?.value.text { scope.expectFile(path) }
        case "fetch":
            let path = (command.operand(0)?.value.text ?? "") + ".tsv"
            if case .absent? = scope.file(path) { scope.expectFile(path) }
        case "restore":
            for (name, facts) in scope.restorable where scope.facts(of: name) == nil {
                scope.define(name, facts)
            }
        default: break
        }
    }

    /// Of a statement that could be read only in part, only words that don't exist are worth reporting.
    private mutating func keepUnknownOnly(from start: Int) {
        let kept = diagnostics[start...].filter { diagnostic in
            switch diagnostic.code {
            case .unknownColumn, .unknownClause, .unknownOption, .unknownComponent, .unknownEncoder,
                .wrongCase, .wrongOrder, .foreignWord, .expected:
                true
            default: false
            }
        }
        diagnostics.replaceSubrange(start..., with: kept)
    }

    private mutating func checkTargets(_ targets: [Spelled]) {
        for (index, target) in targets.enumerated() {
            let signature = SignatureTable.verb(target.text) ?? SignatureTable.component(target.text)
            if signature != nil || ["true", "false", "none"].contains(target.text) {
                let kind: MeaningProblem.Reservation =
                    signature.map { $0.kind == .verb ? .verb : .part } ?? .value
                report(.reservedName(target.text, kind: kind, instead: "my_" + target.text), at: target.span)
            }
            if let first = targets[..<index].first(where: { $0.text == target.text }) {
                report(.duplicate(target.text), at: target.span, related: [.init(first.span, .first)])
            }
        }
    }

    private mutating func checkBody(_ statement: Statement) -> Step.Action? {
        switch statement.body {
        case .command(let syntax): return checkCommand(syntax).map { .command($0) }
        case .expression(let expression):
            if let word = expression.word, statement.targets.isEmpty, isMeantAsVerb(word) {
                reportUnknownStart(Spelled(word, expression.span), before: nil)
                return nil
            }
            return checkValue(expression, place: statement.targets.first?.text ?? "").map { .value($0) }
        case .help(let word):
            checkTopic(word)
            return .help(word)
        case .unknown(let word, let next):
            reportUnknownStart(word, before: next)
            return nil
        case .invalid: return nil
        }
    }

    /// Whether a word that stands alone, and that nothing is called, was meant as a verb.
    private func isMeantAsVerb(_ word: String) -> Bool {
        guard scope.facts(of: word) == nil, SignatureTable.component(word) == nil else { return false }
        return SignatureTable.verb(word.lowercased()) != nil || ForeignWord.find(word) != nil
            || (EditDistance.nearest(word, among: scope.names) == nil
                && EditDistance.nearest(word, among: SignatureTable.verbs.map(\.name)) != nil)
    }

    private mutating func reportUnknownStart(_ word: Spelled, before next: String?) {
        let lower = word.text.lowercased()
        if let next, scope.facts(of: next) != nil, let foreign = ForeignWord.find(word.text) {
            report(.foreignWord(word.text, foreign), at: word.span)
        } else if let facts = scope.facts(of: word.text) {
            report(.misplacedWord(word.text, role: .name(facts.type), before: next), at: word.span)
        } else if SignatureTable.component(word.text) != nil {
            report(.misplacedWord(word.text, role: .component), at: word.span)
        } else if lower != word.text, SignatureTable.verb(lower) != nil {
            report(.wrongCase(word.text, right: lower), at: word.span)
        } else if let foreign = ForeignWord.find(word.text) {
            report(.foreignWord(word.text, foreign), at: word.span)
        } else if SignatureTable.verbs.contains(where: { $0.clause(word.text) != nil }) {
            report(.misplacedWord(word.text, role: .clause), at: word.span)
        } else {
            let near =
                Self.otherVerbs[lower]
                ?? EditDistance.nearest(word.text, among: SignatureTable.verbs.map(\.name))
            report(.unknownVerb(word.text, near: near), at: word.span)
        }
    }

    /// What else a verb might be called, in English.
    private static let otherVerbs = [
        "errors": "mistakes", "wrong": "mistakes", "inspect": "describe", "look": "show", "erase": "forget",
        "divide": "split", "partition": "split", "guess": "predict", "justify": "explain",
        "similar": "similarity",
        "nearest": "neighbours", "variables": "names", "write_out": "write", "store": "save",
    ]

    private mutating func checkCount(_ statement: Statement, _ action: Step.Action, _ results: Int) {
        guard let first = statement.targets.first, let last = statement.targets.last else { return }
        let span = first.span.joined(with: last.span)
        switch action {
        case .command(let command):
            if command.signature?.result == nil {
                report(.nothingToName(verb: command.verb.text), at: span)
            } else if statement.targets.count != results {
                report(
                    .wrongNameCount(
                        verb: command.verb.text, names: statement.targets.count, results: results),
                    at: span)
            }
        case .value where statement.targets.count > 1:
            report(.wrongNameCount(verb: "", names: statement.targets.count, results: 1), at: span)
        default: break
        }
    }

    private mutating func warnAboutResult(_ statement: Statement, _ action: Step.Action) {
        guard statement.targets.isEmpty, case .command(let command) = action,
            let signature = command.signature, signature.wantsName
        else { return }
        var object = command.operand(0)?.value.text
        if signature.result != .dataset { object = nil }
        diagnostics.append(
            Diagnostic(.warning(.notKept(verb: command.verb.text, object: object)), at: command.verb.span))
    }
}
