/// A token that is found in the text before words are, such as `[MASK]`.
struct AddedToken: Sendable, Equatable {
    let id: Int32
    let content: String
    let isSpecial: Bool
    /// Whether it is found only where no letter or digit touches it.
    var isWholeWord = false
    /// Whether it takes the white space before it, and after it.
    var takesSpaceBefore = false
    var takesSpaceAfter = false
    /// Whether it is looked for in the normalised text.
    var isNormalised = false
}

/// Finds added tokens in a text, the longest first.
struct AddedTokens: Sendable {
    /// A token with the bytes it takes, those of white space included.
    struct Match {
        let token: AddedToken
        let range: Range<Int>
    }

    private let tokens: [(bytes: [UInt8], token: AddedToken)]
    private let firstBytes: [Bool]

    init(_ tokens: [AddedToken]) { self.init(tokens.map { (Array($0.content.utf8), $0) }) }

    /// Tokens that are spelled otherwise in the text, as by normalisation.
    init(_ tokens: [(bytes: [UInt8], token: AddedToken)]) {
        self.tokens = tokens.filter { !$0.bytes.isEmpty }.sorted {
            $0.bytes.count != $1.bytes.count
                ? $0.bytes.count > $1.bytes.count : $0.token.id < $1.token.id
        }
        var firstBytes = [Bool](repeating: false, count: 256)
        for (bytes, _) in self.tokens { if let first = bytes.first { firstBytes[Int(first)] = true } }
        self.firstBytes = firstBytes
    }

    var isEmpty: Bool { tokens.isEmpty }

    /// Whether a token may begin with `byte`.
    @inline(__always)
    func mayBegin(with byte: UInt8) -> Bool { firstBytes[Int(byte)] }

    /// The longest token that begins at `start`; `from` is the end of the match before.
    func match(in text: UnsafeBufferPointer<UInt8>, at start: Int, from: Int) -> Match? {
        for (bytes, token) in tokens
        where bytes.count <= text.count - start && bytes.elementsEqual(text[start..<start + bytes.count]) {
            return match(token, start..<start + bytes.count, in: text, from: from)
        }
        return nil
    }

    private func match(
        _ token: AddedToken, _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>, from: Int
    ) -> Match? {
        var (start, end) = (range.lowerBound, range.upperBound)
        if token.isWholeWord {
            if start > 0, UnicodeTables.wordPartSet.contains(text.scalar(before: start).point) { return nil }
            if end < text.count, UnicodeTables.wordPartSet.contains(text.scalar(at: end).point) { return nil }
        }
        while token.takesSpaceBefore, start > from {
            let (point, before) = text.scalar(before: start)
            guard UnicodeTables.separatorSet.contains(point) else { break }
            start = before
        }
        while token.takesSpaceAfter, end < text.count {
            let (point, after) = text.scalar(at: end)
            guard UnicodeTables.separatorSet.contains(point) else { break }
            end = after
        }
        return Match(token: token, range: start..<end)
    }

    /// The matches of a whole text, from left to right.
    func matches(in text: UnsafeBufferPointer<UInt8>) -> [Match] {
        var found: [Match] = []
        var (position, from) = (0, 0)
        while !tokens.isEmpty, position < text.count {
            if mayBegin(with: text[position]), let match = match(in: text, at: position, from: from) {
                found.append(match)
                position = match.range.upperBound
                from = position
            } else {
                position += 1
            }
        }
        return found
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The code point that begins at `start`, a first byte, and where it ends; strings are valid UTF-8.
    @inline(__always)
    func scalar(at start: Int) -> (point: UInt32, end: Int) {
        let lead = self[start]
        if lead < 0x80 { return (UInt32(lead), start + 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = Swift.min(start + length, count)
        var point = UInt32(lead) & (0x7F >> UInt32(length))
        for index in start + 1..<Swift.max(end, start + 1) { point = point << 6 | UInt32(self[index] & 0x3F) }
        return (point, end)
    }

    /// The code point that ends before `end`, and where it begins.
    func scalar(before end: Int) -> (point: UInt32, start: Int) {
        var start = end - 1
        while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
        return (scalar(at: start).point, start)
    }
}
