internal import Tokenizers

// Words by a list, where texts have no spaces.
extension TextUnits {
    /// Reads a text whose runs with Han characters are cut by a list; the rest is read as it is without one.
    mutating func readSegmented(_ text: UnsafeBufferPointer<UInt8>, _ list: WordList) {
        var done = 0
        Self.forEachHanRun(in: text) { run in
            readWords(text, done..<run.lowerBound)
            for word in list.words(of: Array(text[run])) {
                readSegment(text, run.lowerBound + word.lowerBound..<run.lowerBound + word.upperBound)
            }
            done = run.upperBound
        }
        readWords(text, done..<text.count)
    }

    /// Reads one word of a run: as it stands when it has a Han character, by the rules for words otherwise.
    private mutating func readSegment(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var position = range.lowerBound
        var hasHan = false
        while position < range.upperBound, !hasHan {
            let (scalar, length) = LowercaseScalars.decode(text, position)
            hasHan = scalar.isHan
            position += length
        }
        guard hasHan else { return readWords(text, range) }
        appendSegment(text, range)
    }

    /// Calls `body` with every longest run of letters, digits and Han characters that has one of the latter.
    private static func forEachHanRun(
        in text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
    ) {
        var position = 0
        var start = 0
        var hasHan = false
        while position < text.count {
            let (scalar, length) = LowercaseScalars.decode(text, position)
            let kind = ScalarClass(scalar)
            if kind == .han {
                hasHan = true
            } else if kind != .word {
                if hasHan { body(start..<position) }
                hasHan = false
                start = position + length
            }
            position += length
        }
        if hasHan { body(start..<position) }
    }
}

extension Vectorizer {
    /// Where the words stand that a text's n-grams are made of, as ascending UTF-8 byte ranges; stop words are left out.
    public func units(in text: String) -> [Range<Int>] {
        var units = TextUnits(self)
        units.read(text)
        return units.units.map(\.source)
    }
}
