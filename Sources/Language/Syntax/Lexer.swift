/// Cuts source text into tokens, on UTF-8 bytes; nothing it meets can stop it.
struct Lexer {
    let bytes: [UInt8]
    var position = 0
    var tokens: [Token] = []
    var diagnostics: [Diagnostic] = []
    private var indent: Int? = 0
    private var lineHasContent = false
    private var sawBlankLine = false

    /// Where a `"""` begins that is still open at the end of the text.
    var openText: SourceSpan?
    /// Whether the text ends inside a comment.
    var endsInComment = false

    init(_ source: SourceText) {
        bytes = source.bytes
        tokens.reserveCapacity(bytes.count / 4)
    }

    static func tokens(of source: SourceText) -> Lexer {
        var lexer = Lexer(source)
        while lexer.position < lexer.bytes.count { lexer.readOne() }
        lexer.append(.end, from: lexer.bytes.count)
        return lexer
    }

    /// The byte at an offset from the position, 0 behind the end.
    func byte(_ offset: Int = 0) -> UInt8 {
        let index = position + offset
        return index < bytes.count ? bytes[index] : 0
    }

    mutating func append(_ kind: Token.Kind, from start: Int) {
        tokens.append(
            Token(
                kind: kind, span: SourceSpan(start, position), indent: indent,
                followsBlankLine: indent != nil && sawBlankLine))
        indent = nil
        lineHasContent = true
        sawBlankLine = false
    }

    mutating func report(_ problem: SyntaxProblem, from start: Int) {
        diagnostics.append(Diagnostic(.syntax(problem), at: SourceSpan(start, position)))
    }

    private mutating func readOne() {
        let start = position
        let scalar = readScalar()
        switch scalar.plain {
        case 0x20, 0x09: widenIndent(by: scalar.plain == 0x09 ? 4 : (scalar.value == 0x3000 ? 2 : 1))
        case 0xFEFF, 0x200B: break
        case 0x0A: endLine()
        case 0x0D:
            if byte() == 0x0A { position += 1 }
            endLine()
        case UInt32(ascii: "#"): skipComment()
        case UInt32(ascii: "\""), UInt32(ascii: "'"): readString(from: start, opener: scalar)
        case 0x300C, 0x300E: readCornerString(from: start, opener: scalar)
        case UInt32(ascii: "`"): readQuotedName(from: start)
        case let value where isDigit(value): readNumber(from: start)
        case let value where isWord(value, scalar.value): readWord(from: start)
        default: readSymbol(scalar, from: start)
        }
    }

    private mutating func widenIndent(by width: Int) { if let indent { self.indent = indent + width } }

    private mutating func endLine() {
        if !lineHasContent { sawBlankLine = true }
        lineHasContent = false
        indent = 0
    }

    private mutating func skipComment() {
        lineHasContent = true
        while position < bytes.count, byte() != 0x0A, byte() != 0x0D { position += 1 }
        endsInComment = position == bytes.count
    }

    private mutating func readWord(from start: Int) {
        skipWord()
        append(.word(text(from: start)), from: start)
    }

    /// Moves behind the run of letters, digits, marks and `_`.
    mutating func skipWord() {
        while position < bytes.count {
            if bytes[position] < 0x80 {
                guard Self.isPlainWord(UInt32(bytes[position])) else { return }
                position += 1
                continue
            }
            let before = position
            let scalar = readScalar()
            guard isWord(scalar.plain, scalar.value) else {
                position = before
                return
            }
        }
    }

    private mutating func readQuotedName(from start: Int) {
        guard let name = readQuoted(until: { $0 == UInt32(ascii: "`") }, isMultiline: false) else {
            report(.unterminatedString(quote: "`"), from: start)
            append(.invalid, from: start)
            return
        }
        append(.quotedName(name), from: start)
    }

    func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }
}

extension UInt32 {
    init(ascii character: Unicode.Scalar) { self = character.value }
}
