/// The features of some texts, numbered as they come, and how often each occurs in each text.
struct ChunkVocabulary: Sendable {
    /// How often a feature occurs in a text.
    struct Entry: Sendable {
        var feature: Int32
        var count: Int32
    }

    private(set) var table = SpanTable(capacity: 4096)
    /// The number of texts that each feature occurs in.
    private(set) var documents: [Int32] = []
    /// How often each feature occurs over all texts.
    private(set) var totals: [Int] = []
    private(set) var isInterrupted = false
    private var entries: [Entry] = []
    private var ends: [Int] = []
    /// How many pairs of a text and one of its features there are.
    var entryCount: Int { entries.count }

    init(_ texts: ArraySlice<String>, _ settings: Vectorizer, _ shouldStop: () -> Bool) {
        var units = TextUnits(settings)
        // Where each feature's latest entry is; it belongs to the current text if it isn't before the text's first.
        var latest: [Int] = []
        for (number, text) in texts.enumerated() {
            if number % 64 == 0, shouldStop() {
                isInterrupted = true
                return
            }
            units.read(text)
            let first = entries.count
            units.forEachGram(settings) { span, hash, _ in
                let feature = table.insert(span, hash: hash)
                if feature == latest.count {
                    latest.append(-1)
                    documents.append(0)
                    totals.append(0)
                }
                if latest[feature] >= first {
                    entries[latest[feature]].count &+= 1
                } else {
                    latest[feature] = entries.count
                    entries.append(Entry(feature: Int32(truncatingIfNeeded: feature), count: 1))
                }
            }
            for entry in entries[first...] {
                documents[Int(entry.feature)] += 1
                totals[Int(entry.feature)] += settings.binary ? 1 : Int(entry.count)
            }
            ends.append(entries.count)
        }
    }

    func forEachRow(_ body: (ArraySlice<Entry>) -> Void) {
        var start = 0
        for end in ends {
            body(entries[start..<end])
            start = end
        }
    }
}
