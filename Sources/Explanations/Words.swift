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
        switch scalar.value {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return .han
        default: break
        }
        if properties.isWhitespace { return .space }
        return properties.isAlphabetic || properties.numericType != nil || scalar == "_"
            ? .word : .punctuation
    }
}
