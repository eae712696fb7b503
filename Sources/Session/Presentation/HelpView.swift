import Display
import Language
import Phrases

/// Pages of help and cards for inspection, made from the language's reference.
enum HelpView {
    /// Every verb and component, a line each.
    static func overview() -> Page {
        let intro = Paragraph(
            phrase(
                "A cell holds statements: verb operand clause value …, as in: report model on test. "
                    + "help WORD explains a verb, a recipe part or the code of an error; Tab completes, Shift-Tab explains.",
                zh: "单元格由语句组成：动词 对象 子句 值 ……，例如：report model on test。"
                    + "help 加一个词，解释动词、配方部件或错误代码；Tab 补全，Shift-Tab 查看说明。")
        )
        let chapters = Signature.Chapter.allCases.map { chapter -> any Displayable in
            let rows = SignatureTable.all.filter { $0.chapter == chapter }
            return Table(
                title: chapter.title,
                columns: [
                    .init(phrase("word", zh: "词")), .init(phrase("what it does", zh: "作用")),
                    .init(phrase("example", zh: "例")),
                ],
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

    /// A page of the reference: summary, form and example first, then the table, none of whose texts is cut.
    static func page(_ page: Reference.Page) -> Page {
        var parts: [any Displayable] = [Heading(page.title)]
        if !page.text.isEmpty { parts.append(Paragraph(page.text)) }
        if !page.form.isEmpty { parts.append(Paragraph(page.form, tone: .code)) }
        if !page.example.isEmpty { parts.append(Paragraph(page.example, tone: .code)) }
        if !page.rows.isEmpty {
            parts.append(
                Table(
                    columns: [
                        .init(""), .init(phrase("takes", zh: "取值")), .init(phrase("default", zh: "默认")),
                        .init(phrase("what it does", zh: "作用")),
                    ],
                    rows: page.rows.map { row in
                        [
                            .code(row.name), .text(row.takes),
                            row.defaultText.isEmpty ? .empty : .code(row.defaultText),
                            .text(row.help),
                        ]
                    }, limits: Table.Limits(rows: 80, columns: 4, cellWidth: 400)))
        }
        return Page(parts)
    }
}
