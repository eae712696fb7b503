extension Scope {
    /// What can stand at a cursor, counted in code points; works on half-typed and broken cells.
    public func completion(of cell: String, at cursor: Int) -> Completion {
        let source = SourceText(cell)
        let byte = source.lines.byte(ofCodePoint: cursor)
        let context = CursorContext(source, cursor: byte)
        if let string = context.openString { return pathCompletion(context, string, source) }
        let typed = source.text(of: context.partial).lowercased()
        let scope = flowed(through: source, before: context.start)
        let candidates = Candidates(scope: scope, context: context).all()
        return Completion(
            candidates: candidates.filter { $0.text.lowercased().hasPrefix(typed) && !$0.text.isEmpty },
            start: source.lines.codePoint(ofByte: context.partial.start),
            end: source.lines.codePoint(ofByte: byte), path: nil)
    }

    private func pathCompletion(_ context: CursorContext, _ string: SourceSpan, _ source: SourceText)
        -> Completion
    {
        var path: String?
        var endings: [String]?
        switch context.place {
        case .value(let parameter, let signature)
        where parameter.kind.isPath:
            path = source.text(of: string)
            endings = Self.endings(of: parameter, signature)
        case .options(let signature, _) where signature.clauses.first?.kind == .encoder:
            path = source.text(of: string)
            endings = []
        default: break
        }
        return Completion(
            candidates: [], start: source.lines.codePoint(ofByte: string.start),
            end: source.lines.codePoint(ofByte: string.end), path: path, endings: endings)
    }

    /// What the files of a place end in.
    private static func endings(of parameter: Parameter, _ signature: Signature) -> [String]? {
        switch (parameter.kind, signature.name) {
        case (.encoder, _), (.encoderOr, _), (.modelOrEncoder, _): []
        case (_, "load"):
            ["csv", "tsv", "txt", "jsonl", "ndjson", "json", "db", "sqlite", "sqlite3", "tab", "gz"]
        case (_, "open"), (_, "save"): ["model"]
        default: nil
        }
    }

    /// The scope with what the statements before a byte would define.
    func flowed(through source: SourceText, before byte: Int) -> Scope {
        guard byte > 0 else { return self }
        let earlier = SourceText(source.text(of: SourceSpan(0, byte)))
        var check = StatementCheck(self)
        for statement in Parser.parse(earlier).statements { _ = check.check(statement) }
        return check.scope
    }
}

extension Parameter.Kind {
    /// Whether a string here may be a path.
    fileprivate var isPath: Bool {
        switch self {
        case .file, .newFile, .encoder, .encoderOr, .modelOrEncoder: true
        default: false
        }
    }
}
