internal import Tensors

/// A small harm to a text that should not change what a reader thinks of it.
public enum Perturbation: String, Sendable, CaseIterable {
    /// A slip of the keyboard: two letters change places, one is left out, doubled, or replaced by the key beside it.
    case typos
    /// Words in capitals, or capitals made small.
    case `case`
    /// Words, or Han characters, left out.
    case deletions
    /// Words, or Han characters, that change places with the next.
    case swaps

    /// A harmed text.
    public struct Result: Sendable, Equatable {
        /// What is left of the text.
        public let text: String
        /// The same with each change visible, as `[good→god]` and `[good→]`.
        public let marked: String
        /// The number of places changed.
        public let changes: Int
    }

    /// A text with a share of its words harmed, at least one where there is one to harm.
    ///
    /// Of the same seed a larger share harms the same words and more.
    public func harm(_ text: String, share: Double, seed: UInt64) -> Result {
        let bytes = Array(text.utf8)
        let words = Words.ranges(in: text)
        let names = words.map { String(decoding: bytes[$0], as: UTF8.self) }
        var random = SeededRandom(seed: seed)
        let order = random.order(of: words.count).filter { canHarm($0, names) }
        let wanted = order.isEmpty ? 0 : max(1, Int((share * Double(words.count)).rounded()))
        var changed: [Int: (old: String, new: String, last: Int)] = [:]
        var taken = Set<Int>()
        for index in order where changed.count < wanted {
            // A draw for each word, so that what happens to one doesn't depend on how many others are harmed.
            var own = SeededRandom(seed: seed &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15)
            let last = self == .swaps ? index + 1 : index
            guard last < words.count, !taken.contains(index), !taken.contains(last) else { continue }
            let gap = String(
                decoding: bytes[
                    words[index].upperBound..<max(words[index].upperBound, words[last].lowerBound)],
                as: UTF8.self)
            let old = self == .swaps ? names[index] + gap + names[last] : names[index]
            let new =
                switch self {
                case .typos: Self.slip(names[index], &own)
                case .case: Self.otherCase(names[index])
                case .deletions: ""
                case .swaps: names[last] + gap + names[index]
                }
            guard new != old else { continue }
            taken.formUnion([index, last])
            changed[index] = (old, new, last)
        }
        return Self.result(bytes, words, changed)
    }

    /// Puts the changes in.
    private static func result(
        _ bytes: [UInt8], _ words: [Range<Int>], _ changed: [Int: (old: String, new: String, last: Int)]
    ) -> Result {
        var (text, marked): ([UInt8], String) = ([], "")
        var end = 0
        for (index, word) in words.enumerated() {
            guard let change = changed[index] else { continue }
            let before = bytes[end..<word.lowerBound]
            text += before
            marked += String(decoding: before, as: UTF8.self) + "[\(change.old)→\(change.new)]"
            end = words[change.last].upperBound
            if change.new.isEmpty, text.last == 0x20 || text.isEmpty, end < bytes.count, bytes[end] == 0x20 {
                end += 1
                marked += " "
            }
            text += Array(change.new.utf8)
        }
        let rest = bytes[end...]
        return Result(
            text: String(decoding: text + rest, as: UTF8.self),
            marked: marked + String(decoding: rest, as: UTF8.self), changes: changed.count)
    }

    private func canHarm(_ index: Int, _ words: [String]) -> Bool {
        func isRead(_ word: String) -> Bool { word.unicodeScalars.contains { $0.properties.isAlphabetic } }
        guard isRead(words[index]) else { return false }
        switch self {
        case .typos: return words[index].unicodeScalars.count { Self.isLetter($0) } >= 2
        case .case: return Self.otherCase(words[index]) != words[index]
        case .deletions: return words.count > 1
        case .swaps: return index + 1 < words.count && isRead(words[index + 1])
        }
    }

    private static func otherCase(_ word: String) -> String {
        word == word.uppercased() ? word.lowercased() : word.uppercased()
    }

    /// Letters that are typed as they are: no Han characters.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isLowercase || scalar.properties.isUppercase
    }

    /// One slip in a word.
    private static func slip(_ word: String, _ random: inout SeededRandom) -> String {
        var letters = Array(word.unicodeScalars)
        let places = letters.indices.filter { isLetter(letters[$0]) }
        guard places.count >= 2 else { return word }
        func below(_ count: Int) -> Int { Int(random.unit() * Double(count)) }
        let (kind, choice) = (below(4), below(places.count))
        let place = places[choice]
        switch kind {
        case 0:
            let other = choice + 1 < places.count ? places[choice + 1] : places[choice - 1]
            letters.swapAt(place, other)
        case 1: letters.remove(at: place)
        case 2: letters.insert(letters[place], at: place)
        default: letters[place] = beside(letters[place], below(2))
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: letters)
        return String(result)
    }

    /// The key beside a letter's.
    private static func beside(_ letter: Unicode.Scalar, _ side: Int) -> Unicode.Scalar {
        let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.unicodeScalars) }
        let small = letter.properties.lowercaseMapping.unicodeScalars.first ?? letter
        for row in rows {
            guard let place = row.firstIndex(of: small) else { continue }
            let next = place == 0 ? 1 : place == row.count - 1 ? place - 1 : place + (side == 0 ? -1 : 1)
            let key = row[next]
            return letter.properties.isUppercase
                ? key.properties.uppercaseMapping.unicodeScalars.first ?? key : key
        }
        return letter
    }
}
