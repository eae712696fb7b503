extension Scope {
    /// What is under a cursor, counted in code points: the word there, else the command or component around it.
    public func inspection(of cell: String, at cursor: Int) -> Inspection? {
        let source = SourceText(cell)
        let byte = source.lines.byte(ofCodePoint: cursor)
        let tokens = Lexer.tokens(of: source).tokens
        let touched = tokens.last { $0.span.touches(byte) && isInspected($0) }
        let context = CursorContext(source, cursor: touched?.span.start ?? byte)
        let scope = flowed(through: source, before: context.start)
        guard let touched else { return surrounding(context) }
        return scope.inspection(of: touched, in: context) ?? scope.named(touched) ?? surrounding(context)
    }

    private func isInspected(_ token: Token) -> Bool {
        switch token.kind {
        case .word, .quotedName, .string: true
        default: false
        }
    }

    private func text(_ token: Token) -> String {
        switch token.kind {
        case .word(let text), .quotedName(let text), .string(let text): text
        default: ""
        }
    }

    /// What a word means in its place.
    private func inspection(of token: Token, in context: CursorContext) -> Inspection? {
        let word = text(token)
        switch context.place {
        case .start:
            return SignatureTable.verb(word).map { .signature($0) }
        case .clauses(let signature, _), .options(let signature, _):
            return signature.clause(word).map { .parameter($0, of: signature) }
        case .column: return column(word, context)
        case .comparisonValue: return label(word, context) ?? column(word, context)
        case .comparison, .connective, .ruleWord: return keyword(word)
        case .ruleLabel: return label(word, context)
        case .value(let parameter, let signature):
            if case .string = token.kind { return file(word, parameter) }
            if parameter.kind == .topic, let found = SignatureTable.verb(word) { return .signature(found) }
            if !parameter.isRequired, let clause = signature.clause(word) {
                return .parameter(clause, of: signature)
            }
            return value(word, parameter, context)
        default: return nil
        }
    }

    private func value(_ word: String, _ parameter: Parameter, _ context: CursorContext) -> Inspection? {
        switch parameter.kind {
        case .column, .columnOrNone: column(word, context)
        case .sample: samples.first { $0.name == word }.map { .sample($0) }
        case .label, .mapping: label(word, context)
        default: nil
        }
    }

    private func file(_ path: String, _ parameter: Parameter) -> Inspection? {
        guard parameter.kind == .file, case .data(let facts)? = self.file(path) else { return nil }
        return .file(path, facts)
    }

    private func label(_ word: String, _ context: CursorContext) -> Inspection? {
        let subject = Candidates(scope: self, context: context).subject
        guard subject.labels?.contains(word) == true else { return nil }
        let owner = context.tokens.lazy.compactMap(\.word).first { name in
            [.dataset, .model].contains(self.facts(of: name)?.type)
        }
        let facts = subject.dataset.labels?.first { $0.name == word } ?? LabelFacts(word)
        return .label(facts, of: owner)
    }

    private func keyword(_ word: String) -> Inspection? { Keyword.find(word).map { .topic(.keyword($0)) } }

    private func column(_ word: String, _ context: CursorContext) -> Inspection? {
        let dataset = Candidates(scope: self, context: context).subject.dataset
        let owner = context.tokens.lazy.compactMap(\.word).first { self.facts(of: $0)?.type == .dataset }
        return dataset.columns?.first { $0.name == word }.map { .column($0, of: owner, in: dataset) }
    }

    /// What a word means anywhere.
    private func named(_ token: Token) -> Inspection? {
        let word = text(token)
        if case .string = token.kind { return nil }
        if let facts = facts(of: word) { return .name(word, facts) }
        if let signature = SignatureTable.component(word) ?? SignatureTable.verb(word)
            ?? SignatureTable.way(word)
        {
            return .signature(signature)
        }
        if let encoder = encoders.first(where: { $0.name == word }) { return .encoder(encoder) }
        switch Reference.topic(word) {
        case .keyword, .code, .foreign: return Reference.topic(word).map { .topic($0) }
        default: return nil
        }
    }

    /// The component or verb around the cursor.
    private func surrounding(_ context: CursorContext) -> Inspection? {
        switch context.place {
        case .value(_, let signature), .clauses(let signature, _), .options(let signature, _):
            .signature(signature)
        default:
            context.tokens.first { $0.word.map { SignatureTable.verb($0) != nil } ?? false }
                .flatMap { $0.word.flatMap { SignatureTable.verb($0) } }.map { .signature($0) }
        }
    }
}
