/// What can be wrong with the form of a cell.
public enum SyntaxProblem: Sendable, Equatable {
    /// What the parser was looking for.
    public enum Expected: Sendable, Equatable {
        /// A value: number, string, name, list.
        case value
        /// A column.
        case column
        /// A comparison operator.
        case comparison
        /// A rule: `LABEL when …` or `LABEL otherwise`.
        case rule
        /// `when` or `otherwise`, behind a rule's label.
        case when
        /// A part of a recipe.
        case part
        /// A name to assign to.
        case name
        /// `:` between a key and its value.
        case colon
        /// A key of a record.
        case key
        /// `[`, behind `in`.
        case list
        /// A comma, or this closing bracket.
        case closing(String)
        /// The end of the statement.
        case end
        /// A statement.
        case statement
        /// One of these clause words.
        case clause([String])
        /// `|`, between the parts of a recipe.
        case pipe
        /// `{old: new}`
        case record
        /// A whole comparison behind `and` or `or`, as it should read with both.
        case comparisonWith(String)
        /// A column that isn't one word, in back-quotes; as it was written.
        case quotedColumn(String)
    }

    /// What words joined by hyphens were meant to be.
    public enum Hyphenated: Sendable, Equatable {
        /// The name of a model's folder.
        case encoder
        /// This recipe part.
        case part(String)
        /// A new name.
        case target
        /// A name or column.
        case name
    }

    /// A character that has no meaning here.
    case unexpectedCharacter(String)
    /// A string without its closing quote.
    case unterminatedString(quote: String)
    /// A `\` with something unknown behind it.
    case badEscape(String)
    /// A bracket that is never closed.
    case unclosedBracket(String)
    /// A closing bracket without an opener.
    case strayBracket(String)
    /// Something else was needed; `found` is nil at the end of the line.
    case expected(Expected, found: String?)
    /// Brackets or `not` nested deeper than the limit.
    case tooDeep(limit: Int)
    /// A number that can't be read or held.
    case badNumber(String)
    /// An operator of other languages, and what Loupe writes.
    case foreignOperator(String, instead: String)
    /// Arithmetic, which Loupe doesn't have.
    case arithmetic(String)
    /// `thing.method`, which Loupe doesn't have.
    case method(object: String, method: String)
    /// `verb(…)`: a verb used like a function.
    case calledVerb(String)
    /// More than one statement in a line.
    case secondStatement
    /// A statement can't begin with this known word or mark.
    case keywordFirst(String)
    /// `(1, 2)`: values in parentheses, as written; `isNumbers` when a range is meant.
    case pair([String], isNumbers: Bool)
    /// `f"…"`, `r"…"`: letters before a quote.
    case stringPrefix(String)
    /// `thing["key"]`, `thing$key`: a piece taken out by its place or name; the key as written.
    case indexing(object: String, key: String)
    /// `bert-base`: words joined by hyphens, and what such a word would be.
    case hyphenated(String, Hyphenated)
    /// A text that ends at a quote inside it, as in `'it's'`.
    case quoteInside(String)
    /// A line for the notebook of another language, such as `%time` or `!ls`: its first word.
    case magic(String)

    /// The stable code.
    public var code: Code {
        switch self {
        case .unexpectedCharacter: .unexpectedCharacter
        case .unterminatedString: .unterminatedString
        case .badEscape: .badEscape
        case .unclosedBracket: .unclosedBracket
        case .strayBracket: .strayBracket
        case .expected: .expected
        case .tooDeep: .tooDeep
        case .badNumber: .badNumber
        case .foreignOperator: .foreignOperator
        case .arithmetic: .arithmetic
        case .method: .method
        case .calledVerb: .calledVerb
        case .secondStatement: .secondStatement
        case .keywordFirst: .keywordFirst
        case .pair: .pair
        case .stringPrefix: .stringPrefix
        case .indexing: .indexing
        case .magic: .magic
        case .hyphenated: .hyphenated
        case .quoteInside: .unterminatedString
        }
    }
}
