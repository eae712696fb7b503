import Datasets
import Language
import Phrases
import TextModels

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
        case .emptyPart(let name, let count, let column):
            self.init(.emptyPart(name, of: count, groupedBy: column), at: place(name))
        case .duplicateColumn(let name, _): self.init(.duplicate(name), at: place("columns"))
        case .noSuchRow(let asked, let available):
            self.init(.noSuchRow(asked, rows: available), at: span)
        case .tooFewRows(let asked, let available, let value):
            let purpose =
                value.map { phrase("a sample of \"\($0)\"", zh: "“\($0)”的抽样") }
                ?? phrase("the sample", zh: "抽样")
            self.init(.tooFewRows(rows: available, needed: asked, purpose: purpose), at: place("rows"))
        case .notTime(let column, let row, let cell):
            self.init(.notTime(column: column, row: row, cell: cell), at: place("time"))
        case .differentColumns(let left, let right):
            self.init(.differentColumns(left: left, right: right), at: command.operand(1)?.span ?? span)
        case .tooLarge(let column, let bytes, let limit):
            self.init(
                .memory(step: phrase("column \(column)", zh: "列 \(column)"), needed: bytes, available: limit),
                at: span)
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
            self.init(
                .fileUnreadable(
                    path: path, reason: phrase("it looks like \(kind.words)", zh: "看起来是\(kind.words)")),
                at: file)
        case .invalidUTF8(let path, let line, let column, let bytes, let likely):
            self.init(
                .badEncoding(
                    path: path, line: line, column: column, bytes: bytes.hexadecimal,
                    encoding: TextEncoding.utf8.rawValue, likely: likely?.rawValue), at: file)
        case .undecodable(let path, let line, let bytes, let encoding):
            self.init(
                .badEncoding(
                    path: path, line: line, column: nil, bytes: bytes.hexadecimal,
                    encoding: encoding.rawValue,
                    likely: nil), at: file)
        case .badArchive(let path, let fault, let read, let unpacked):
            self.init(.badArchive(path: path, .init(fault), read: read, unpacked: unpacked), at: file)
        case .badJSON(let path, let line, let excerpt, let isWhole):
            let reason =
                isWhole
                ? phrase("not a JSON array of objects: \(excerpt)", zh: "不是由对象组成的 JSON 数组：\(excerpt)")
                : phrase("the JSON array is never closed", zh: "JSON 数组没有结束")
            self.init(.badData(path: path, line: line, column: nil, reason: reason), at: file)
        case .notRepresentable(let column, let row, let format):
            self.init(
                .notRepresentable(column: column, row: row, format: format.rawValue), at: place("to"))
        case .unclosedQuote(let path, let line):
            self.init(
                .badData(
                    path: path, line: line, column: nil,
                    reason: phrase("a quote opens here and is never closed", zh: "引号从这里开始，没有结束")),
                at: file)
        case .noFittingRow(let path, let columns, let fields, _):
            self.init(.columnCount(path: path, named: columns.count, found: fields), at: place("columns"))
        default: self.init(database: error, at: file, place)
        }
    }

    /// What went wrong with a database, or for want of memory.
    private init(database error: DataError, at file: SourceSpan, _ place: (String) -> SourceSpan) {
        switch error {
        case .badTable(let path, let table, let tables):
            self.init(
                .badTable(path: path, table: table, tables: tables),
                at: table == nil ? file : place("table"))
        case .badQuery(let reason): self.init(.badQuery(reason: reason), at: place("query"))
        case .queryWrites: self.init(.queryWrites, at: place("query"))
        case .memory(let path, let needed, let available):
            let step = phrase("loading \(path)", zh: "读入 \(path)")
            self.init(.memory(step: step, needed: needed, available: available), at: file)
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

extension [UInt8] {
    /// Two digits a byte, with spaces between.
    fileprivate var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}

extension RunProblem.ArchiveFault {
    fileprivate init(_ fault: Datasets.ArchiveFault) {
        self =
            switch fault {
            case .truncated: .truncated
            case .damaged: .damaged
            case .bomb: .bomb
            case .noMemory: .noMemory
            }
    }
}

extension RunProblem.ColumnFault {
    /// What keeps a column from being a feature, with rows counted from 1.
    init(_ fault: TextModels.ColumnFault) {
        self =
            switch fault {
            case .bareTexts: .bareTexts
            case .isText: .isText
            case .isLabel: .isLabel
            case .isEmpty: .isEmpty
            case .manyValues(let count, let limit): .manyValues(count, limit: limit)
            case .notNumber(let row, let cell): .notNumber(row: row + 1, cell: cell)
            }
    }
}
