extension Scope {
    /// What is under a cursor, counted in code points: the word there, else the command or component around it.
    public func inspection(of cell: String, at cursor: Int) -> Inspection? {
        let source = SourceText(cell)
        let byte = source.lines.byte(ofCodePoint: cursor)
        let tokens = Lexer.tokens(of: source).tokens
        let touched = tokens.last { $0.span.touches(byte) && ($0.word != nil || isQuotedName($0)) }
        let context = CursorContext(source, cursor: touched?.span.start ?? byte)
        let scope = flowed(through: source, before: context.start)
        guard let touched else { return surrounding(context) }
        return scope.inspection(of: touched, in: context) ?? scope.named(touched) ?? surrounding(context)
    }

    private func isQuotedName(_ token: Token) -> Bool {
        if case .quotedName = token.kind { true } else { false }
    }

    private func text(_ token: Token) -> String {
        switch token.kind {
        case .word(let text), .quotedName(let text): text
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
        case .column, .comparisonValue: return column(word, context)
        case .value(let parameter, let signature):
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
        default: nil
        }
    }

    private func column(_ word: String, _ context: CursorContext) -> Inspection? {
        let dataset = Candidates(scope: self, context: context).subject.dataset
        let owner = context.tokens.lazy.compactMap(\.word).first { self.facts(of: $0)?.type == .dataset }
        return dataset.columns?.first { $0.name == word }.map { .column($0, of: owner) }
    }

    /// What a word means anywhere.
    private func named(_ token: Token) -> Inspection? {
        let word = text(token)
        if facts(of: word) != nil { return .name(word) }
        if let signature = SignatureTable.component(word) ?? SignatureTable.verb(word) {
            return .signature(signature)
        }
        return encoders.first { $0.name == word }.map { .encoder($0) }
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
