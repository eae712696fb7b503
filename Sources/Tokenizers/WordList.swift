internal import Glibc

/// Words with their frequencies, by which a text without spaces is cut into words.
///
/// Of all ways to cut a run, `words(of:)` takes the most probable when words are drawn one by one with their
/// frequencies (a unigram model): the best path through the graph of all words that occur, in time linear in the run. A
/// character at which no word begins stands alone, with the frequency 1: there is no model of unknown words, so names
/// that aren't in the list fall apart into characters. The cuts are those of `jieba.cut(text, HMM=False)`.
public final class WordList: Sendable {
    /// What the list is of, as `chinese`.
    public let name: String
    /// What tells this list from others: the SHA-256 of its file.
    public let digest: String
    /// The number of words.
    public var count: Int { weights.count }
    private let trie: PieceTrie
    /// ln(frequency ÷ sum of all frequencies) of each word.
    private let weights: [Double]
    /// The same of a character that is no word.
    private let unknown: Double

    /// Longer words are taken for damage: the longest of a real list have 16 characters.
    private static let longestWord = 256
    private static let greatestFrequency = 1_000_000_000
    /// Runs are cut apart behind so many bytes, so that memory stays small whatever a text is.
    private static let window = 1 << 16

    /// Reads a list with a line for each word: the word, its frequency, and perhaps its part of speech, with a space between.
    ///
    /// Of a word that comes twice the last line counts. Throws `.badField` with the line that can't be read.
    public init(_ contents: [UInt8], name: String, digest: String) throws(TokenizerError) {
        var words = Pieces()
        var frequencies: [Int] = []
        var number = 0
        for line in contents.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let fields = line.split(separator: 32, maxSplits: 2)
            if line.allSatisfy({ $0 == 32 || $0 == 13 }) { continue }
            guard fields.count >= 2, fields[0].count <= Self.longestWord,
                let frequency = Self.frequency(fields[1])
            else { throw Self.refusal("line \(number)") }
            words.append(fields[0])
            frequencies.append(frequency)
        }
        guard !frequencies.isEmpty, words.areText else { throw Self.refusal("words") }
        let total = log(Double(frequencies.reduce(0, +)))
        self.name = name
        self.digest = digest
        weights = frequencies.map { log(Double($0)) - total }
        unknown = -total
        trie = PieceTrie(words, count: frequencies.count)
    }

    private static func refusal(_ field: String) -> TokenizerError {
        .badField(file: "word list", field: field, expected: "a word and how often it occurs")
    }

    private static func frequency(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.last == 13 ? field.dropLast() : field
        guard digits.count <= 10, let value = Int(String(decoding: digits, as: UTF8.self)),
            (1...greatestFrequency).contains(value)
        else { return nil }
        return value
    }

    /// The words of a run of letters, digits and Han characters, as byte ranges in order that cover it.
    ///
    /// `run` must be UTF-8. Single characters that aren't Han and follow each other are one word.
    public func words(of run: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        while start < run.count {
            var end = min(run.count, start + Self.window)
            while end < run.count, end > start + 1, run[end] & 0xC0 == 0x80 { end -= 1 }
            append(run, start..<end, to: &words)
            start = end
        }
        return words
    }

    private func append(_ run: [UInt8], _ window: Range<Int>, to words: inout [Range<Int>]) {
        let ends = path(run, window)
        var place = window.lowerBound
        var isOpen = false
        while place < window.upperBound {
            let end = max(place + 1, window.lowerBound + Int(ends[place - window.lowerBound]))
            let isLetter = Self.isLetter(run, place..<end)
            if isOpen, isLetter, let last = words.indices.last {
                words[last] = words[last].lowerBound..<end
            } else {
                words.append(place..<end)
            }
            isOpen = isLetter
            place = end
        }
    }

    /// Where the word ends that begins at each byte of the window on the best path; counted from its start.
    private func path(_ run: [UInt8], _ window: Range<Int>) -> [Int32] {
        var scores = [Double](repeating: 0, count: window.count + 1)
        var ends = [Int32](repeating: 0, count: window.count)
        var place = window.upperBound
        while place > window.lowerBound {
            place -= 1
            // Inside a character no word begins.
            if run[place] & 0xC0 == 0x80, place > window.lowerBound { continue }
            var (best, end) = (-Double.infinity, 0)
            trie.forEachPiece(in: run, from: place) { id, stop in
                guard stop <= window.upperBound else { return }
                let score = weights[Int(id)] + scores[stop - window.lowerBound]
                // Of equals the longer word.
                if score >= best { (best, end) = (score, stop) }
            }
            if end == 0 {
                end = place + 1
                while end < window.upperBound, run[end] & 0xC0 == 0x80 { end += 1 }
                best = unknown + scores[end - window.lowerBound]
            }
            scores[place - window.lowerBound] = best
            ends[place - window.lowerBound] = Int32(truncatingIfNeeded: end - window.lowerBound)
        }
        return ends
    }

    /// Whether a word is one character that isn't Han.
    private static func isLetter(_ run: [UInt8], _ word: Range<Int>) -> Bool {
        let lead = run[word.lowerBound]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard word.count == length else { return false }
        let first = String(decoding: run[word], as: UTF8.self).unicodeScalars.first
        return first.map { !$0.isHan } ?? false
    }
}

extension WordList: Equatable {
    /// Lists are equal when their files are.
    public static func == (left: WordList, right: WordList) -> Bool { left.digest == right.digest }
}
