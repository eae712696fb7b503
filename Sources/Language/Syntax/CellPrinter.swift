/// Writes statements as text: one line each, in the language's own style.
///
/// What is written reads back as the same.
public enum CellPrinter {
    /// All statements, a line each.
    public static func text(_ statements: [Statement]) -> String {
        var cell = ""
        for line in statements.map(text) {
            if !cell.isEmpty { cell += announcesMore(cell) ? "\n\n" : "\n" }
            cell += line
        }
        return cell
    }

    /// Whether the next line would be read as part of this statement: a name like `or` at its end.
    private static func announcesMore(_ cell: String) -> Bool {
        let word = cell.unicodeScalars.reversed().prefix { $0 != " " && $0 != "\n" }.reversed()
        let tokens = Lexer.tokens(of: SourceText(String(String.UnicodeScalarView(word)))).tokens
        return tokens.count == 2 && StatementRanges.needsMore(tokens[0])
    }

    /// The statements of a cell, and whether its form is right.
    public static func statements(of cell: String) -> (statements: [Statement], isWellFormed: Bool) {
        let (statements, diagnostics) = Parser.parse(SourceText(cell))
        let isWhole = statements.allSatisfy { statement in
            switch statement.body {
            case .unknown: false
            case .command(let command): statement.isWhole && command.clauses.allSatisfy(\.isWhole)
            default: statement.isWhole
            }
        }
        return (statements, isWhole && diagnostics.isEmpty)
    }

    /// One statement.
    public static func text(_ statement: Statement) -> String {
        let names = statement.targets.map(\.text).joined(separator: ", ")
        let body: String
        switch statement.body {
        case .command(let command): body = text(command)
        case .expression(let expression):
            // A verb in parentheses is a word like any other; without them it would begin a command.
            let isVerb = firstWord(of: expression).map { SignatureTable.verb($0) != nil } ?? false
            body = isVerb ? "(" + text(expression) + ")" : text(expression)
        case .help(let word): body = word.text + "?"
        case .unknown(let word, _): body = word.text
        case .invalid: body = ""
        }
        return (names.isEmpty ? "" : names + " = ") + body + (statement.isHidden ? ";" : "")
    }

    /// The word with which an expression is written, if it is written with one first.
    private static func firstWord(of expression: Expression) -> String? {
        switch expression.kind {
        case .word(let word): word
        case .call(let name, _): name.text
        case .union(let parts): parts.first.flatMap { isGrouped($0, inUnion: true) ? nil : firstWord(of: $0) }
        case .pipe(let parts): parts.first.flatMap { isGrouped($0, inUnion: false) ? nil : firstWord(of: $0) }
        default: nil
        }
    }

    private static func text(_ command: CommandSyntax) -> String {
        var words = [command.verb.text]
        if !command.operands.isEmpty { words.append(list(command.operands)) }
        for clause in command.clauses {
            words.append(clause.word.text)
            switch clause.content {
            case .operands(let operands): if !operands.isEmpty { words.append(list(operands)) }
            case .condition(let condition): words.append(text(condition))
            case .rules(let rules): words.append(rules.map(text).joined(separator: ", "))
            }
        }
        return words.joined(separator: " ")
    }

    private static func list(_ expressions: [Expression]) -> String {
        expressions.map(text).joined(separator: ", ")
    }

    /// One recipe or value.
    public static func text(_ expression: Expression) -> String {
        switch expression.kind {
        case .number(let number): NumberFormat.text(number) + (expression.isDecimal ? ".0" : "")
        case .percent(let share): percent(share)
        case .string(let text): quoted(text)
        case .word(let word): word
        case .quotedName(let name): quoted(name, quote: "`")
        case .boolean(let truth): truth ? "true" : "false"
        case .none: "none"
        case .range(let low, let high): text(low) + ".." + text(high)
        case .list(let items): "[" + list(items) + "]"
        case .record(let entries):
            "{" + entries.map { "\(key($0.key.text)): \(text($0.value))" }.joined(separator: ", ") + "}"
        case .call(let name, let options): name.text + "(" + options.map(text).joined(separator: ", ") + ")"
        case .union(let parts): parts.map { grouped($0, inUnion: true) }.joined(separator: " + ")
        case .pipe(let parts): parts.map { grouped($0, inUnion: false) }.joined(separator: " | ")
        case .invalid: ""
        }
    }

    private static func text(_ option: Expression.Option) -> String {
        (option.name.map { $0.text + ": " } ?? "") + (option.isTried ? "try " : "") + text(option.value)
    }

    private static func grouped(_ expression: Expression, inUnion: Bool) -> String {
        isGrouped(expression, inUnion: inUnion) ? "(" + text(expression) + ")" : text(expression)
    }

    private static func isGrouped(_ expression: Expression, inUnion: Bool) -> Bool {
        switch expression.kind {
        case .pipe: true
        case .union: inUnion
        default: false
        }
    }

    /// The percentage whose reading gives the same fraction.
    private static func percent(_ share: Double) -> String {
        let plain = share * 100
        let short = (plain * 1e9).rounded() / 1e9
        for candidate in [short, plain, plain.nextUp, plain.nextDown] where candidate / 100 == share {
            return NumberFormat.text(candidate) + "%"
        }
        return NumberFormat.text(share)
    }

    /// A key as a word when it can be read as one.
    private static func key(_ text: String) -> String { isPlainWord(text) ? text : quoted(text) }

    // MARK: Conditions

    static func text(_ condition: Condition) -> String {
        switch condition {
        case .comparison(let comparison): text(comparison)
        case .not(let inner):
            switch inner {
            case .comparison, .not: "not " + text(inner)
            default: "not (" + text(inner) + ")"
            }
        case .all(let parts): parts.map { part(of: $0, inAll: true) }.joined(separator: " and ")
        case .any(let parts): parts.map { part(of: $0, inAll: false) }.joined(separator: " or ")
        }
    }

    private static func part(of condition: Condition, inAll: Bool) -> String {
        switch condition {
        case .any: return "(" + text(condition) + ")"
        case .all where inAll: return "(" + text(condition) + ")"
        default: return text(condition)
        }
    }

    private static func text(_ comparison: Comparison) -> String {
        let column =
            isPlainWord(comparison.column.text)
            ? comparison.column.text : quoted(comparison.column.text, quote: "`")
        let left = column + " " + comparison.operator.rawValue
        let values = comparison.values.map(text)
        switch comparison.operator {
        case .missing: return left
        case .oneOf: return left + " [" + values.joined(separator: ", ") + "]"
        default: return left + " " + values.joined()
        }
    }

    private static func text(_ value: Comparison.Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .number(let number): NumberFormat.text(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .column(let name): quoted(name, quote: "`")
        }
    }

    private static func text(_ rule: Rule) -> String {
        let label = isPlainWord(rule.label.text) ? rule.label.text : quoted(rule.label.text)
        return label + (rule.condition.map { " when " + text($0) } ?? " otherwise")
    }

    // MARK: Words

    /// Whether a text reads as one bare word that means nothing else.
    public static func isPlainWord(_ text: String) -> Bool {
        guard text != "not" else { return false }
        let tokens = Lexer.tokens(of: SourceText(text)).tokens
        return tokens.count == 2 && tokens[0].kind == .word(text) && tokens[0].span.start == 0
    }

    /// A text in quotes, with escapes.
    public static func quoted(_ text: String, quote: Unicode.Scalar = "\"") -> String {
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\\", quote: result.append(contentsOf: ["\\", scalar])
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        result.append(quote)
        return String(result)
    }
}
