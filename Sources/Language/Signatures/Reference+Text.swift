internal import Phrases

extension Reference {
    /// A page of help in parts, for plain text and HTML alike.
    public struct Page: Sendable, Equatable {
        /// A line of a table: a word, what it takes, its default, and what it does.
        public struct Row: Sendable, Equatable {
            /// The clause, option or operand; the verb or part in a listing.
            public let name: String
            /// What it takes.
            public let takes: String
            /// Its default as it would be written; empty when it has none.
            public let defaultText: String
            /// One line of help.
            public let help: String
        }

        /// The heading.
        public let title: String
        /// The form, as in `split DATASET [dev SHARE] test SHARE …`; empty when there is none.
        public let form: String
        /// One line or more.
        public let text: String
        /// A table; may be empty.
        public let rows: [Row]
        /// A cell of Loupe; empty when there is none.
        public let example: String

        /// All of it as plain text.
        public var plain: String {
            var lines = [title]
            if !form.isEmpty { lines.append("  " + form) }
            if !text.isEmpty { lines += ["", text] }
            if !rows.isEmpty { lines.append("") }
            let width = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
            for row in rows {
                let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(row.name)))
                let facts = [
                    row.takes, row.defaultText.isEmpty ? "" : phrase("default ", zh: "默认 ") + row.defaultText,
                ]
                let suffix = facts.filter { !$0.isEmpty }.joined(separator: phrase(", ", zh: "，"))
                lines.append(
                    "  \(row.name)\(padding)  \(row.help)"
                        + (suffix.isEmpty ? "" : phrase(" (\(suffix))", zh: "（\(suffix)）")))
            }
            if !example.isEmpty {
                lines += ["", phrase("Example:", zh: "例：")]
                lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
            }
            return lines.joined(separator: "\n")
        }
    }

    private static var wording: any Wording { Tongue.current.wording }

    /// The page of a topic.
    public static func page(of topic: Topic) -> Page {
        switch topic {
        case .signature(let signature): return page(of: signature)
        case .parameter(let name, let owners):
            let rows = owners.compactMap { owner in
                owner.clause(name).map { row(of: $0, named: owner.name) }
            }
            return Page(
                title: name, form: "",
                text: phrase("a clause or option of ", zh: "子句或选项，属于：")
                    + owners.map(\.name).joined(separator: ", "),
                rows: rows, example: owners.first?.example ?? "")
        case .keyword(let keyword):
            return Page(
                title: keyword.word, form: keyword.form, text: keyword.help, rows: [],
                example: keyword.example)
        case .code(let code):
            let page = wording.page(of: code)
            return Page(
                title: wording.title(of: code), form: "", text: page.text, rows: [], example: page.example)
        case .foreign(let word, let foreign):
            return Page(
                title: word, form: "",
                text: foreign.origin == ForeignWord.chineseOrigin
                    ? phrase("the words of Loupe are English", zh: "Loupe 的词都是英文")
                    : phrase(
                        "a word of \(foreign.origin); Loupe says it another way",
                        zh: "\(foreign.origin) 的词；Loupe 换一种说法"),
                rows: [],
                example: foreign.instead)
        }
    }

    /// The page of a verb or component.
    public static func page(of signature: Signature) -> Page {
        let rows = (signature.operands + signature.clauses).map { row(of: $0, named: $0.name) }
        let kind =
            signature.kind == .verb
            ? "" : phrase(" (\(signature.kind.title))", zh: "（\(signature.kind.title)）")
        return Page(
            title: signature.name + kind, form: signature.form, text: signature.help, rows: rows,
            example: signature.example)
    }

    /// The listing of all verbs and components of a chapter.
    public static func page(of chapter: Signature.Chapter) -> Page {
        let rows = SignatureTable.all.filter { $0.chapter == chapter }
            .map { Page.Row(name: $0.name, takes: "", defaultText: "", help: $0.help) }
        return Page(title: chapter.title, form: "", text: "", rows: rows, example: "")
    }

    /// The listing that `help` alone shows: a page a chapter.
    public static var listing: [Page] { Signature.Chapter.allCases.map { page(of: $0) } }

    private static func row(of parameter: Parameter, named name: String) -> Page.Row {
        let fallback = parameter.defaultValue.map { SignatureText.text($0) } ?? ""
        return Page.Row(
            name: name, takes: wording.phrase(parameter.kind), defaultText: fallback, help: parameter.help)
    }
}

