/// Adds up what the tokens of many texts add to scores, word by word, text after text.
public struct TokenSums: Sendable {
    /// What tokens add along each class in one text.
    public struct Text: Sendable {
        /// Where each token stands, in UTF-8 bytes; empty for special tokens.
        public let ranges: [Range<Int>]
        /// Each token's share of the text.
        public let shares: [Double]
        /// [tokens × classes], row by row.
        public let amounts: [Double]

        /// States the tokens of one text.
        public init(ranges: [Range<Int>], shares: [Double], amounts: [Double]) {
            self.ranges = ranges
            self.shares = shares
            self.amounts = amounts
        }
    }

    /// What is added up for one unit: n, Σs, Σs², and for each class Σc, Σc², Σcs.
    private struct Sums: Sendable {
        var count = 0
        var share = 0.0
        var squaredShare = 0.0
        var amount: [Double]
        var square: [Double]
        var product: [Double]
        var text = 0
        var range = 0..<0

        init(classes: Int) {
            amount = [Double](repeating: 0, count: classes)
            (square, product) = (amount, amount)
        }

        mutating func add(_ unit: Unit) {
            count += 1
            share += unit.share
            squaredShare += unit.share * unit.share
            for (label, value) in unit.amounts.enumerated() {
                amount[label] += value
                square[label] += value * value
                product[label] += value * unit.share
            }
        }
    }

    /// What one word adds in one place.
    private struct Unit {
        var share = 0.0
        var amounts: [Double]
        var isRead = false

        func adding(_ other: Unit) -> Unit {
            Unit(
                share: share + other.share, amounts: zip(amounts, other.amounts).map { $0 + $1 },
                isRead: isRead && other.isRead)
        }
    }

    private let terms: Terms
    private let classes: Int
    private var sums: [Sums]
    private var rest: Sums
    private var whole: [Double]
    private var texts = 0

    /// Sums for `terms` over scores of `classes`.
    public init(_ terms: Terms, classes: Int) {
        self.terms = terms
        self.classes = classes
        sums = [Sums](repeating: Sums(classes: classes), count: terms.names.count)
        rest = Sums(classes: classes)
        whole = [Double](repeating: 0, count: classes)
    }

    /// About how many bytes the sums of so many terms take.
    public static func bytes(terms: Int, classes: Int) -> Int {
        let (product, overflow) = terms.multipliedReportingOverflow(by: 24 * (classes + 4) + 96)
        return overflow ? .max / 8 : product
    }

    /// Adds the tokens of the next text; a token that overlaps several words is shared equally among them.
    ///
    /// Throws `mismatchedSizes` when there isn't an amount for each token and class.
    public mutating func add(_ text: Text, of string: String) throws(ExplanationError) {
        for (what, count, factor) in [
            ("shares", text.shares.count, 1), ("amounts", text.amounts.count, classes),
        ]
        where count != text.ranges.count * factor {
            throw .mismatchedSizes(
                operation: "TokenSums.add", what: what, expected: text.ranges.count * factor, got: count)
        }
        let pieces = Terms.pieces(of: string)
        let (words, others) = units(text, pieces)
        for label in 0..<classes {
            whole[label] += stride(from: label, to: text.amounts.count, by: classes).reduce(0.0) {
                $0 + text.amounts[$1]
            }
        }
        rest.add(others)
        for (word, piece) in zip(words, pieces) where word.isRead {
            guard let place = terms.place(of: piece.name), place < terms.wordCount else {
                rest.add(word)
                continue
            }
            note(word, at: place, piece.range)
        }
        for (index, (left, right)) in zip(pieces, pieces.dropFirst()).enumerated() {
            let unit = words[index].adding(words[index + 1])
            guard unit.isRead, let name = Terms.phrase(left, right), let place = terms.place(of: name),
                place >= terms.wordCount
            else { continue }
            note(unit, at: place, left.range.lowerBound..<right.range.upperBound)
        }
        texts += 1
    }

    private mutating func note(_ unit: Unit, at place: Int, _ range: Range<Int>) {
        if sums[place].count == 0 { (sums[place].text, sums[place].range) = (texts, range) }
        sums[place].add(unit)
    }

    /// What each word adds, and what the tokens outside of words add.
    private func units(_ text: Text, _ pieces: [Terms.Piece]) -> (words: [Unit], others: Unit) {
        let none = Unit(amounts: [Double](repeating: 0, count: classes))
        var (words, others) = ([Unit](repeating: none, count: pieces.count), none)
        var first = 0
        for (token, range) in text.ranges.enumerated() {
            // Tokens come in the text's order, but for special ones, which have no range.
            if !range.isEmpty {
                while first < pieces.count, pieces[first].range.upperBound <= range.lowerBound { first += 1 }
                while first > 0, pieces[first - 1].range.upperBound > range.lowerBound { first -= 1 }
            }
            var end = first
            while !range.isEmpty, end < pieces.count, pieces[end].range.lowerBound < range.upperBound {
                end += 1
            }
            let own = text.amounts[token * classes..<(token + 1) * classes]
            guard end > first else {
                others = others.adding(Unit(share: text.shares[token], amounts: Array(own)))
                continue
            }
            let part = 1 / Double(end - first)
            for word in first..<end {
                words[word].isRead = true
                words[word].share += text.shares[token] * part
                for (label, amount) in own.enumerated() { words[word].amounts[label] += amount * part }
            }
        }
        return (words, others)
    }

    /// The dictionary of all texts that were added.
    public func dictionary() -> TokenDictionary {
        let base = whole.map { $0 / Double(max(1, texts)) }
        let entries = sums.enumerated().filter { $0.element.count > 0 }.map { place, sums in
            let (mean, deviation) = Self.moments(sums, base)
            return TokenDictionary.Entry(
                name: terms.names[place], isPhrase: place >= terms.wordCount, count: sums.count, mean: mean,
                deviation: deviation, text: sums.text, range: sums.range)
        }
        let rest = base.indices.map { label in
            (self.rest.amount[label] - base[label] * self.rest.share) / Double(max(1, texts))
        }
        return TokenDictionary(entries: entries, rest: rest, base: base, texts: texts)
    }

    /// Mean and deviation of c − s·base.
    private static func moments(_ sums: Sums, _ base: [Double]) -> (mean: [Double], deviation: [Double]) {
        let count = Double(sums.count)
        let mean = base.indices.map { (sums.amount[$0] - base[$0] * sums.share) / count }
        let deviation = base.indices.map { label in
            let square =
                sums.square[label] - 2 * base[label] * sums.product[label]
                + base[label] * base[label] * sums.squaredShare
            return (max(0, square - count * mean[label] * mean[label]) / max(1, count - 1)).squareRoot()
        }
        return (mean, deviation)
    }
}
