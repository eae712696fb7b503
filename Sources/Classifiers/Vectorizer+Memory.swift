internal import Glibc

extension Vectorizer {
    /// About how many bytes `fitTransform` needs for `texts` at its peak.
    ///
    /// Counts a sample of the texts. Pairs of text and feature grow with the texts; the vocabulary grows as a power of
    /// them (Heaps' law), whose exponent the two halves of the sample give.
    public func memory(toFit texts: [String], threads: Int) -> Int {
        guard let sample = CountedSample(texts, self) else { return 0 }
        let pieces = Double(min(texts.count, threads))
        let entries = sample.entries * sample.scale
        let distinct = sample.distinct(among: sample.scale)
        let perPiece = sample.distinct(among: max(1, sample.scale / pieces))
        // Counted, then a column and a value.
        let pair = 8.0 + 12
        // Slot, hash, place, tallies and bytes in a thread's table, and the sort.
        let counted = 84 + 1.5 * sample.meanLength
        // The table, the vocabulary's strings, frequencies and weights.
        let kept = 120 + 2 * sample.meanLength
        return Int(min(1e18, entries * pair + min(entries, pieces * perPiece) * counted + distinct * kept))
    }
}

extension FittedVectorizer {
    /// About how many bytes `transform` needs for `texts` at its peak, from a sample of them.
    public func memory(toTransform texts: [String]) -> Int {
        guard let sample = CountedSample(texts, settings) else { return 0 }
        let pair = 24.0 * 1.5  // weighted in pieces, then joined
        return Int(min(1e18, sample.entries * sample.scale * pair))
    }
}

/// What a sample of texts, spread evenly, tells of their features.
private struct CountedSample {
    /// The bytes of all texts over those of the sample.
    let scale: Double
    /// Pairs of a text and one of its features in the sample.
    let entries: Double
    /// The mean length of a feature in bytes.
    let meanLength: Double
    private let features: Double
    private let exponent: Double
    private static let size = 256

    /// Nil without texts.
    init?(_ texts: [String], _ settings: Vectorizer) {
        guard !texts.isEmpty else { return nil }
        let count = min(texts.count, Self.size)
        let sample = (0..<count).map { texts[texts.count / count * $0] }
        let (first, second) = (sample[..<((count + 1) / 2)], sample[((count + 1) / 2)...])
        var counter = FeatureCounter(settings)
        let pairs = counter.count(first) { false }?.ends.last ?? 0
        let half = counter.features.spans.count
        entries = Double(pairs + (counter.count(second) { false }?.ends.last ?? 0))
        let spans = counter.features.spans
        features = Double(spans.count)
        meanLength = Double(spans.byteCount) / max(1, features)
        let bytes = sample.reduce(0) { $0 + $1.utf8.count }
        scale = Double(texts.reduce(0) { $0 + $1.utf8.count }) / Double(max(1, bytes))
        let growth = log2(max(1, features) / max(1, Double(half)))
        exponent = count == 1 ? 1 : min(1, max(0.3, growth))
    }

    /// The features to expect in so many times the sample.
    func distinct(among share: Double) -> Double { features * pow(share, exponent) }
}