extension Signature {
    /// The form in one line: `split DATASET [dev SHARE] test SHARE [stratify COLUMN] [seed NUMBER]`.
    public var form: String {
        kind == .verb
            ? ([name] + operands.map { SignatureText.operand($0) } + clauses.map { SignatureText.clause($0) })
                .joined(separator: " ")
            : "\(name)(\(clauses.map { SignatureText.option($0) }.joined(separator: ", ")))"
    }
}

/// Pieces of signatures as text.
enum SignatureText {
    static func operand(_ parameter: Parameter) -> String {
        let text = placeholder(parameter.kind) + (parameter.repeats ? ", …" : "")
        return parameter.isRequired ? text : "[\(text)]"
    }

    static func clause(_ parameter: Parameter) -> String {
        let text = parameter.name + " " + placeholder(parameter.kind) + (parameter.repeats ? ", …" : "")
        return parameter.isRequired ? text : "[\(text)]"
    }

    static func option(_ parameter: Parameter) -> String {
        if let value = parameter.defaultValue { return "\(parameter.name): \(text(value))" }
        return parameter.isRequired ? parameter.name : "\(parameter.name): \(placeholder(parameter.kind))"
    }

    static func text(_ value: Value) -> String {
        switch value {
        case .number(let number): NumberFormat.text(number)
        case .share(let share): NumberFormat.text(share * 100) + "%"
        case .boolean(let truth): truth ? "true" : "false"
        case .range(let low, let high): "\(NumberFormat.text(low))..\(NumberFormat.text(high))"
        case .text(let text), .file(let text): CellPrinter.quoted(text)
        case .none: "none"
        default: value.text ?? ""
        }
    }

    static func placeholder(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .name(let types):
            types.isEmpty ? "NAME" : types.map { $0.rawValue.uppercased() }.joined(separator: " or ")
        case .recipe, .triedRecipe: "RECIPE"
        case .recipeOrModel: "RECIPE or MODEL"
        case .modelOrEncoder: "MODEL or ENCODER"
        case .encoder: "ENCODER"
        case .encoderOr(let words): (["ENCODER"] + words).joined(separator: "|")
        case .sample: "SAMPLE"
        case .column: "COLUMN"
        case .columnOrNone: "COLUMN|none"
        case .newColumn, .anyName: "NAME"
        case .label: "LABEL"
        case .choice(let words): words.joined(separator: "|")
        case .choices(let words): words.joined(separator: "|") + "|[…]"
        case .layers: "NUMBER|FROM..TO|[…]"
        case .choiceOrTexts(let words): words.joined(separator: "|") + "|[…]"
        case .choiceOrWeights(let words): words.joined(separator: "|") + "|{LABEL: NUMBER, …}"
        case .choiceOrNumber(let words, _, _), .choiceOrInteger(let words, _, _):
            words.joined(separator: "|") + "|NUMBER"
        case .way(let kind): SignatureTable.ways.filter { $0.kind == kind }.map(\.name).joined(separator: "|")
        case .labelTexts: "{LABEL: \"TEXT\", …}"
        case .integer, .integerOrNone, .number, .countOrFraction: "NUMBER"
        case .fraction: "SHARE"
        case .range: "FROM..TO"
        case .boolean: "true|false"
        case .text: "\"TEXT\""
        case .textOr(let types):
            (["\"TEXT\""] + types.map { $0.rawValue.uppercased() }).joined(separator: " or ")
        case .file, .newFile: "\"FILE\""
        case .condition: "CONDITION"
        case .rules: "LABEL when CONDITION, …, LABEL otherwise"
        case .mapping: "{OLD: NEW, …}"
        case .topic: "WORD"
        case .setting: "SETTING"
        case .value: "VALUE"
        }
    }
}
