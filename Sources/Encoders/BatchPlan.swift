/// Cuts a sequence of texts into batches by their total number of tokens.
///
/// Nothing is padded, so texts needn't be sorted: batches follow the texts' order, and progress is a prefix.
enum BatchPlan {
    /// A batch is full when it has this many tokens.
    ///
    /// Measured: fewer rows don't repay reading the weights, more push the activations out of the caches.
    static let tokens = 192

    /// The texts of each batch, from the number of tokens of each text.
    static func batches(_ counts: [Int], tokens: Int = tokens) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var start = 0
        var total = 0
        for (text, count) in counts.enumerated() {
            if total > 0, total + count > tokens {
                batches.append(start..<text)
                start = text
                total = 0
            }
            total += count
        }
        if start < counts.count { batches.append(start..<counts.count) }
        return batches
    }
}
