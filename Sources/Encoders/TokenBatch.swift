/// The tokens of several texts one after another, without padding.
struct TokenBatch: Sendable {
    private(set) var ids: [Int32] = []
    private var starts = [0]

    init() {}

    init(_ ids: [Int32]) { append(ids) }

    mutating func append(_ text: [Int32]) {
        ids.append(contentsOf: text)
        starts.append(ids.count)
    }

    var textCount: Int { starts.count - 1 }
    var tokenCount: Int { ids.count }
    /// The tokens of the longest text.
    var longest: Int { (0..<textCount).reduce(0) { max($0, range(of: $1).count) } }

    /// The rows of one text.
    func range(of text: Int) -> Range<Int> { starts[text]..<starts[text + 1] }
}
