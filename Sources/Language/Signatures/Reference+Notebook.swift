internal import Phrases

extension Reference {
    /// A cell of the reference as a notebook.
    public struct Cell: Sendable, Equatable {
        /// What a notebook calls it.
        public enum Kind: String, Sendable {
            /// Text.
            case markdown
            /// Loupe.
            case code
        }

        /// Text or Loupe.
        public let kind: Kind
        /// Unique in the notebook, and the same each time it is made.
        public let id: String
        /// What stands in it.
        public let source: String
        /// Tags for what runs notebooks: an example that waits for an answer is skipped.
        public let tags: [String]

        init(_ kind: Kind, _ id: String, _ source: String, tags: [String] = []) {
            (self.kind, self.id, self.source, self.tags) = (kind, id, source, tags)
        }
    }

    /// The order in which the notebook reads: recipes come before what fits them.
    static let notebookChapters: [Signature.Chapter] = [
        .data, .vectors, .recipes, .learn, .tuning, .judge, .look, .use, .kernel,
    ]

    /// The whole reference in the tongue that is spoken: every verb and recipe part with its example, which run
    /// one after the other, and every code.
    public static var notebook: [Cell] {
        [Cell(.markdown, "about", introduction)] + tongueCells
            + [Cell(.markdown, "examples", examplesNote), Cell(.code, "examples-data", examplesData)]
            + notebookChapters.flatMap(cells(of:)) + codeCells
    }

    /// What a notebook in Chinese begins with, so that what it shows is in Chinese, too.
    private static var tongueCells: [Cell] {
        Tongue.current == .english
            ? [] : [Cell(.code, "language", "set language to \(Tongue.current.rawValue)")]
    }

    private static func cells(of chapter: Signature.Chapter) -> [Cell] {
        let signatures = SignatureTable.all.filter { $0.chapter == chapter }
        let identifier = chapter.rawValue.split(separator: " ").joined(separator: "-")
        let heading = Cell(.markdown, "chapter-\(identifier)", "## " + chapter.title)
        return [heading]
            + signatures.flatMap { signature in
                [
                    Cell(.markdown, "about-\(signature.name)", markdown(page(of: signature))),
                    Cell(
                        .code, "example-\(signature.name)", signature.example,
                        tags: signature.name == "ask" ? ["skip-execution"] : []),
                ]
            }
    }

    private static func markdown(_ page: Page) -> String {
        var parts = ["### " + page.title, sentence(page.text), "```\n\(page.form)\n```"]
        if !page.rows.isEmpty {
            let head = [
                "", phrase("takes", zh: "取值"), phrase("default", zh: "默认"), phrase("what it does", zh: "作用"),
            ]
            let rows = page.rows.map { row in
                [code(row.name), row.takes, row.defaultText.isEmpty ? "" : code(row.defaultText), row.help]
            }
            parts.append(table(head, rows))
        }
        return parts.joined(separator: "\n\n")
    }

    private static var codeCells: [Cell] {
        let rows = Code.allCases.map { code in
            let page = page(of: .code(code))
            let firstLine = page.text.split(separator: "\n", omittingEmptySubsequences: true).first ?? ""
            return [self.code(page.title), String(firstLine)]
        }
        let text = [
            phrase("## codes of messages", zh: "## 消息代码"),
            phrase(
                "Every error, warning and note begins with its code. `help CODE` explains it with an example.",
                zh: "每条错误、警告和说明都以代码开头。`help 代码` 给出解释和例子。"),
            table([phrase("code", zh: "代码"), phrase("what it says", zh: "含义")], rows),
        ]
        return [
            Cell(.markdown, "codes", text.joined(separator: "\n\n")),
            Cell(.code, "example-code", "help L101"),
        ]
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows)
            .map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// A cell of a table: a bar would end it, a line break the table.
    private static func escaped(_ text: String) -> String {
        text.map { $0 == "|" ? "\\|" : $0 == "\n" ? " " : String($0) }.joined()
    }

    private static func code(_ text: String) -> String { "`\(text)`" }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + phrase(".", zh: "。")
    }

    private static var introduction: String {
        phrase(
            """
            # Loupe: the reference

            Every verb, every part of a recipe and every code of a message. Each example runs, from the first \
            to the last, and what it shows is stored here. `help WORD` gives the same page in any notebook, and \
            **Shift-Tab** gives it for the word under the cursor.

            How to read a form: words in small letters are typed as they stand, words in CAPITALS stand for your \
            own. What is in `[brackets]` may be left out, `a|b` means one or the other, and `…` that more may \
            follow. Clauses may come in any order.
            """,
            zh: """
                # Loupe 参考手册

                所有的动词、配方部件和消息代码。每个例子都能从头到尾依次运行，结果就存在这里。在任何笔记本中，\
                `help 词` 显示同样的说明；把光标放在词上按 **Shift-Tab** 也可以。

                语法形式的读法：小写的词照原样输入，大写的词换成自己的内容；`[方括号]` 中的部分可以省略，\
                `a|b` 表示二者选一，`…` 表示可以继续写下去。子句的先后次序随意。
                """)
    }

    private static var examplesNote: String {
        phrase(
            """
            ## What the examples use

            300 short reviews that come with Loupe, here once through a database, whose query gives two columns \
            other names, and out into a file, so that the examples have one to load. `tagger` is a model that may give a \
            text several labels.
            """,
            zh: """
                ## 例子所用的数据

                Loupe 自带的 300 篇短评。这里先写入数据库，用查询给两列换个名字，再写成文件，供下面的例子读入。`tagger` 是可以给一篇文本多个标签的模型。
                """)
    }

    private static var examplesData: String {
        let sample = phrase("reviews", zh: "reviews_zh")
        return """
            reviews = load sample \(sample)
            write reviews to "reviews.sqlite"
            reviews = load "reviews.sqlite" query \"""
                SELECT id, rating, label AS sentiment, text AS body FROM reviews
            \"""
            write reviews to "reviews.csv"
            tagged = load "reviews.csv" text body labels sentiment
            tagger = fit tfidf() | logistic() on tagged
            """
    }
}
