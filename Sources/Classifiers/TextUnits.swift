/// A text cut into units (words or characters) in one buffer, where every n-gram is one span of bytes.
///
/// Words stand in the buffer separated by a space, Han characters of one run without.
struct TextUnits {
    /// A word or character: where it stands in the buffer and in the text, in UTF-8 bytes.
    struct Unit {
        var start: Int
        var end: Int
        var source: Range<Int>
        /// Whether it continues a run of Han characters.
        var isJoined = false
    }

    private let settings: Vectorizer
    private let stopWords: SpanTable
    private(set) var bytes: [UInt8] = []
    private(set) var units: [Unit] = []
    /// Where each stretch begins that n-grams don't cross; the last is the number of units.
    private(set) var stretches: [Int] = []

    init(_ settings: Vectorizer) {
        self.settings = settings
        var stops = SpanTable()
        for var word in settings.stopWords {
            word.withUTF8 { _ = stops.insert($0, hash: SpanTable.hash($0)) }
        }
        stopWords = stops
    }

    /// Cuts `text`, replacing what was here.
    mutating func read(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
        stretches.removeAll(keepingCapacity: true)
        stretches.append(0)
        var text = text
        text.withUTF8 { utf8 in
            bytes.reserveCapacity(2 * utf8.count)
            switch settings.analyser {
            case .words: readWords(utf8)
            case .characters: readCharacters(utf8)
            case .charactersInWords: readPaddedWords(utf8)
            }
        }
        stretches.append(units.count)
    }

    // MARK: - Words

    private mutating func readWords(_ text: UnsafeBufferPointer<UInt8>) {
        var first = 0
        var last = 0
        var start = 0
        var length = 0
        LowercaseScalars.forEach(in: text, lowercase: settings.lowercase) { scalar, range in
            let kind = ScalarClass(scalar)
            if kind == .word {
                if length == 0 {
                    start = separate()
                    first = range.lowerBound
                }
                append(scalar)
                length += 1
                last = range.upperBound
                return
            }
            if length > 0 { close(start, first..<last, isLongEnough: length >= 2) }
            length = 0
            if kind == .han { appendHan(scalar, range) }
        }
        if length > 0 { close(start, first..<last, isLongEnough: length >= 2) }
    }

    /// Ends the units so far with a space, and says where the next begins.
    private mutating func separate() -> Int {
        if !units.isEmpty { bytes.append(32) }
        return bytes.count
    }

    private mutating func appendHan(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
        let continues =
            units.last.map { $0.source.upperBound == range.lowerBound && isHan($0) } ?? false
        let start = continues ? bytes.count : separate()
        append(scalar)
        close(start, range, isLongEnough: true, isJoined: continues)
    }

    private func isHan(_ unit: Unit) -> Bool {
        bytes.withUnsafeBufferPointer { ScalarClass(LowercaseScalars.decode($0, unit.start).0) == .han }
    }

    /// Keeps the unit from `start` to the buffer's end, or takes it back.
    private mutating func close(
        _ start: Int, _ source: Range<Int>, isLongEnough: Bool, isJoined: Bool = false
    ) {
        let unit = Unit(start: start, end: bytes.count, source: source, isJoined: isJoined)
        guard isLongEnough, !isStopWord(unit) else {
            bytes.removeLast(bytes.count - (units.last?.end ?? 0))
            return
        }
        units.append(unit)
    }

    private func isStopWord(_ unit: Unit) -> Bool {
        guard stopWords.count > 0 else { return false }
        return withSpan(unit.start, unit.end) { stopWords.find($0, hash: SpanTable.hash($0)) != nil }
    }

    // MARK: - Characters

    private mutating func readCharacters(_ text: UnsafeBufferPointer<UInt8>) {
        var spaces = 0
        LowercaseScalars.forEach(in: text, lowercase: settings.lowercase) { scalar, range in
            let isSpace = ScalarClass(scalar) == .space
            spaces = isSpace ? spaces + 1 : 0
            if spaces >= 2, let last = units.indices.last {
                // A run of white space becomes one plain space; a single one stays what it is.
                bytes.removeLast(bytes.count - units[last].start)
                bytes.append(32)
                units[last].end = bytes.count
                units[last].source = units[last].source.lowerBound..<range.upperBound
            } else {
                appendCharacter(scalar, range)
            }
        }
    }

    private mutating func readPaddedWords(_ text: UnsafeBufferPointer<UInt8>) {
        var isInside = false
        var end = 0
        func leave() {
            if isInside { appendCharacter(" ", end..<end) }
            isInside = false
        }
        LowercaseScalars.forEach(in: text, lowercase: settings.lowercase) { scalar, range in
            guard ScalarClass(scalar) != .space else { return leave() }
            if !isInside {
                if !units.isEmpty { stretches.append(units.count) }
                appendCharacter(" ", range.lowerBound..<range.lowerBound)
            }
            isInside = true
            appendCharacter(scalar, range)
            end = range.upperBound
        }
        leave()
    }

    private mutating func appendCharacter(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
        let start = bytes.count
        append(scalar)
        units.append(Unit(start: start, end: bytes.count, source: range))
    }

    // MARK: - Bytes

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.value < 0x80 {
            bytes.append(UInt8(scalar.value))
        } else {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(byte) }
        }
    }

    func withSpan<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
    {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }
}
