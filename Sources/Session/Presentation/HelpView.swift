import Display
import Language

/// Pages of help and cards for inspection, made from the language's reference.
enum HelpView {
    /// Every verb and component, a line each.
    static func overview() -> Page {
        let intro = Paragraph(
            "A cell holds statements: verb operand clause value …, as in: report model on test. "
                + "help WORD explains a verb, a recipe part or the code of an error; Tab completes, Shift-Tab explains."
        )
        let chapters = Signature.Chapter.allCases.map { chapter -> any Displayable in
            let rows = (SignatureTable.verbs + SignatureTable.components).filter { $0.chapter == chapter }
            return Table(
                title: chapter.rawValue, columns: [.init("word"), .init("what it does"), .init("example")],
                rows: rows.map { [.code($0.name), .text($0.help), .code($0.example)] },
                limits: Table.Limits(rows: 60, columns: 3, cellWidth: 100))
        }
        return Page([intro] + chapters)
    }

    /// A page on one word: a verb, a component, a clause, a code, another tool's word, or a name in use.
    static func page(for word: Spelled, in session: Session) throws(Failure) -> MIMEBundle {
        if let value = session.value(of: word.text) {
            return ValueView.display(value, session: session).bundle
        }
        guard let topic = Reference.topic(word.text) else {
            throw Failure(.unknownTopic(word.text, near: nil), at: word.span)
        }
        return page(Reference.page(of: topic)).bundle
    }

    /// A page of the reference.
    static func page(_ page: Reference.Page) -> Page {
        var parts: [any Displayable] = [Heading(page.title)]
        if !page.form.isEmpty { parts.append(Paragraph(page.form, tone: .code)) }
        if !page.text.isEmpty { parts.append(Paragraph(page.text)) }
        if !page.rows.isEmpty {
            parts.append(
                Table(
                    columns: [.init(""), .init("takes"), .init("default"), .init("what it does")],
                    rows: page.rows.map { row in
                        [
                            .code(row.name), .text(row.takes),
                            row.defaultText.isEmpty ? .empty : .code(row.defaultText),
                            .text(row.help),
                        ]
                    }, limits: Table.Limits(rows: 80, columns: 4, cellWidth: 90)))
        }
        if !page.example.isEmpty { parts.append(Paragraph(page.example, tone: .code)) }
        return Page(parts)
    }

    /// A clause or option of one verb or component.
    static func card(_ parameter: Parameter, of signature: Signature) -> KeyValues {
        let row = Reference.page(of: signature).rows.first { $0.name == parameter.name }
        var pairs = [KeyValues.Pair("of", signature.name)]
        if let row {
            pairs.append(.init("takes", row.takes))
            if !row.defaultText.isEmpty { pairs.append(.init("default", row.defaultText)) }
        }
        pairs.append(.init("what it does", parameter.help))
        pairs.append(.init("example", signature.example))
        return KeyValues(title: parameter.name, pairs)
    }

    /// A column.
    static func card(_ column: ColumnFacts, of dataset: String?) -> KeyValues {
        var pairs = [
            KeyValues.Pair("column of", dataset ?? "this dataset"), .init("kind", column.kind.rawValue),
        ]
        if !column.samples.isEmpty {
            pairs.append(.init("such as", column.samples.prefix(5).joined(separator: ", ")))
        }
        return KeyValues(title: column.name, pairs)
    }

    /// An encoder or sample of the catalogue.
    static func card(_ entry: Scope.CatalogueEntry) -> KeyValues {
        KeyValues(title: entry.name, [.init("what it is", entry.summary)])
    }
}
