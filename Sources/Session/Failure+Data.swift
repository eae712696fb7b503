import Datasets
import Language

extension Failure {
    /// What went wrong with data, told in the language's terms.
    init(_ error: DataError, at span: SourceSpan, in command: Command) {
        func place(_ word: String) -> SourceSpan { command.values(of: word).first?.span ?? span }
        let file = command.operand(0)?.span ?? span
        switch error {
        case .unknownColumn(let name, let columns):
            let word = command.clauses.flatMap(\.values).first { $0.value.text == name }
            self.init(
                .unknownColumn(name, near: nil, columns: columns, inFile: command.verb.text == "load"),
                at: word?.span ?? span)
        case .unknownLabel(let name, let labels):
            self.init(.unknownLabel(name, near: nil, labels: labels), at: span)
        case .noRole(.label, _):
            self.init(.noLabels(dataset: command.operand(0)?.value.text ?? "data"), at: file)
        case .noRole(.text, _):
            self.init(.noTexts(dataset: command.operand(0)?.value.text ?? "data"), at: file)
        case .typeMismatch(let column, let kind, _, _, _), .notOrdered(let column, let kind):
            let clause = command.clause("where") ?? command.clause("as")
            let word = clause?.value.comparison(with: column)
            self.init(
                .wrongKind(
                    column: column, kind: ColumnFacts.Kind(kind), operator: word?.operator.rawValue ?? "="),
                at: word?.span ?? clause?.span ?? span)
        case .invalidPattern(let pattern, let offset, let fault):
            self.init(.badPattern(pattern, offset: offset, reason: "\(fault)"), at: span)
        case .interrupted: self.init(.interrupted(step: command.verb.text, done: nil, total: nil), at: span)
        case .emptyPart(let name, let rows):
            self.init(.tooFewRows(rows: rows, needed: rows + 1, purpose: "the \(name) part"), at: place(name))
        case .duplicateColumn(let name, _): self.init(.duplicate(name), at: place("columns"))
        case .badCount(let asked, let available), .noSuchRow(let asked, let available):
            self.init(.noSuchRow(asked, rows: available), at: span)
        case .tooLarge(let column, let bytes, let limit):
            self.init(.memory(step: "column \(column)", needed: bytes, available: limit), at: span)
        default: self.init(file: error, at: file, in: command)
        }
    }

    /// What went wrong with a file, which stands at `file`.
    private init(file error: DataError, at file: SourceSpan, in command: Command) {
        func place(_ word: String) -> SourceSpan { command.values(of: word).first?.span ?? file }
        switch error {
        case .unreadable(let path, let reason):
            self.init(.fileUnreadable(path: path, reason: reason), at: file)
        case .unwritable(let path, let reason):
            self.init(.fileUnwritable(path: path, reason: reason), at: place("to"))
        case .unknownFormat(let path, let formats):
            self.init(.unknownFormat(path: path, formats: formats.map(\.rawValue)), at: file)
        case .emptyFile(let path): self.init(.fileEmpty(path: path), at: file)
        case .notText(let path, let kind):
            self.init(.fileUnreadable(path: path, reason: "it looks like \(kind)"), at: file)
        case .invalidUTF8(let path, let line, let column, let bytes, let likely):
            let shown = bytes.map { String($0, radix: 16) }.joined(separator: " ")
            let guess = likely.map { "; the file looks like \($0.rawValue)" } ?? ""
            self.init(
                .badData(
                    path: path, line: line, column: column, reason: "the bytes \(shown) are not UTF-8\(guess)"
                ),
                at: file)
        case .unclosedQuote(let path, let line):
            self.init(
                .badData(
                    path: path, line: line, column: nil, reason: "a quote opens here and is never closed"),
                at: file)
        case .noFittingRow(let path, let columns, let fields, _):
            self.init(.columnCount(path: path, named: columns.count, found: fields), at: place("columns"))
        default: self.init(.internal("\(error)"), at: file)
        }
    }
}

extension Language.Value {
    /// The first comparison of a condition or of rules that has this column on its left.
    fileprivate func comparison(with column: String) -> Language.Comparison? {
        let conditions = condition.map { [$0] } ?? rules?.compactMap(\.condition) ?? []
        return conditions.flatMap(\.comparisons).first { $0.column.text == column }
    }
}

extension Language.Condition {
    /// Every comparison, from left to right.
    fileprivate var comparisons: [Language.Comparison] {
        switch self {
        case .comparison(let one): [one]
        case .not(let inner): inner.comparisons
        case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
        }
    }
}
