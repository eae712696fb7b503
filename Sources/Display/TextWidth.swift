/// How many columns text takes in a terminal: Han and emoji two, combining marks none.
enum TextWidth {
    /// The width of a line.
    static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

    /// Cuts a line that is wider than `width`, with `…` at its end.
    static func cut(_ text: String, to width: Int) -> String {
        guard text.utf8.count > width, of(text) > width else { return text }
        var room = max(0, width - 1)
        var result = ""
        for character in text {
            room -= of(character)
            if room < 0 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Fills a line with spaces to `width`.
    static func pad(_ text: String, to width: Int, _ alignment: Table.Alignment) -> String {
        let room = max(0, width - of(text))
        switch alignment {
        case .leading: return text + String(repeating: " ", count: room)
        case .trailing: return String(repeating: " ", count: room) + text
        case .center:
            return String(repeating: " ", count: room / 2) + text
                + String(repeating: " ", count: room - room / 2)
        }
    }

    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.value < 0x300 { return scalars.contains("\u{FE0F}") ? 2 : 1 }
        if isWide(first) || scalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }

    /// Unicode Standard Annex 11 (wide and full width), by blocks, and emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}
