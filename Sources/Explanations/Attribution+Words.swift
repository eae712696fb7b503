extension Attribution {
    /// The total of a word over all its places in the text.
    public struct WordTotal: Sendable, Equatable {
        /// The word, lower-cased.
        public let name: String
        /// The number of its places.
        public let count: Int
        /// What they add to the score together.
        public let amount: Double
    }

    /// The block name of the contributions that `byWords` makes.
    public static let wordBlock = "text"

    /// The same score by `words`, ascending byte ranges of `text` such as `Words.ranges` gives.
    ///
    /// Every contribution with a place is shared equally among the words that it overlaps, over all blocks, so n-grams and
    /// subword tokens become words and every sum stays exact. Each word gives one contribution, in order; then follow
    /// those that touch no word (special tokens, columns), unchanged. Throws `outOfRange` when the words aren't ascending
    /// ranges of the text.
    public func byWords(_ words: [Range<Int>], in text: String) throws(ExplanationError) -> Attribution {
        let bytes = Array(text.utf8)
        var end = 0
        for word in words {
            guard word.lowerBound >= end, word.upperBound <= bytes.count else {
                throw .outOfRange(
                    operation: "Attribution.byWords", what: "word", value: word.lowerBound, count: bytes.count
                )
            }
            end = word.upperBound
        }
        var amounts = [[Double]](repeating: [Double](repeating: 0, count: classes), count: words.count)
        var rest: [Contribution] = []
        for unit in contributions {
            let touched = unit.range.map { Self.overlap($0, words) } ?? 0..<0
            if touched.isEmpty { rest.append(unit) }
            for word in touched {
                for label in 0..<classes {
                    amounts[word][label] += unit.amounts[label] / Double(touched.count)
                }
            }
        }
        let units = words.indices.map { word in
            Contribution(
                block: Self.wordBlock, name: String(decoding: bytes[words[word]], as: UTF8.self),
                range: words[word],
                amounts: amounts[word])
        }
        return Attribution(units + rest, bias: bias, scores: scores)
    }

    /// The numbers of the words that `range` overlaps.
    private static func overlap(_ range: Range<Int>, _ words: [Range<Int>]) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        let first = partition(words) { $0.upperBound > range.lowerBound }
        let last = partition(words) { $0.lowerBound >= range.upperBound }
        return first..<max(first, last)
    }

    /// The number of the first word for which `holds`, when it holds from some word on.
    private static func partition(_ words: [Range<Int>], _ holds: (Range<Int>) -> Bool) -> Int {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(words[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The words of `byWords` added up by name, ignoring case: largest first by absolute amount for `label`.
    ///
    /// Throws `outOfRange` when there is no such label.
    public func repeatedWords(_ label: Int) throws(ExplanationError) -> [WordTotal] {
        guard label >= 0, label < classes else {
            throw .outOfRange(
                operation: "Attribution.repeatedWords", what: "label", value: label, count: classes)
        }
        let words = contributions.filter { $0.block == Self.wordBlock }
            .map { (name: $0.name.lowercased(), amount: $0.amounts[label]) }
            .sorted { $0.name < $1.name }
        var totals: [WordTotal] = []
        for word in words {
            if let last = totals.last, last.name == word.name {
                totals[totals.count - 1] = WordTotal(
                    name: last.name, count: last.count + 1, amount: last.amount + word.amount)
            } else {
                totals.append(WordTotal(name: word.name, count: 1, amount: word.amount))
            }
        }
        return totals.sorted {
            abs($0.amount) != abs($1.amount) ? abs($0.amount) > abs($1.amount) : $0.name < $1.name
        }
    }
}
