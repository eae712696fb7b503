/// A token: the smallest piece that means something.
struct Token: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case word(String)
        case quotedName(String)
        case string(String)
        case number(Double)
        case percent(Double)
        case symbol(Symbol)
        /// Unreadable, reported by the lexer; the parser treats it as any value.
        case invalid
        /// Behind the last token.
        case end
    }

    let kind: Kind
    let span: SourceSpan
    /// The width of the white space before the first token of a line; nil for the other tokens of the line.
    let indent: Int?
    /// Whether an empty line stands between the previous token and this one.
    let followsBlankLine: Bool

    var word: String? { if case .word(let word) = kind { word } else { nil } }
    var symbol: Symbol? { if case .symbol(let symbol) = kind { symbol } else { nil } }
    func isSymbol(_ symbol: Symbol) -> Bool {
        if case .symbol(let own) = kind { own == symbol } else { false }
    }

    /// Whether it is a value by itself: a number, a string, `true`, `false` or `none`.
    var isValue: Bool {
        switch kind {
        case .number, .percent, .string: true
        case .word(let word): word == "true" || word == "false" || word == "none"
        default: false
        }
    }

    /// Whether an operand can begin with it.
    var beginsOperand: Bool {
        switch kind {
        case .word, .quotedName, .string, .number, .percent, .invalid: true
        case .symbol(let symbol): symbol.closer != nil
        case .end: false
        }
    }
}

/// Marks of the language, and those of others that deserve an answer.
enum Symbol: String, Sendable {
    case comma = ","
    case colon = ":"
    case equals = "="
    case plus = "+"
    case pipe = "|"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case semicolon = ";"
    case question = "?"
    case range = ".."
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    // What follows belongs to other languages.
    case doubleEquals = "=="
    case lessGreater = "<>"
    case leftArrow = "<-"
    case rightArrow = "->"
    case doubleAmpersand = "&&"
    case ampersand = "&"
    case doublePipe = "||"
    case exclamation = "!"
    case tilde = "~"
    case walrus = ":="
    case dot = "."
    case minus = "-"
    case star = "*"
    case slash = "/"
    case caret = "^"
    case percent = "%"
    case at = "@"
    case dollar = "$"

    /// The closing bracket of an opening one.
    var closer: Symbol? {
        switch self {
        case .openParenthesis: .closeParenthesis
        case .openBracket: .closeBracket
        case .openBrace: .closeBrace
        default: nil
        }
    }

    var isCloser: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }

    var isArithmetic: Bool {
        switch self {
        case .minus, .star, .slash, .caret, .percent: true
        default: false
        }
    }
}
