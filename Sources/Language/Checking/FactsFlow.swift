/// What results are known to be before anything runs, from what is known of the operands.
struct FactsFlow {
    let scope: Scope

    /// One entry for each result.
    func results(of action: Step.Action) -> [Facts] {
        switch action {
        case .command(let command): results(of: command)
        case .value(let argument): [facts(of: argument.value)]
        case .help: []
        }
    }

    private func results(of command: Command) -> [Facts] {
        guard let type = command.signature?.result else { return [] }
        switch command.verb.text {
        case "load": return [.dataset(loaded(command))]
        case "keep", "drop", "deduplicate": return [.dataset(narrowed(command.operand(0)))]
        case "sample", "balance", "append": return [.dataset(DataFlow(scope: scope).result(of: command))]
        case "split":
            let part = Facts.dataset(narrowed(command.operand(0)))
            return command.gives("dev") ? [part, part, part] : [part, part]
        case "label": return [.dataset(labelled(command))]
        case "relabel": return [.dataset(relabelled(command))]
        case "fit", "tune": return [.model(fitted(command))]
        case "calibrate", "threshold":
            guard case .name(let name)? = command.operand(0)?.value,
                case .model(let facts)? = scope.facts(of: name)
            else { return [Facts(ofType: type)] }
            return [.model(facts)]
        case "update": return [.model(updated(command))]
        case "embed":
            let texts = dataset(command.operand(0))
            return [.vectors(VectorFacts(rows: texts.rows, dataset: texts))]
        case "finetune": return [.encoder(encoder(command.operand(0)))]
        case "open": return [opened(command.operand(0)?.value.text ?? "")]
        case "similarity": return [Facts(ofType: command.operands.count > 2 ? .table : .number)]
        default: return [Facts(ofType: type)]
        }
    }

    private func facts(of value: Value) -> Facts {
        switch value {
        case .name(let name): scope.facts(of: name) ?? .unknown
        case .text(let text), .file(let text): .text(text)
        case .number(let number), .share(let number): .number(number)
        case .boolean: .other(.boolean)
        case .range: .other(.range)
        case .list: .other(.list)
        case .record: .other(.record)
        case .recipe(let recipe): .recipe(facts(of: recipe))
        case .encoder(let component): .encoder(Self.encoder(component, scope))
        default: .unknown
        }
    }

    // MARK: Encoders

    /// What is known of an encoder in its place.
    private func encoder(_ argument: Argument?) -> EncoderFacts {
        switch argument?.value {
        case .name(let name):
            guard case .encoder(let facts)? = scope.facts(of: name) else { return EncoderFacts() }
            return facts
        case .encoder(let component): return Self.encoder(component, scope)
        default: return EncoderFacts()
        }
    }

    /// What is known of the encoder that a component asks for.
    static func encoder(_ component: Recipe.Component, _ scope: Scope) -> EncoderFacts {
        guard let name = component.option("name")?.text else { return EncoderFacts() }
        if case .name = component.option("name"), case .encoder(let facts)? = scope.facts(of: name) {
            return facts
        }
        let entry = scope.encoders.first { $0.name == name }
        return EncoderFacts(layers: entry?.layers, attentionHeads: entry?.attentionHeads)
    }

    /// A file that `save` wrote holds a model; a folder, or a run's name, stands for an encoder.
    private func opened(_ path: String) -> Facts {
        path.lowercased().hasSuffix(".model") ? .model(ModelFacts()) : .unknown
    }

    // MARK: Datasets

    private func dataset(_ argument: Argument?) -> DatasetFacts {
        guard case .name(let name)? = argument?.value, case .dataset(let facts)? = scope.facts(of: name)
        else {
            return DatasetFacts()
        }
        return facts
    }

    private func narrowed(_ argument: Argument?) -> DatasetFacts {
        var facts = dataset(argument)
        facts.rows = nil
        facts.labels = facts.labels?.map { LabelFacts($0.name) }
        return facts
    }

    private func labelled(_ command: Command) -> DatasetFacts {
        var facts = dataset(command.operand(0))
        var labels: [String] = []
        for rule in command.clause("as")?.value.rules ?? [] where !labels.contains(rule.label.text) {
            labels.append(rule.label.text)
        }
        facts.labels = labels.sorted().map { LabelFacts($0) }
        facts.labelColumn = nil
        facts.hasSeveralLabels = false
        return facts
    }

    private func relabelled(_ command: Command) -> DatasetFacts {
        var facts = dataset(command.operand(0))
        let renamed = command.clause("with")?.value.record ?? []
        var labels: [String] = []
        for label in facts.labels ?? [] {
            let new = renamed.first { $0.key.text == label.name }?.value.value.text ?? label.name
            if !labels.contains(new) { labels.append(new) }
        }
        if facts.labels != nil { facts.labels = labels.sorted().map { LabelFacts($0) } }
        return facts
    }

