/// The statements that led to a value, in the order in which they ran.
struct Lineage: Sendable, Equatable {
    /// A statement and its number among all that ran.
    struct Step: Sendable, Equatable {
        let number: Int
        let source: String
    }

    /// The first statements and the last one; of very many those between are left out.
    private(set) var steps: [Step] = []
    private static let limit = 20
    private static let lengthLimit = 500

    init() {}

    /// What one more statement makes of what it read.
    init(_ source: String, number: Int, after read: [Lineage]) {
        var all: [Int: Step] = [:]
        for lineage in read { for step in lineage.steps { all[step.number] = step } }
        var text = source.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(
            separator: " ")
        if text.count > Self.lengthLimit { text = text.prefix(Self.lengthLimit) + "…" }
        let sorted = all.values.sorted { $0.number < $1.number } + [Step(number: number, source: text)]
        steps = sorted.count > Self.limit ? sorted.prefix(1) + sorted.suffix(Self.limit - 1) : sorted
    }

    /// A line for each statement; nil without any.
    var text: String? { steps.isEmpty ? nil : steps.map(\.source).joined(separator: "\n") }
}
