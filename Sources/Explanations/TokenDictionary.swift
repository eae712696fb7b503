/// What words and phrases add to scores on average, where a head reads vectors pooled over tokens.
///
/// In each text a word adds c − s·base: c is the sum over its tokens of what `explain` shows, s its tokens' share of the
/// text, and base the mean over the texts of what the block adds. So over the tokens of a text the amounts sum to the block's
/// part of the score less its mean. The dictionary has the mean of that over all places of a word in the texts.
public struct TokenDictionary: Sendable, Equatable {
    /// A word or a phrase.
    public struct Entry: Sendable, Equatable {
        /// The term, in lower case.
        public let name: String
        /// Whether it is two words.
        public let isPhrase: Bool
        /// The number of its places in the texts.
        public let count: Int
        /// What it adds to each class's score, mean over its places.
        public let mean: [Double]
        /// The standard deviation of that over its places (n − 1 in the denominator; 0 for a single place).
        public let deviation: [Double]
        /// The text that it occurs in first, as a number from 0.
        public let text: Int
        /// Where it stands there, in UTF-8 bytes.
        public let range: Range<Int>
    }

    /// The terms, words first.
    public let entries: [Entry]
    /// What all that is no listed word (special tokens, rare words) adds to each class's score, mean over texts.
    public let rest: [Double]
    /// What the block adds to each class's score, mean over texts: what the amounts are centred by.
    public let base: [Double]
    /// The number of texts.
    public let texts: Int

    /// One side of a class: the terms that speak for it, or against it.
    public struct Side: Sendable, Equatable {
        /// The strongest, strongest first.
        public let listed: [Entry]
        /// How many more there are.
        public let more: Int
    }

    /// The strongest `top` words or phrases for and against `label`, among those whose name satisfies `isWanted`.
    public func strongest(
        _ label: Int, phrases: Bool, top: Int, where isWanted: (String) -> Bool = { _ in true }
    ) -> (positive: Side, negative: Side) {
        let wanted = entries.filter {
            $0.isPhrase == phrases && $0.mean.indices.contains(label) && isWanted($0.name)
        }
        func side(_ sign: Double) -> Side {
            let all = wanted.filter { $0.mean[label] * sign > 0 }.sorted {
                $0.mean[label] != $1.mean[label]
                    ? $0.mean[label] * sign > $1.mean[label] * sign : $0.name < $1.name
            }
            return Side(listed: Array(all.prefix(max(0, top))), more: max(0, all.count - max(0, top)))
        }
        return (side(1), side(-1))
    }
}
