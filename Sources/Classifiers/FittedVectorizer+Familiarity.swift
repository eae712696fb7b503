/// How much of some texts a vocabulary knows.
public struct Familiarity: Sendable, Equatable, Codable {
    /// Words, or the n-grams that are counted where single words aren't; each as often as it occurs.
    public var units: Int
    /// Those that the vocabulary lacks.
    public var unknown: Int
    /// Those that it has, but would lack without the training text that they stand in.
    public var rare: Int

    /// The share that is unknown.
    public var unknownShare: Double { units == 0 ? 0 : Double(unknown) / Double(units) }

    /// Over training texts: the share that would be unknown in a text left out, after Good and Turing, so the share to expect
    /// in new texts of the same kind.
    public var expectedShare: Double { units == 0 ? 0 : Double(unknown + rare) / Double(units) }

    /// States counts.
    public init(units: Int = 0, unknown: Int = 0, rare: Int = 0) {
        self.units = units
        self.unknown = unknown
        self.rare = rare
    }
}

extension FittedVectorizer {
    /// How much of `texts` the vocabulary knows; of words, single ones are looked at where they are in it.
    public func familiarity(of texts: [String]) -> Familiarity {
        var settings = settings
        if settings.ngrams.lowerBound == 1 { settings.ngrams = 1...1 }
        let least = leastDocuments
        var units = TextUnits(settings)
        var found = Familiarity()
        for text in texts {
            units.read(text)
            units.forEachGram(settings) { span, hash, _ in
                found.units += 1
                if let column = table.find(span, hash: hash) {
                    if documentFrequency[column] <= least { found.rare += 1 }
                } else {
                    found.unknown += 1
                }
            }
        }
        return found
    }

    /// The number of training texts that a feature must at least be in.
    private var leastDocuments: Int {
        switch settings.minDocs {
        case .count(let count): max(1, count)
        case .share(let share): max(1, Int((share * Double(documents)).rounded(.up)))
        }
    }
}
