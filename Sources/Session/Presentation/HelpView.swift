import Display
import Language

/// Pages of help, made from the signature table.
enum HelpView {
    /// Every verb and component, a line each.
    static func overview() -> Page {
        var parts: [any Displayable] = [
            Paragraph(
                "Loupe: load texts, fit a recipe, look inside. A cell holds statements: verb operand clause value …. "
                    + "help WORD explains a verb, a recipe part or the code of an error; Tab completes, Shift-Tab explains.")
        ]
        for chapter in Signature.Chapter.allCases {
            let rows = (SignatureTable.verbs + SignatureTable.components).filter { $0.chapter == chapter }
            guard !rows.isEmpty else { continue }
            parts.append(
                Table(
                    title: chapter.rawValue, columns: [.init("word"), .init("what it does"), .init("example")],
                    rows: rows.map { [.code($0.name), .text($0.help), .code($0.example)] },
                    limits: Table.Limits(rows: 60, columns: 3, cellWidth: 100)))
        }
        return Page(parts)
    }

    /// A page on one word: a verb, a component, a code, or a name in use.
    static func page(for word: Spelled, in session: Session) throws(Failure) -> MIMEBundle {
        if let signature = SignatureTable.verb(word.text) ?? SignatureTable.component(word.text) {
            return page(of: signature).bundle
        }
        if let value = session.value(of: word.text) { return ValueView.display(value, session: session).bundle }
        throw Failure(.unknownTopic(word.text, near: nil), at: word.span)
    }

    /// A page on a row of the table.
    static func page(of signature: Signature) -> Page {
        var parts: [any Displayable] = [
            Heading(signature.name), Paragraph(signature.help), Paragraph(signature.example, tone: .code),
        ]
        let rows = signature.operands.map { row($0, isOperand: true) } + signature.clauses.map { row($0, isOperand: false) }
        if !rows.isEmpty {
            let title = signature.kind == .verb ? "clause" : "option"
            parts.append(
                Table(
                    columns: [.init(title), .init("takes"), .init("default"), .init("what it does")], rows: rows,
                    limits: Table.Limits(rows: 60, columns: 4, cellWidth: 90)))
        }
        if let result = signature.result { parts.append(Paragraph("gives a \(result.rawValue)", tone: .note)) }
        return Page(parts)
    }

    private static func row(_ parameter: Parameter, isOperand: Bool) -> [Cell] {
        [
            isOperand ? .text("(\(parameter.name))") : .code(parameter.name), .text(parameter.kind.words),
            parameter.defaultValue.map { .code(ValueView.written($0)) }
                ?? (parameter.isRequired ? "required" : .empty), .text(parameter.help),
        ]
    }
}

// Cards for inspection.
extension HelpView {
    /// A clause or option.
    static func card(_ parameter: Parameter, of signature: Signature) -> KeyValues {
        var pairs = [KeyValues.Pair("of", signature.name), .init("takes", parameter.kind.words)]
        if let value = parameter.defaultValue { pairs.append(.init("default", ValueView.written(value))) }
        pairs.append(.init("what it does", parameter.help))
        pairs.append(.init("example", signature.example))
        return KeyValues(title: parameter.name, pairs)
    }

    /// A column.
    static func card(_ column: ColumnFacts, of dataset: String?) -> KeyValues {
        var pairs = [KeyValues.Pair("column of", dataset ?? "this dataset"), .init("kind", column.kind.rawValue)]
        if !column.samples.isEmpty { pairs.append(.init("such as", column.samples.prefix(5).joined(separator: ", "))) }
        return KeyValues(title: column.name, pairs)
    }

    /// An encoder or sample of the catalogue.
    static func card(_ entry: Scope.CatalogueEntry) -> KeyValues {
        KeyValues(title: entry.name, [.init("what it is", entry.summary)])
    }
}
