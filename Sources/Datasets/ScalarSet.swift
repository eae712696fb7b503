/// A set of code points in a regular expression.
struct ScalarSet: Sendable, Equatable {
    /// Sets with names: `\d \w \s \p{…}`.
    enum Named: String, Sendable, CaseIterable {
        case digit, word, space
        case letter = "L"
        case upper = "Lu"
        case lower = "Ll"
        case number = "N"
        case punctuation = "P"
        case han = "Han"
        case latin = "Latin"
    }

    var ranges: [ClosedRange<UInt32>] = []
    var named: [(set: Named, isNegated: Bool)] = []
    var isNegated = false
    var ignoresCase = false

    /// Whether a code point is in the set.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if has(scalar) { return !isNegated }
        guard ignoresCase else { return isNegated }
        let properties = scalar.properties
        for other in [properties.lowercaseMapping, properties.uppercaseMapping] {
            if let only = other.unicodeScalars.first, other.unicodeScalars.count == 1, has(only) {
                return !isNegated
            }
        }
        return isNegated
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
        for range in ranges where range.contains(scalar.value) { return true }
        for entry in named where Self.has(scalar, entry.set) != entry.isNegated { return true }
        return false
    }

    static func == (left: ScalarSet, right: ScalarSet) -> Bool {
        left.ranges == right.ranges && left.isNegated == right.isNegated
            && left.ignoresCase == right.ignoresCase
            && left.named.elementsEqual(right.named) { $0.set == $1.set && $0.isNegated == $1.isNegated }
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool { has(scalar, .word) }

    private static func has(_ scalar: Unicode.Scalar, _ set: Named) -> Bool {
        let properties = scalar.properties
        switch set {
        case .digit: return properties.generalCategory == .decimalNumber
        case .word: return scalar == "_" || properties.isAlphabetic || isNumber(properties.generalCategory)
        case .space: return properties.isWhitespace
        case .letter: return isLetter(properties.generalCategory)
        case .upper: return properties.generalCategory == .uppercaseLetter
        case .lower: return properties.generalCategory == .lowercaseLetter
        case .number: return isNumber(properties.generalCategory)
        case .punctuation: return isPunctuation(properties.generalCategory)
        case .han: return Script(scalar) == .han
        case .latin: return Script(scalar) == .latin
        }
    }

    private static func isNumber(_ category: Unicode.GeneralCategory) -> Bool {
        [.decimalNumber, .letterNumber, .otherNumber].contains(category)
    }

    private static func isLetter(_ category: Unicode.GeneralCategory) -> Bool {
        [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter].contains(
            category)
    }

    private static func isPunctuation(_ category: Unicode.GeneralCategory) -> Bool {
        [
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation,
        ].contains(category)
    }
}
