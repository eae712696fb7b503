/// The words and phrases that occur in enough texts to be spoken of.
///
/// A word is a piece of `Words.ranges`, whatever its case; a phrase is two words side by side without punctuation.
public struct Terms: Sendable {
    /// The words first, then the phrases, each most frequent first.
    public let names: [String]
    /// How many of the names are words.
    public let wordCount: Int
    private let places: [String: Int]

    /// The most phrases that are kept.
    public static let mostPhrases = 20_000

    /// Collects the terms that occur in at least `least` of `texts`.
    ///
    /// Throws `interrupted`.
    public init(
        of texts: [String], inAtLeast least: Int, shouldStop: () -> Bool = { false }
    ) throws(ExplanationError) {
        let words = try Self.frequent(texts, least, shouldStop) { text, note in
            for piece in Self.pieces(of: text) { note(piece.name) }
        }
        let known = Set(words)
        let phrases = try Self.frequent(texts, least, shouldStop) { text, note in
            let pieces = Self.pieces(of: text)
            for (left, right) in zip(pieces, pieces.dropFirst())
            where known.contains(left.name) && known.contains(right.name) {
                if let phrase = Self.phrase(left, right) { note(phrase) }
            }
        }.filter { !known.contains($0) }.prefix(Self.mostPhrases)
        names = words + phrases
        wordCount = words.count
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    }

    /// The number of a term among the names.
    public func place(of name: String) -> Int? { places[name] }

    /// The terms noted for at least `least` texts, most frequent first, equal ones in order of the alphabet.
    private static func frequent(
        _ texts: [String], _ least: Int, _ shouldStop: () -> Bool,
        _ visit: (_ text: String, _ note: (String) -> Void) -> Void
    ) throws(ExplanationError) -> [String] {
        // The count, and the last text that was counted.
        var counts: [String: (texts: Int, last: Int)] = [:]
        for (number, text) in texts.enumerated() {
            if number % 256 == 0, shouldStop() { throw .interrupted }
            visit(text) { name in
                let known = counts[name, default: (0, -1)]
                if known.last != number { counts[name] = (known.texts + 1, number) }
            }
        }
        return counts.filter { $0.value.texts >= least }
            .sorted { $0.value.texts != $1.value.texts ? $0.value.texts > $1.value.texts : $0.key < $1.key }
            .map(\.key)
    }

    // MARK: words of one text

    /// A word of a text.
    struct Piece {
        /// In lower case.
        let name: String
        let range: Range<Int>
    }

    static func pieces(of text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        return Words.ranges(in: text).map { range in
            Piece(name: String(decoding: bytes[range], as: UTF8.self).lowercased(), range: range)
        }
    }

    /// Two words as one term; nil when one of them is punctuation.
    static func phrase(_ left: Piece, _ right: Piece) -> String? {
        guard isWord(left.name), isWord(right.name) else { return nil }
        let gap = left.range.upperBound < right.range.lowerBound ? " " : ""
        return left.name + gap + right.name
    }

    private static func isWord(_ name: String) -> Bool {
        name.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
}
