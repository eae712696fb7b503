internal import Synchronization
internal import Tensors

/// Counts the features of texts, block after block, numbering them as they come.
struct FeatureCounter: Sendable {
    /// How often a feature occurs in a text.
    struct Entry: BitwiseCopyable, Sendable {
        var feature: Int32
        var count: Int32
    }

    /// What is known of a feature.
    private struct Tally: Sendable {
        /// Where its latest entry in the current block is; it belongs to the current text if it isn't before the text's first.
        var latest: Int32 = -1
        /// The number of texts that it occurs in.
        var documents: Int32 = 0
    }

    private let settings: Vectorizer
    private var table = SpanTable(capacity: 4096)
    /// One for each feature.
    private var tallies: [Tally] = []
    /// Those of the current block.
    private var entries: [Entry] = []

    init(_ settings: Vectorizer) { self.settings = settings }

    /// The features so far.
    var features: CountedFeatures {
        CountedFeatures(spans: table.spans, documents: tallies.map(\.documents))
    }

    /// Counts a block of texts; nil when `shouldStop` says so.
    mutating func count(_ texts: ArraySlice<String>, _ shouldStop: () -> Bool) -> CountedBlock? {
        for feature in tallies.indices { tallies[feature].latest = -1 }
        entries.removeAll(keepingCapacity: true)
        var units = TextUnits(settings)
        var ends: [Int32] = []
        for (number, text) in texts.enumerated() {
            if number % 64 == 0, shouldStop() { return nil }
            units.read(text)
            let first = Int32(truncatingIfNeeded: entries.count)
            units.forEachGram(settings) { span, hash, _ in
                count(table.insert(span, hash: hash), since: first)
            }
            ends.append(Int32(truncatingIfNeeded: entries.count))
        }
        return CountedBlock(entries: entries, ends: ends)
    }

    /// Counts one occurrence in the text whose entries begin at `first`.
    private mutating func count(_ feature: Int, since first: Int32) {
        if feature == tallies.count { tallies.append(Tally()) }
        let latest = tallies[feature].latest
        if latest >= first {
            entries[Int(latest)].count &+= 1
        } else {
            tallies[feature].latest = Int32(truncatingIfNeeded: entries.count)
            tallies[feature].documents += 1
            entries.append(Entry(feature: Int32(truncatingIfNeeded: feature), count: 1))
        }
    }
}

/// The features that a counter has met, by its numbers.
struct CountedFeatures: Sendable {
    let spans: SpanList
    /// The number of texts that each occurs in.
    let documents: [Int32]
}

/// The counts of some texts, by the numbers of the counter that read them.
final class CountedBlock: Sendable {
    /// Where each text's entries end.
    let ends: [Int32]
    private let entries: Mutex<Pages<FeatureCounter.Entry>?>

    init(entries: [FeatureCounter.Entry], ends: [Int32]) {
        self.ends = ends
        self.entries = Mutex(entries.withUnsafeBufferPointer { Pages(copying: $0) })
    }

    /// Reads the entries in place; none when they were released.
    func withEntries<Result>(_ body: (UnsafeBufferPointer<FeatureCounter.Entry>) -> Result) -> Result {
        let pages = entries.withLock { $0 }
        return withExtendedLifetime(pages) {
            body(pages?.elements ?? UnsafeBufferPointer(start: nil, count: 0))
        }
    }

    /// Gives the entries' memory back.
    func release() { entries.withLock { $0 = nil } }
}
