/// The label of every row as a number.
public struct LabelCoding: Sendable, Equatable {
    /// The labels that occur, in order.
    public let names: [String]
    /// For each row the index of its label in `names`; nil where it is missing.
    public let codes: [Int?]

    /// Numbers the values of a column: those in `order` first and so, then the others sorted.
    init(_ column: Column, order: [String]?) {
        var index = TextIndex(column)
        let first = (0..<column.count).map { column.isMissing($0) ? -1 : index.add($0) }
        var found: [(row: Int, name: String)] = []
        for row in first.indices where first[row] == row { found.append((row, column[row] ?? "")) }
        let rank = Dictionary(
            (order ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { left, _ in left })
        let values = column.kind == .number ? column.numbers() : []
        found.sort { left, right in
            let (mine, its) = (rank[left.name] ?? .max, rank[right.name] ?? .max)
            if mine != its { return mine < its }
            if column.kind == .number, values[left.row] != values[right.row] {
                return values[left.row] < values[right.row]
            }
            return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
        }
        var code: [Int: Int] = [:]
        for (place, entry) in found.enumerated() { code[entry.row] = place }
        names = found.map(\.name)
        codes = first.map { $0 < 0 ? nil : code[$0] }
    }

    /// The number of rows of each label.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes { if let code { counts[code] += 1 } }
        return counts
    }
}
