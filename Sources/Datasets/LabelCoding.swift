/// The label of every row as a number.
public struct LabelCoding: Sendable, Equatable {
    /// The labels that occur, in order.
    public let names: [String]
    /// For each row the index of its label in `names`; nil where it is missing.
    public let codes: [Int?]

    /// Numbers the values of a column: those in `order` first and so, then the others sorted.
    init(_ column: Column, order: [String]?) {
        var numbers = TextNumbers()
        var found: [Int?] = []
        found.reserveCapacity(column.count)
        column.forEachCell { cell in found.append(cell.isEmpty ? nil : numbers.number(of: cell)) }
        let texts = numbers.texts
        let sorted = Self.sorted(texts, order, areNumbers: column.kind == .number)
        var places = [Int](repeating: 0, count: sorted.count)
        for (place, number) in sorted.enumerated() { places[number] = place }
        names = sorted.map { texts[$0] }
        codes = found.map { number in number.map { places[$0] } }
    }

    /// The values that occur, sorted as `init` says, and how often each does; leaner than coding every row.
    static func tally(_ column: Column, order: [String]?) -> [(label: String, rows: Int)] {
        var numbers = TextNumbers()
        var counts: [Int] = []
        column.forEachCell { cell in
            if cell.isEmpty { return }
            let number = numbers.number(of: cell)
            if number == counts.count { counts.append(0) }
            counts[number] += 1
        }
        let texts = numbers.texts
        return sorted(texts, order, areNumbers: column.kind == .number).map { (texts[$0], counts[$0]) }
    }

    /// The numbers of texts in the order of the labels.
    private static func sorted(_ texts: [String], _ order: [String]?, areNumbers: Bool) -> [Int] {
        let rank = Dictionary(
            (order ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { left, _ in left })
        let ranks = texts.map { rank[$0] ?? .max }
        let values = texts.map { text in
            var text = text
            return areNumbers ? text.withUTF8 { Decimal.value(of: $0) ?? .nan } : .nan
        }
        return texts.indices.sorted { left, right in
            if ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
            // No comparison with what is no number holds.
            if values[left] < values[right] || values[left] > values[right] {
                return values[left] < values[right]
            }
            return texts[left].unicodeScalars.lexicographicallyPrecedes(texts[right].unicodeScalars)
        }
    }

    /// The number of rows of each label.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes { if let code { counts[code] += 1 } }
        return counts
    }
}
