extension StatementCheck {
    /// The rules of single verbs, beyond what the signature says.
    mutating func checkVerb(_ command: Command, _ subject: Subject) {
        checkSeveralLabels(command)
        switch command.verb.text {
        case "fit":
            needLabels(command.clause("on"))
            needClasses(command.clause("on"))
            needTexts(command.clause("on"))
        case "report", "confusion", "reliability", "threshold":
            needLabels(command.clause("on"))
            needTexts(command.clause("on"))
        case "crossvalidate", "tune", "curve":
            needLabels(command.clause("on"))
            needClasses(command.clause("on"))
            needTexts(command.clause("on"))
            if command.gives("budget"), command.clause("search")?.value.text != "random" {
                report(.needsClause("budget", other: "search random"), at: command.span(of: "budget"))
            }
        case "calibrate":
            needLabels(command.clause("on"))
            needTexts(command.clause("on"))
            if command.gives("abstain"), command.gives("accuracy") {
                report(.conflict("abstain", "accuracy"), at: command.span(of: "accuracy"))
            }
        case "update": checkUpdate(command)
        case "finetune": checkFinetune(command, subject)
        case "mistakes": checkMistakes(command)
        case "compare": checkCompare(command)
        case "split": checkSplit(command)
        case "relabel", "balance": needLabels(command.operand(0))
        case "sample":
            let known = command.gives("per") ? nil : subject.dataset.rows
            checkRow(command.clause("rows"), known, place: "rows")
        case "load": checkLoad(command)
        case "deduplicate", "embed", "tokens": needTexts(command.operand(0))
        case "neighbours": checkNeighbours(command)
        case "explain": checkExplain(command)
        case "stress": checkStress(command)
        case "attention": checkAttention(command, subject)
        case "show": checkRow(command.values(of: "from").first, subject.dataset.rows, place: "from")
        case "predict", "faithfulness", "weights": needTexts(command.clause("on"))
        case "set": checkSet(command)
        default: break
        }
    }

    func dataset(_ argument: Argument?) -> (name: String, facts: DatasetFacts)? {
        guard case .name(let name)? = argument?.value, case .dataset(let facts)? = scope.facts(of: name)
        else {
            return nil
        }
        return (name, facts)
    }

    mutating func needLabels(_ argument: Argument?) {
        guard let argument, let (name, facts) = dataset(argument), facts.labelColumn?.isEmpty == true else {
            return
        }
        report(.noLabels(dataset: name), at: argument.span)
    }

    mutating func needTexts(_ argument: Argument?) {
        guard let argument, let (name, facts) = dataset(argument), facts.textColumns?.isEmpty == true else {
            return
        }
        report(.noTexts(dataset: name), at: argument.span)
    }

    /// Vectors and models bring their own encoder; a dataset has none.
    private mutating func checkNeighbours(_ command: Command) {
        guard let place = command.clause("in"), case .name(let name) = place.value else { return }
        needTexts(place)
        let facts = scope.facts(of: name)
        if case .model(let model) = facts, model.hasEncoder == false {
            report(.noEncoder(model: name, verb: "neighbours"), at: place.span)
        }
        if command.gives("with"), facts?.type == .vectors || facts?.type == .model {
            report(.conflict(name, "with"), at: command.span(of: "with"))
        }
    }

    mutating func checkRow(_ argument: Argument?, _ rows: Int?, place: String) {
        guard let argument, let row = argument.value.integer, let rows, row > rows else { return }
        report(.beyond(row, place: place, count: rows), at: argument.span)
    }

    private mutating func checkCompare(_ command: Command) {
        var models = 0
        var recipes = 0
        var odd: Argument?
        for candidate in command.operands {
            var isModel = false
            if case .name(let name) = candidate.value {
                guard scope.facts(of: name)?.type == .model else { continue }
                isModel = true
            }
            if isModel { models += 1 } else { recipes += 1 }
            if models > 0, recipes > 0, odd == nil { odd = candidate }
        }
        if let odd {
            report(.mixedComparison, at: odd.span)
        } else if models > 0, command.gives("against"), let model = command.operand(0)?.value.text {
            report(.conflict(model, "against"), at: command.span(of: "against"))
        }
        for word in ["folds", "seeds", "seed", "group"] where command.gives(word) {
            if command.gives("against") {
                report(.conflict("against", word), at: command.span(of: word))
            } else if models > 0, let model = command.operand(0)?.value.text {
                report(.conflict(model, word), at: command.span(of: word))
            }
        }
        needLabels(command.clause("on"))
        needLabels(command.clause("against"))
    }

