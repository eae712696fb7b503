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
}
