/// A step that cuts normalised text into words, named as in `tokenizer.json`.
enum WordSplitter: Sendable {
    /// At white space, which goes, and around punctuation.
    case bert
    /// At white space, which goes.
    case whiteSpace
    /// Spaces become a visible mark, and each word begins with one.
    case metaspace(mark: UInt32, prepends: Prepending, splits: Bool)
    /// As GPT-2 does: a space belongs to the word after it.
    case byteLevel(prependsSpace: Bool, splits: Bool)

    /// Which words get a mark that they don't have.
    enum Prepending: String, Sendable {
        case always, first, never
    }

    /// Cuts the words of a text further, and may change the text.
    func apply(to text: inout AlignedText, _ words: inout [Range<Int>]) {
        switch self {
        case .bert: words = words.flatMap { text.words(in: $0, punctuationIsAlone: true) }
        case .whiteSpace: words = words.flatMap { text.words(in: $0, punctuationIsAlone: false) }
        case .metaspace(let mark, let prepends, let splits):
            text.mark(&words, with: mark, prepends)
            if splits { words = words.flatMap { text.words(in: $0, from: mark) } }
        case .byteLevel(let prependsSpace, let splits):
            if prependsSpace { text.prependSpaces(&words) }
            if splits { words = words.flatMap { text.byteLevelWords(in: $0) } }
        }
    }
}

extension AlignedText {
    fileprivate func words(in range: Range<Int>, punctuationIsAlone: Bool) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        for index in range {
            let isAlone = punctuationIsAlone && UnicodeTables.punctuationSet.contains(points[index])
            guard isAlone || UnicodeTables.separatorSet.contains(points[index]) else { continue }
            if start < index { words.append(start..<index) }
            if isAlone { words.append(index..<index + 1) }
            start = index + 1
        }
        if start < range.upperBound { words.append(start..<range.upperBound) }
        return words
    }

    /// Cuts before every mark.
    fileprivate func words(in range: Range<Int>, from mark: UInt32) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where points[index] == mark && index > start {
            words.append(start..<index)
            start = index
        }
        if start < range.upperBound { words.append(start..<range.upperBound) }
        return words
    }

    /// Builds the text of all words anew, each perhaps with a point before it.
    private mutating func rebuild(
        _ words: inout [Range<Int>], prefix: (Range<Int>) -> UInt32?, change: (UInt32) -> UInt32
    ) {
        var result = AlignedText(base: base)
        result.reserve(count + words.count)
        for place in words.indices {
            let word = words[place]
            let start = result.count
            if let point = prefix(word) { result.append(point, for: self, at: word.lowerBound) }
            for index in word { result.append(change(points[index]), for: self, at: index) }
            words[place] = start..<result.count
        }
        self = result
    }

    fileprivate mutating func mark(
        _ words: inout [Range<Int>], with mark: UInt32, _ prepends: WordSplitter.Prepending
    ) {
        let old = self
        rebuild(
            &words,
            prefix: { word in
                let first = old.points[word.lowerBound]
                guard prepends != .never, first != mark, first != 0x20 else { return nil }
                return prepends == .always || old.wordStart(word) == 0 ? mark : nil
            }, change: { $0 == 0x20 ? mark : $0 })
    }

    /// The first byte that a word stands for; the first word of a text begins where the text does.
    private func wordStart(_ word: Range<Int>) -> Int {
        word.lowerBound == 0 ? base : starts[word.lowerBound]
    }

    fileprivate mutating func prependSpaces(_ words: inout [Range<Int>]) {
        let old = self
        rebuild(
            &words, prefix: { old.points[$0.lowerBound] == 0x20 ? nil : 0x20 }, change: { $0 })
    }
}

// GPT-2's words: 's 't 're 've 'm 'll 'd | ?letters | ?digits | ?others | white space, whose last space is left to the
// word after it.
extension AlignedText {
    private enum Kind {
        case letter, digit, space, other
    }

    @inline(__always)
    private func kind(_ index: Int) -> Kind {
        let point = points[index]
        if point < 0x80 {
            switch point {
            case 0x61...0x7A, 0x41...0x5A: return .letter
            case 0x30...0x39: return .digit
            case 0x09...0x0D, 0x20: return .space
            default: return .other
            }
        }
        if UnicodeTables.letterSet.contains(point) { return .letter }
        if UnicodeTables.digitSet.contains(point) { return .digit }
        return UnicodeTables.spaceSet.contains(point) ? .space : .other
    }

    fileprivate func byteLevelWords(in range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = wordEnd(from: start, in: range)
            words.append(start..<end)
            start = end
        }
        return words
    }

    private func wordEnd(from start: Int, in range: Range<Int>) -> Int {
        if let length = contraction(at: start, in: range) { return start + length }
        let isSpaced =
            points[start] == 0x20 && start + 1 < range.upperBound && kind(start + 1) != .space
        let first = isSpaced ? start + 1 : start
        let wanted = kind(first)
        var end = first + 1
        while end < range.upperBound, kind(end) == wanted { end += 1 }
        if wanted == .space, end < range.upperBound, end - start > 1 { return end - 1 }
        return end
    }

    private func contraction(at start: Int, in range: Range<Int>) -> Int? {
        guard points[start] == 0x27, start + 1 < range.upperBound else { return nil }
        let first = points[start + 1]
        if [0x73, 0x74, 0x6D, 0x64].contains(first) { return 2 }
        guard start + 2 < range.upperBound else { return nil }
        let second = points[start + 2]
        return [[0x72, 0x65], [0x76, 0x65], [0x6C, 0x6C]].contains([first, second]) ? 3 : nil
    }
}
