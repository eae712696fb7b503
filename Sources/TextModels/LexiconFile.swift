public import Classifiers
internal import FoundationEssentials

/// Why a line of a word list can't be read.
public enum LexiconFault: Error, Sendable, Equatable {
    /// The bytes are no UTF-8.
    case notUTF8
    /// There is nothing behind the word.
    case noRating
    /// What stands behind the word is no number.
    case badRating(String)
    /// There is no word before the rating.
    case noWord
    /// A quote is never closed.
    case openQuote
    /// The file has no entry.
    case noEntry
}

/// A file of words with ratings: TSV or CSV, a word and its rating a line, further columns ignored, as VADER's lexicon has it.
public enum LexiconFile {
    /// Reads a word list.
    ///
    /// A first line whose second column is no number is a header. Throws `unreadable`, or `badLexicon` with the line.
    public static func read(_ path: String, negation: Bool) throws(TextModelError) -> Lexicon {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(filePath: path))) } catch {
            throw .unreadable(path: path, reason: SystemReason.of(error))
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let entries = try entries(bytes, path: path)
        return try TextModelError.classifying { () throws(ClassifierError) in
            try Lexicon(name: name, entries: entries, negation: negation)
        }
    }

    /// The entries of a file's bytes.
    static func entries(
        _ bytes: [UInt8], path: String
    ) throws(TextModelError) -> [(word: String, rating: Double)] {
        var entries: [(word: String, rating: Double)] = []
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for (number, line) in bytes[start...].split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.last == 13 ? line.dropLast() : line
            guard let text = String(validating: line, as: UTF8.self) else {
                throw .badLexicon(path: path, line: number + 1, .notUTF8)
            }
            if text.allSatisfy(\.isWhitespace) { continue }
            do throws(LexiconFault) {
                entries.append(try entry(text))
            } catch {
                if case .badRating = error, number == 0 { continue }
                throw .badLexicon(path: path, line: number + 1, error)
            }
        }
        guard !entries.isEmpty else { throw .badLexicon(path: path, line: 1, .noEntry) }
        return entries
    }

    private static func entry(_ line: String) throws(LexiconFault) -> (word: String, rating: Double) {
        let (word, rest) = try fields(line)
        guard let rest else { throw .noRating }
        guard !word.isEmpty else { throw .noWord }
        guard !rest.isEmpty else { throw .noRating }
        guard let rating = Double(rest), rating.isFinite else { throw .badRating(rest) }
        return (word, rating)
    }

    /// The first field, and the second, without blanks around them; nil when there is no second.
    private static func fields(_ line: String) throws(LexiconFault) -> (word: String, rest: String?) {
        let separator: Character = line.contains("\t") ? "\t" : ","
        var word = ""
        var rest = line[...]
        if separator == ",", line.first == "\"" {
            rest = rest.dropFirst()
            while true {
                guard let quote = rest.firstIndex(of: "\"") else { throw .openQuote }
                word += rest[..<quote]
                rest = rest[rest.index(after: quote)...]
                guard rest.first == "\"" else { break }
                word += "\""
                rest = rest.dropFirst()
            }
            guard let comma = rest.firstIndex(of: ",") else { return (word, nil) }
            rest = rest[rest.index(after: comma)...]
        } else {
            guard let end = rest.firstIndex(of: separator) else { return (line, nil) }
            word = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        let second =
            rest.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        return (word.trimmed, String(second).trimmed)
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