    private func loaded(_ command: Command) -> DatasetFacts {
        if let sample = command.clause("sample")?.value.text {
            return scope.sampleFacts[sample] ?? DatasetFacts()
        }
        let words = command.clauses.map(\.word.text)
        var facts = Self.isPeeked(words) ? Self.source(command.operand(0)?.value.text, scope) : DatasetFacts()
        if command.gives("limit") { (facts.rows, facts.labels) = (nil, nil) }
        Self.rename(&facts, command.values(of: "columns").compactMap(\.value.text))
        let texts = command.values(of: "text").compactMap(\.value.text)
        if !texts.isEmpty { facts.textColumns = texts }
        if let label = command.clause("label")?.value.text {
            if label != facts.labelColumn { facts.labels = nil }
            facts.labelColumn = label
        }
        if let label = command.clause("labels")?.value.text {
            (facts.labelColumn, facts.labels) = (label, nil)
        }
        facts.hasSeveralLabels = command.gives("labels")
        return facts
    }

    /// What `load` will find, for checking its own clauses.
    static func loaded(_ operands: [Argument], _ syntax: CommandSyntax, _ scope: Scope) -> DatasetFacts {
        guard isPeeked(syntax.clauses.map(\.word.text)) else { return DatasetFacts() }
        var facts = source(operands.first?.value.text, scope)
        for clause in syntax.clauses where clause.word.text == "columns" {
            if case .operands(let operands) = clause.content {
                rename(&facts, operands.compactMap { $0.word ?? $0.quotedName })
            }
        }
        return facts
    }

    /// Whether a file's facts, which are found by its name alone, hold with these clauses.
    private static func isPeeked(_ words: [String]) -> Bool {
        !words.contains { ["format", "quotes", "table", "query"].contains($0) }
    }

    private static func source(_ path: String?, _ scope: Scope) -> DatasetFacts {
        guard let path, case .data(let facts)? = scope.file(path) else { return DatasetFacts() }
        return facts
    }

    private static func rename(_ facts: inout DatasetFacts, _ names: [String]) {
        if !names.isEmpty { facts = DatasetFacts(columns: names.map { ColumnFacts($0) }) }
    }

    // MARK: Models and recipes

    /// A model with more texts may have more labels, behind its own.
    private func updated(_ command: Command) -> ModelFacts {
        guard case .name(let name)? = command.operand(0)?.value,
            case .model(var facts)? = scope.facts(of: name)
        else { return ModelFacts() }
        if let own = facts.labels, let new = dataset(command.clause("with")).labels {
            facts.labels = own + new.map(\.name).filter { !own.contains($0) }
        } else {
            facts.labels = nil
        }
        return facts
    }

    private func fitted(_ command: Command) -> ModelFacts {
        var facts = ModelFacts(labels: dataset(command.clause("on")).labels?.map(\.name))
        facts.givesSeveralLabels = dataset(command.clause("on")).hasSeveralLabels
        guard let recipe = command.operand(0)?.value.recipe else { return facts }
        let known = self.facts(of: recipe)
        facts.hasEncoder = known.hasEncoder
        facts.columns = known.columns
        let encoders = recipe.components.filter { $0.name.text == "encoder" }
        if encoders.count == 1, recipe.names.isEmpty {
            let known = Self.encoder(encoders[0], scope)
            (facts.layers, facts.attentionHeads) = (known.layers, known.attentionHeads)
        }
        return facts
    }

    /// How far a recipe goes, and whether it has an encoder.
    func facts(of recipe: Recipe) -> RecipeFacts {
        switch recipe {
        case .component(let component): return RecipeFacts(of: component)
        case .name(let name):
            guard case .recipe(let facts)? = scope.facts(of: name.text) else { return RecipeFacts() }
            return facts
        case .union(let parts):
            return joined(parts.map { facts(of: $0) }) { shapes in
                shapes.contains(.features) ? .features : nil
            }
        case .pipe(let parts):
            return joined(parts.map { facts(of: $0) }) { shapes in
                guard let first = shapes.first, let last = shapes.last else { return nil }
                if last == .head { return first == .features ? .complete : .head }
                return first
            }
        }
    }

    private func joined(
        _ parts: [RecipeFacts], _ shape: ([RecipeFacts.Shape]) -> RecipeFacts.Shape?
    ) -> RecipeFacts {
        let shapes = parts.compactMap(\.shape)
        return RecipeFacts(
            shape: shapes.count == parts.count ? shape(shapes) : nil,
            hasEncoder: Self.any(parts.map(\.hasEncoder)),
            isTried: parts.contains(where: \.isTried),
            signedBlock: parts.compactMap(\.signedBlock).first, countingHead: parts.last?.countingHead,
            columns: parts.flatMap(\.columns))
    }

    /// True when one is, unknown when one may be.
    private static func any(_ parts: [Bool?]) -> Bool? {
        parts.contains(true) ? true : (parts.contains(nil) ? nil : false)
    }
}
