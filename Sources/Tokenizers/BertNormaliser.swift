/// BERT's normalisation: clean, set ideographs apart, strip accents, lower case.
///
/// Works code point by code point, so every result knows the bytes it came from.
struct BertNormaliser: Sendable, Equatable {
    /// Whether control characters go, and all white space becomes a space.
    var cleansText = true
    /// Whether each ideograph is a word.
    var separatesIdeographs = true
    /// Whether letters are decomposed and lose their marks.
    var stripsAccents = true
    /// Whether letters become small.
    var lowercases = true

    /// What becomes of a code point, between words or in one.
    enum Outcome: Equatable {
        /// It vanishes.
        case removed
        /// It ends a word.
        case blank
        /// It is a word.
        case alone
        /// It goes on as the code points in the buffer.
        case replaced
    }

    /// Appends to `buffer` what `point` becomes, unless it vanishes or ends a word.
    func apply(_ point: UInt32, into buffer: inout [UInt32]) -> Outcome {
        if cleansText {
            if UnicodeTables.removedSet.contains(point) { return .removed }
            if UnicodeTables.blankSet.contains(point) { return .blank }
        }
        let isAlone = separatesIdeographs && UnicodeTables.ideographSet.contains(point)
        let before = buffer.count
        if stripsAccents { strip(point, into: &buffer) } else { buffer.append(point) }
        if lowercases { lowercase(&buffer, from: before) }
        if buffer.count == before { return .removed }
        return isAlone ? .alone : .replaced
    }

    private func strip(_ point: UInt32, into buffer: inout [UInt32]) {
        if let syllable = HangulSyllable(point) {
            buffer.append(contentsOf: syllable.parts)
        } else if let base = UnicodeTables.baseMap.target(of: point) {
            buffer.append(base)
        } else if let parts = UnicodeTables.sequenceMap.parts(of: point) {
            buffer.append(contentsOf: parts)
        } else if !UnicodeTables.markSet.contains(point) {
            buffer.append(point)
        }
    }

    private func lowercase(_ buffer: inout [UInt32], from start: Int) {
        for index in start..<buffer.count {
            if buffer[index] == 0x130 {
                buffer[index] = 0x69
                buffer.append(0x307)
            } else if let small = UnicodeTables.lowercaseMap.target(of: buffer[index]) {
                buffer[index] = small
            }
        }
    }
}

/// A Korean syllable, whose parts follow by arithmetic (Unicode standard, section 3.12).
struct HangulSyllable {
    private let index: UInt32

    init?(_ point: UInt32) {
        guard (0xAC00..<0xD7A4).contains(point) else { return nil }
        index = point - 0xAC00
    }

    var parts: [UInt32] {
        let tail = index % 28
        let two = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
        return tail == 0 ? two : two + [0x11A7 + tail]
    }

    /// The syllable of a lead and a vowel, or of such a syllable and a tail; nil for any other two.
    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8..<0x11C3).contains(second) {
            return first + second - 0x11A7
        }
        return nil
    }
}
