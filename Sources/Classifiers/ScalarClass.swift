internal import Tokenizers

/// What a Unicode scalar is to the tokenisers, as Python's `re` and `str` have it.
enum ScalarClass: UInt8 {
    /// `\w`: letters, numbers and the underscore, without Han characters.
    case word
    /// A Han character, a unit of its own.
    case han
    /// `\s`.
    case space
    /// Everything else.
    case other

    init(_ scalar: Unicode.Scalar) {
        self = scalar.value < Self.tableSize ? Self.table[Int(scalar.value)] : Self(uncached: scalar)
    }

    private static let tableSize: UInt32 = 0x600
    private static let table: [ScalarClass] = (0..<tableSize).map { value in
        Unicode.Scalar(value).map(ScalarClass.init(uncached:)) ?? .other
    }

    private init(uncached scalar: Unicode.Scalar) {
        if scalar.isHan {
            self = .han
        } else if scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) {
            self = .space
        } else {
            self = Self.isWord(scalar) ? .word : .other
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: scalar == "_" || scalar.properties.numericType != nil
        }
    }
}
