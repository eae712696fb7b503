/// Words that are put in the place of others, as "she" for "he".
public struct WordSwap: Sendable, Equatable {
    /// What is replaced, and by what.
    public let old, new: String
    private let pattern: [String]

    /// Matches whole words, ignoring case; Han characters one after another.
    public init(_ old: String, for new: String) {
        self.old = old
        self.new = new
        let bytes = Array(old.utf8)
        pattern = Words.ranges(in: old).map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
    }

    /// Whether there is any word to look for.
    public var isEmpty: Bool { pattern.isEmpty }

    /// The text with every occurrence replaced, capitals kept; nil when there is none.
    public func apply(to text: String) -> Perturbation.Result? {
        guard !isEmpty else { return nil }
        let bytes = Array(text.utf8)
        let words = Words.ranges(in: text)
        let lower = words.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
        var (result, marked) = ("", "")
        var (end, index, changes) = (0, 0, 0)
        while index + pattern.count <= words.count {
            guard lower[index..<index + pattern.count].elementsEqual(pattern) else {
                index += 1
                continue
            }
            let range = words[index].lowerBound..<words[index + pattern.count - 1].upperBound
            let found = String(decoding: bytes[range], as: UTF8.self)
            let before = String(decoding: bytes[end..<range.lowerBound], as: UTF8.self)
            let put = Self.dressed(new, like: found)
            result += before + put
            marked += before + "[\(found)→\(put)]"
            (end, index, changes) = (range.upperBound, index + pattern.count, changes + 1)
        }
        guard changes > 0 else { return nil }
        let rest = String(decoding: bytes[end...], as: UTF8.self)
        return Perturbation.Result(text: result + rest, marked: marked + rest, changes: changes)
    }

    /// A word in capitals, or with a capital, where the word it replaces has them.
    private static func dressed(_ word: String, like found: String) -> String {
        guard found != found.lowercased() else { return word }
        if found == found.uppercased(), found.unicodeScalars.count > 1 { return word.uppercased() }
        guard let first = word.first else { return word }
        return found.first.map { String($0) != String($0).lowercased() } == true
            ? first.uppercased() + word.dropFirst() : word
    }
}
