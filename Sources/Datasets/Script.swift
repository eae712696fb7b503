/// A writing system, as far as it matters to models.
public enum Script: String, Sendable, CaseIterable {
    case latin = "Latin"
    case han = "Han"
    case kana = "Kana"
    case hangul = "Hangul"
    case cyrillic = "Cyrillic"
    case greek = "Greek"
    case arabic = "Arabic"
    case hebrew = "Hebrew"
    case devanagari = "Devanagari"
    case thai = "Thai"
    case other = "other"

    /// The script of a letter by its Unicode block; `other` for anything else.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF,
            0xFF21...0xFF3A, 0xFF41...0xFF5A:
            self = .latin
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
            self = .han
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: self = .kana
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: self = .hangul
        case 0x400...0x52F: self = .cyrillic
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF: self = .arabic
        case 0x590...0x5FF: self = .hebrew
        case 0x900...0x97F: self = .devanagari
        case 0xE00...0xE7F: self = .thai
        default: self = .other
        }
    }
}
