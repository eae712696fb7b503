internal import Tensors

/// Texts on their way into the trained layers: the states of all tokens, one text after another without padding.
struct TrainingBatch: Sendable {
    /// The inputs of the lowest trained layer: [tokens × hidden].
    var states: FloatBuffer
    /// The tokens themselves, where the embedding layer is trained, which then makes the states; else none.
    var ids: [Int32] = []
    /// The first row of each text, and at last the number of rows.
    let starts: [Int]

    init(states: FloatBuffer, starts: [Int], ids: [Int32] = []) {
        self.states = states
        self.ids = ids
        self.starts = starts
    }

    var textCount: Int { starts.count - 1 }
    var tokenCount: Int { starts[starts.count - 1] }

    /// The rows of one text.
    func range(of text: Int) -> Range<Int> { starts[text]..<starts[text + 1] }

    /// Texts that are worked on together: neighbours with so many tokens that they fill a product and stay in the cache.
    var groups: [Range<Int>] { BatchPlan.batches((0..<textCount).map { range(of: $0).count }) }

    /// The rows of neighbouring texts.
    func rows(of texts: Range<Int>) -> Range<Int> { starts[texts.lowerBound]..<starts[texts.upperBound] }
}
