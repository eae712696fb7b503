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

    /// A word being read: where it begins in buffer and text, and its characters so far.
    private struct OpenWord {
        var start = 0
        var source = 0
        var length = 0
    }

    private let settings: Vectorizer
    /// For each ASCII byte what it becomes in a word, or 0 where it ends one.
    private let asciiWord: [UInt8]
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
        asciiWord = (0..<128).map { byte in
            let scalar = Unicode.Scalar(UInt8(byte))
            guard ScalarClass(scalar) == .word else { return 0 }
            return settings.lowercase ? UInt8(ascii: scalar) | (65...90 ~= byte ? 0x20 : 0) : UInt8(byte)
        }
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
            case .words:
                if let list = settings.segmenter {
                    readSegmented(utf8, list)
                } else {
                    readWords(utf8, 0..<utf8.count)
                }
            case .characters: readCharacters(utf8)
            case .charactersInWords: readPaddedWords(utf8)
            case .pieces: readPieces(utf8)
            }
        }
        stretches.append(units.count)
    }

    // MARK: - Words

    /// Reads the words of a part of the text.
    mutating func readWords(_ text: UnsafeBufferPointer<UInt8>, _ part: Range<Int>) {
        var word = OpenWord()
        var position = part.lowerBound
        asciiWord.withUnsafeBufferPointer { lower in
            while position < part.upperBound {
                let byte = text[position]
                if byte >= 0x80 {
                    position += readWideScalar(text, position, &word)
                } else if lower[Int(byte)] != 0 {
                    if word.length == 0 { word = OpenWord(start: separate(), source: position) }
                    let end = endOfRun(text, position..<part.upperBound, lower)
                    append(text, position..<end, lower)
                    word.length += end - position
                    position = end
                } else {
                    if word.length > 0 { close(&word, before: position) }
                    position += 1
                }
            }
        }
        if word.length > 0 { close(&word, before: position) }
    }

    /// The end of the run of ASCII word characters that `part` begins with.
    private func endOfRun(
        _ text: UnsafeBufferPointer<UInt8>, _ part: Range<Int>, _ lower: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var end = part.lowerBound &+ 1
        while end < part.upperBound, text[end] < 0x80, lower[Int(text[end])] != 0 { end &+= 1 }
        return end
    }

    /// Appends a run of ASCII word characters, lower-cased if that is asked for.
    private mutating func append(
        _ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>, _ lower: UnsafeBufferPointer<UInt8>
    ) {
        let start = bytes.count
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run]))
        bytes.withUnsafeMutableBufferPointer { bytes in
            for place in start..<bytes.count { bytes[place] = lower[Int(bytes[place])] }
        }
    }

    /// Reads the scalar at `position`, not ASCII, and says how many bytes it has.
    private mutating func readWideScalar(
        _ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ word: inout OpenWord
    ) -> Int {
        let (scalar, length) = LowercaseScalars.decode(text, position)
        let range = position..<position + length
        LowercaseScalars.lowercase(scalar, range, in: text, isOn: settings.lowercase) { lower in
            let kind = ScalarClass(lower)
            if kind == .word {
                if word.length == 0 { word = OpenWord(start: separate(), source: position) }
                append(lower)
                word.length += 1
                return
            }
            // A scalar may be lower-cased to a letter and a mark, which ends the word after the letter.
            if word.length > 0 { close(&word, before: lower == scalar ? position : range.upperBound) }
            if kind == .han { appendHan(lower, range) }
        }
        return length
    }

    private mutating func close(_ word: inout OpenWord, before end: Int) {
        close(word.start, word.source..<end, isLongEnough: word.length >= 2)
        word.length = 0
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

    /// Appends a word of a list, whatever its length.
    mutating func appendSegment(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        let start = separate()
        var position = range.lowerBound
        while position < range.upperBound {
            let (scalar, length) = LowercaseScalars.decode(text, position)
            let place = position..<position + length
            LowercaseScalars.lowercase(scalar, place, in: text, isOn: settings.lowercase) { append($0) }
            position += length
        }
        close(start, range, isLongEnough: true)
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

    /// Reads what stands between line ends, as it is.
    private mutating func readPieces(_ text: UnsafeBufferPointer<UInt8>) {
        for piece in text.split(separator: 10) {
            let start = separate()
            bytes.append(contentsOf: piece)
            units.append(Unit(start: start, end: bytes.count, source: piece.startIndex..<piece.endIndex))
        }
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
        // Where the open word ends so far, -1 between words.
        var end = -1
        LowercaseScalars.forEach(in: text, lowercase: settings.lowercase) { scalar, range in
            if ScalarClass(scalar) == .space {
                if end >= 0 { appendCharacter(" ", end..<end) }
                end = -1
                return
            }
            if end < 0 {
                if !units.isEmpty { stretches.append(units.count) }
                appendCharacter(" ", range.lowerBound..<range.lowerBound)
            }
            appendCharacter(scalar, range)
            end = range.upperBound
        }
        if end >= 0 { appendCharacter(" ", end..<end) }
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
