/// What a text is cut into to be explained.
public enum TextUnit: String, Sendable, CaseIterable {
    /// The pieces that an encoder reads.
    case subword
    /// Words, single Han characters, and runs of punctuation.
    case word
    /// What stands between punctuation marks and before words such as "but".
    case phrase
    /// What ends with a full stop, a question mark, an exclamation mark or a line.
    case sentence

    /// The units of `text` as ascending UTF-8 byte ranges, made of `words`, or of `Words.ranges`.
    ///
    /// What subwords are only their encoder knows, so they fall back to words.
    public func ranges(in text: String, words: [Range<Int>]? = nil) -> [Range<Int>] {
        let words = words ?? Words.ranges(in: text)
        switch self {
        case .subword, .word: return words
        case .phrase, .sentence: return joined(words, Array(text.utf8))
        }
    }

    /// Runs of words; a mark that ends a run belongs to it.
    private func joined(_ words: [Range<Int>], _ bytes: [UInt8]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var isOpen = false
        for (index, word) in words.enumerated() {
            let gap = (index > 0 ? words[index - 1].upperBound : 0)..<word.lowerBound
            let breaks = bytes[gap].contains(0x0A) || (self == .phrase && Self.begins(at: word, bytes))
            if isOpen, !breaks, let last = runs.last {
                runs[runs.count - 1] = last.lowerBound..<word.upperBound
            } else {
                runs.append(word)
            }
            let mark = String(decoding: bytes[word], as: UTF8.self)
            isOpen = !ends(mark)
        }
        return runs
    }

    /// Whether a run of punctuation ends a unit.
    private func ends(_ mark: String) -> Bool {
        let sentence: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？", "．"]
        let phrase: Set<Unicode.Scalar> = [",", ";", ":", "—", "–", "，", "；", "：", "、", "(", ")", "（", "）"]
        return mark.unicodeScalars.allSatisfy {
            !$0.properties.isAlphabetic && $0.properties.numericType == nil
        }
            && mark.unicodeScalars.contains {
                sentence.contains($0) || (self == .phrase && phrase.contains($0))
            }
    }

    /// Whether a phrase begins with this word.
    private static func begins(at word: Range<Int>, _ bytes: [UInt8]) -> Bool {
        if english.contains(String(decoding: bytes[word], as: UTF8.self).lowercased()) { return true }
        return chinese.contains { bytes[word.lowerBound...].starts(with: $0) }
    }

    private static let english: Set<String> = [
        "and", "or", "but", "nor", "yet", "so", "because", "although", "though", "while", "whereas", "unless",
        "if", "when",
    ]
    private static let chinese: [[UInt8]] = [
        "但是", "可是", "不过", "可惜", "而且", "因为", "所以", "虽然", "然而", "如果", "但", "却",
    ].map { Array($0.utf8) }
}
