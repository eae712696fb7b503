/// Makes any text harmless inside HTML, SVG and terminals.
///
/// Controls become pictures (U+2400 and on), bidirectional embeddings and overrides their names, so that no data can
/// move, hide or colour what stands beside it.
public enum Escape {
    /// One line of plain text: line breaks and tabs are marked `↵` and `⇥`.
    public static func line(_ text: String) -> String { visible(text, keepsLines: false) }

    /// Plain text that keeps its line breaks and tabs.
    public static func lines(_ text: String) -> String { visible(text, keepsLines: true) }

    /// One line for element content and quoted attributes alike: `& < > " '` and the back-quote become references.
    public static func html(_ text: String) -> String { references(line(text)) }

    /// The same, keeping line breaks and tabs.
    public static func htmlLines(_ text: String) -> String { references(lines(text)) }

    private static func references(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "`": result += "&#96;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func visible(_ text: String, keepsLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: result.append(keepsLines ? "\n" : "↵")
            case 0x0A where previous == "\r": break
            case 0x0A, 0x85, 0x2028, 0x2029: result.append(keepsLines ? "\n" : "↵")
            case 0x09: result.append(keepsLines ? "\t" : "⇥")
            case ..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: result.append("\u{2421}")
            case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB,
                0xE0001...0xE007F where !isFlag(scalar, previous):
                result.append(
                    contentsOf: "‹U+\(String(scalar.value, radix: 16, uppercase: true))›".unicodeScalars)
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// Whether a tag character belongs to a flag such as Scotland's.
    private static func isFlag(_ scalar: Unicode.Scalar, _ previous: Unicode.Scalar) -> Bool {
        scalar.value >= 0xE0020
            && (previous.value == 0x1F3F4 || previous.value >= 0xE0020 && previous.value <= 0xE007F)
    }
}
