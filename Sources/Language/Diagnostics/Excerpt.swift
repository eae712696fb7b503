/// The part of a source line that is shown around a span, and what stands below it up to the carets.
///
/// Below a wide character stands a wide space or a wide caret, so that carets are in place also where a font's wide
/// characters are not twice as wide as the others, as in most notebooks.
struct Excerpt {
    /// Cells shown at most.
    static let widest = 100

    let text: String
    let margin: String
    let carets: String

    /// Cuts lines wider than `widest` around the span; control characters become visible.
    init(source: SourceText, line: SourceSpan, start: Int, end: Int) {
        let before = Self.visible(source.text(of: SourceSpan(line.start, start)))
        let marked = Self.visible(source.text(of: SourceSpan(start, end)))
        let after = Self.visible(source.text(of: SourceSpan(end, line.end)))
        let fits = Self.fits(before + marked + after)
        let head = fits ? before : Self.tail(of: before, cells: Self.widest / 2)
        let body = fits ? marked : Self.head(of: marked, cells: Self.widest / 2)
        let room = Self.widest - DisplayWidth.of(head) - DisplayWidth.of(body)
        text = head + body + (fits ? after : Self.head(of: after, cells: max(10, room)))
        margin = Self.below(head, narrow: " ", wide: "\u{3000}")
        let carets = Self.below(body, narrow: "^", wide: "\u{FE3F}")
        self.carets = carets.isEmpty ? "^" : carets
    }

    /// A sign for each character of a text, as wide as it.
    private static func below(_ text: String, narrow: String, wide: String) -> String {
        text.map { character in
            switch DisplayWidth.of(String(character)) {
            case 0: ""
            case 1: narrow
            default: wide
            }
        }.joined()
    }

    /// Whether a line is shown whole.
    static func fits(_ line: String) -> Bool { DisplayWidth.of(visible(line)) <= widest }

    /// The text with tabs as spaces and other control characters, and those that reorder text, as marks.
    static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: result.append(contentsOf: "    ".unicodeScalars)
            case 0x0A, 0x0D: result.append(" ")
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
            case 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func head(of text: String, cells: Int) -> String {
        guard DisplayWidth.of(text) > cells else { return text }
        var width = 1
        var result = ""
        for character in text {
            width += DisplayWidth.of(String(character))
            if width > cells { break }
            result.append(character)
        }
        return result + "…"
    }

    private static func tail(of text: String, cells: Int) -> String {
        guard DisplayWidth.of(text) > cells else { return text }
        var width = 1
        var result: [Character] = []
        for character in text.reversed() {
            width += DisplayWidth.of(String(character))
            if width > cells { break }
            result.append(character)
        }
        return "…" + String(result.reversed())
    }
}
