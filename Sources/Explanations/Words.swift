internal import Tokenizers

/// The pieces of a text that people read: where explanations of different tokenisers meet.
public enum Words {
    private enum Kind { case word, han, punctuation, space }

    /// The words of `text` as UTF-8 byte ranges, in order, without white space.
    ///
    /// White space separates; a Han character stands alone; a run of punctuation before or after a word is a piece of
    /// its own, while inside a word ("don't", "4.5") it belongs to it.
    public static func ranges(in text: String) -> [Range<Int>] {
        var pieces: [(kind: Kind, range: Range<Int>)] = []
        var position = 0
        for scalar in text.unicodeScalars {
            let range = position..<position + UTF8.width(scalar)
            position = range.upperBound
            let kind = kind(of: scalar)
            let continues = kind != .han && pieces.last?.kind == kind
            let isMark = scalar.properties.generalCategory == .nonspacingMark || scalar.value == 0x200D
            if continues || (isMark && pieces.last != nil && pieces.last?.kind != .space) {
                pieces[pieces.count - 1].range = pieces[pieces.count - 1].range.lowerBound..<range.upperBound
            } else {
                pieces.append((kind, range))
            }
        }
        return joined(pieces).filter { $0.kind != .space }.map(\.range)
    }

    /// The words of `text`, those joined that stand in one of `units`: ascending byte ranges such as a segmenter's words.
    public static func ranges(in text: String, joinedBy units: [Range<Int>]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var unit = 0
        var joined = -1
        for word in ranges(in: text) {
            while unit < units.count, units[unit].upperBound <= word.lowerBound { unit += 1 }
            let isInside =
                unit < units.count && units[unit].lowerBound <= word.lowerBound
                && word.upperBound <= units[unit].upperBound
            if isInside, joined == unit, let last = words.indices.last {
                words[last] = words[last].lowerBound..<word.upperBound
            } else {
                words.append(word)
            }
            joined = isInside ? unit : -1
        }
        return words
    }

    /// Joins word, punctuation, word into one word.
    private static func joined(_ pieces: [(kind: Kind, range: Range<Int>)]) -> [(
        kind: Kind, range: Range<Int>
    )] {
        var result: [(kind: Kind, range: Range<Int>)] = []
        for piece in pieces {
            let last = result.count - 1
            if piece.kind == .word, last >= 1, result[last].kind == .punctuation,
                result[last - 1].kind == .word
            {
                let start = result[last - 1].range.lowerBound
                result.removeLast()
                result[last - 1].range = start..<piece.range.upperBound
            } else {
                result.append(piece)
            }
        }
        return result
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        let properties = scalar.properties
        if scalar.isHan { return .han }
        if properties.isWhitespace { return .space }
        return properties.isAlphabetic || properties.numericType != nil || scalar == "_"
            ? .word : .punctuation
    }
}