    private mutating func checkUpdate(_ command: Command) {
        for word in ["with", "keeping"] {
            needLabels(command.clause(word))
            needTexts(command.clause(word))
        }
    }

    private mutating func checkMistakes(_ command: Command) {
        needLabels(command.clause("on"))
        needTexts(command.clause("on"))
        guard case .name(let name)? = command.operand(0)?.value, scope.facts(of: name)?.type == .model
        else { return }
        for word in ["folds", "seed", "group"] where command.gives(word) {
            report(.conflict(name, word), at: command.span(of: word))
        }
    }

    private mutating func checkSplit(_ command: Command) {
        let test = command.clause("test")?.value.number ?? 0
        let dev = command.clause("dev")?.value.number ?? 0
        if test + dev >= 1, let argument = command.clause("test") {
            report(.nothingLeft(total: test + dev), at: argument.span)
        }
        guard command.gives("time") else { return }
        for word in ["stratify", "group", "seed"] where command.gives(word) {
            report(.conflict("time", word), at: command.span(of: word))
        }
    }

    private mutating func checkExplain(_ command: Command) {
        if command.gives("row"), !command.gives("on") {
            report(.needsClause("row", other: "on"), at: command.span(of: "row"))
        } else if command.gives("on"), !command.gives("row") {
            report(.needsClause("on", other: "row"), at: command.span(of: "on"))
        }
        needTexts(command.clause("on"))
        for row in command.values(of: "row") {
            checkRow(row, dataset(command.clause("on"))?.facts.rows, place: "row")
        }
        for word in ["budget", "seed"]
        where command.gives(word) && command.clause("by")?.value.text != "shapley" {
            report(.needsClause(word, other: "by shapley"), at: command.span(of: word))
        }
        if command.clause("per")?.value.text == "subword", case .name(let name)? = command.operand(0)?.value,
            case .model(let facts)? = scope.facts(of: name), facts.hasEncoder == false,
            let span = command.clause("per")?.span
        {
            report(.noEncoder(model: name, verb: "explain … per subword"), at: span)
        }
    }

    private mutating func checkAttention(_ command: Command, _ subject: Subject) {
        if case .name(let name)? = command.operand(0)?.value, let span = command.operand(0)?.span {
            if case .model(let facts)? = scope.facts(of: name), facts.hasEncoder == false {
                report(.noEncoder(model: name, verb: "attention"), at: span)
            }
            if case .recipe(let facts)? = scope.facts(of: name), facts.hasEncoder == false {
                report(.noEncoder(model: name, verb: "attention"), at: span)
            }
        }
        if command.gives("head"), command.gives("by") {
            report(.conflict("head", "by"), at: command.span(of: "by"))
        }
        let by = command.clause("by")?.value.text ?? ""
        for word in ["token", "layer"] where command.gives(word) {
            if by == "parts" || (by == "heads" && word == "token") {
                report(.conflict(word, "by \(by)"), at: command.span(of: word))
            }
        }
        checkRow(command.values(of: "layer").first, subject.layers, place: "layer")
        checkRow(command.values(of: "head").first, subject.attentionHeads, place: "head")
    }

    /// Reports data of a single class, when its counts are known.
    mutating func needClasses(_ argument: Argument?) {
        guard let argument, let (_, facts) = dataset(argument), let labels = facts.labels,
            facts.hasSeveralLabels != true
        else { return }
        let present = labels.filter { $0.count != 0 }
        guard present.count == 1, let only = present.first, let rows = only.count else { return }
        diagnostics.append(Diagnostic(.run(.oneClass(label: only.name, rows: rows)), at: argument.span))
    }

    private mutating func checkSet(_ command: Command) {
        guard let name = command.operand(0)?.value.text, let setting = SignatureTable.setting(name),
            let value = command.clause("to")
        else { return }
        let kind: Expression.Kind
        switch value.value {
        case .number(let number): kind = .number(number)
        case .none: kind = .none
        case .text(let text): kind = .string(text)
        case .name(let name), .choice(let name): kind = .word(name)
        default: kind = .list([])
        }
        _ = check(Expression(kind: kind, span: value.span), setting, Subject(scope: scope))
    }
}
