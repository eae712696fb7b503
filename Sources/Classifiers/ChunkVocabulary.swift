/// The features of some texts, numbered as they come, and how often each occurs in each text.
struct ChunkVocabulary: Sendable {
    /// How often a feature occurs in a text.
    struct Entry: Sendable {
        var feature: Int32
        var count: Int32
    }

    /// What is known of a feature over the texts so far.
    struct Tally: Sendable {
        /// Where its latest entry is; it belongs to the current text if it isn't before the text's first.
        fileprivate var latest = -1
        /// The number of texts that it occurs in.
        var documents: Int32 = 0
        /// How often it occurs over all texts; with `binary` once a text.
        var total = 0
    }

    private(set) var table = SpanTable(capacity: 4096)
    /// One for each feature.
    private(set) var tallies: [Tally] = []
    private(set) var isInterrupted = false
    private(set) var entries: [Entry] = []
    /// Where each text's entries end.
    private(set) var ends: [Int] = []

    init(_ texts: ArraySlice<String>, _ settings: Vectorizer, _ shouldStop: () -> Bool) {
        var units = TextUnits(settings)
        for (number, text) in texts.enumerated() {
            if number % 64 == 0, shouldStop() {
                isInterrupted = true
                return
            }
            units.read(text)
            let first = entries.count
            units.forEachGram(settings) { span, hash, _ in
                count(table.insert(span, hash: hash), since: first, isBinary: settings.binary)
            }
            ends.append(entries.count)
        }
    }

    /// Counts one occurrence in the text whose entries begin at `first`.
    private mutating func count(_ feature: Int, since first: Int, isBinary: Bool) {
        if feature == tallies.count { tallies.append(Tally()) }
        let latest = tallies[feature].latest
        if latest >= first {
            entries[latest].count &+= 1
            if !isBinary { tallies[feature].total += 1 }
        } else {
            tallies[feature].latest = entries.count
            tallies[feature].documents += 1
            tallies[feature].total += 1
            entries.append(Entry(feature: Int32(truncatingIfNeeded: feature), count: 1))
        }
    }
}
