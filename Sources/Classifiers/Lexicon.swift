/// Words with ratings, and what a text makes of them: how much good and how much bad is said, and how often.
///
/// Letters' case doesn't count. Of Han characters the longest entry that begins at a place is taken; entries of several words
/// are found too. With `negation` a negator (`not`, `never`, `isn't`, 不, 没, 无, …) among the three words or Han characters
/// before an entry, with no punctuation between, turns its rating round.
public struct Lexicon: Sendable, Equatable {
    /// What tables call it: the file that it came from.
    public let name: String
    /// The entries in lower case, ascending by code points.
    public let words: [String]
    /// The rating of each.
    public let ratings: [Double]
    /// Whether negators turn ratings round.
    public let negation: Bool
    let places: [String: Int]
    /// The most words, and the most Han characters, of an entry.
    let longest: (words: Int, han: Int)

    /// The four columns that it gives.
    public static let columns = 4

    /// Checks entries.
    ///
    /// Throws `badState` when there is none, when they don't ascend, or a rating isn't finite.
    public init(
        name: String, words: [String], ratings: [Double], negation: Bool
    ) throws(ClassifierError) {
        func refuse(_ detail: String) -> ClassifierError { .badState(type: "Lexicon", detail: detail) }
        guard !words.isEmpty, words.count == ratings.count else { throw refuse("\(words.count) words") }
        guard ratings.allSatisfy(\.isFinite) else { throw refuse("a rating isn't finite") }
        var places: [String: Int] = [:]
        var longest = (words: 1, han: 1)
        for (place, word) in words.enumerated() {
            guard !word.isEmpty, places.updateValue(place, forKey: word) == nil else {
                throw refuse("entry \(place) is empty or comes twice")
            }
            let han = word.unicodeScalars.count { ScalarClass($0) == .han }
            longest.han = max(longest.han, han)
            longest.words = max(longest.words, 1 + word.utf8.count { $0 == 32 })
        }
        guard zip(words, words.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
            throw refuse("entries don't ascend")
        }
        self.name = name
        self.words = words
        self.ratings = ratings
        self.negation = negation
        self.places = places
        self.longest = longest
    }

    /// Entries in any order and case; of several that are alike the last one counts.
    public init(
        name: String, entries: [(word: String, rating: Double)], negation: Bool
    ) throws(ClassifierError) {
        var known: [String: Double] = [:]
        for entry in entries { known[Self.key(entry.word)] = entry.rating }
        let words = known.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try self.init(name: name, words: words, ratings: words.map { known[$0] ?? 0 }, negation: negation)
    }

    /// How an entry or a word of a text is looked up.
    static func key(_ word: some StringProtocol) -> String {
        word.lowercased().replacing("\u{2019}", with: "'")
    }

    /// Equal names, entries and settings.
    public static func == (left: Lexicon, right: Lexicon) -> Bool {
        left.name == right.name && left.words == right.words && left.ratings == right.ratings
            && left.negation == right.negation
    }

    /// An entry that stands in a text.
    public struct Match: Sendable, Equatable {
        /// The entry's place in `words`.
        public let word: Int
        /// Where it stands in the text, in UTF-8 bytes.
        public let range: Range<Int>
        /// Its rating here: turned round when it is negated.
        public let rating: Double
        /// Whether a negator turned it round.
        public let isNegated: Bool

        /// What it adds to the four columns: ratings above and below 0 as positive numbers, then counts of each.
        public var amounts: [Double] {
            rating > 0 ? [rating, 0, 1, 0] : rating < 0 ? [0, -rating, 0, 1] : [0, 0, 0, 0]
        }
    }

    /// What the four columns are called, in order: sums, then counts, of good and of bad.
    public func values(of text: String) -> [Double] {
        matches(in: text).reduce(into: [0, 0, 0, 0]) { sums, match in
            for (column, amount) in match.amounts.enumerated() { sums[column] += amount }
        }
    }
}
