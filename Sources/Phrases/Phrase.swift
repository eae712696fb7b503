/// Words in every tongue that Loupe speaks.
///
/// Whoever writes one writes both: `Phrase("rows", zh: "行数")`. The Chinese is short and plain, as a textbook would say it,
/// with full-width punctuation; code, names and numbers stay as they are. Who knows no Chinese repeats the English and
/// ends the line with `// zh:`, so that a search finds it.
public struct Phrase: Sendable, Equatable {
    /// In English.
    public let english: String
    /// In Simplified Chinese.
    public let chinese: String

    /// The same said twice.
    public init(_ english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The words in the tongue that is spoken now.
    public var text: String { text(in: .current) }

    /// The words in one tongue.
    public func text(in tongue: Tongue) -> String {
        switch tongue {
        case .english: english
        case .chinese: chinese
        }
    }
}

/// Words in the tongue that is spoken now, where a string is needed at once.
public func phrase(
    _ english: @autoclosure () -> String, zh chinese: @autoclosure () -> String
) -> String {
    switch Tongue.current {
    case .english: english()
    case .chinese: chinese()
    }
}
