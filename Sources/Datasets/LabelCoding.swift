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
        found = Self.sorted(found, order, areNumbers: column.kind == .number)
        var code: [Int: Int] = [:]
        for (place, entry) in found.enumerated() { code[entry.row] = place }
        names = found.map(\.name)
        codes = first.map { $0 < 0 ? nil : code[$0] }
    }

    /// The values that occur, sorted as `init` says, and how often each does; leaner than coding every row.
    static func tally(_ column: Column, order: [String]?) -> [(label: String, rows: Int)] {
        var index = TextIndex(column)
        var counts: [Int: Int] = [:]
        for row in 0..<column.count where !column.isMissing(row) { counts[index.add(row), default: 0] += 1 }
        let found = counts.keys.map { (row: $0, name: column[$0] ?? "") }
        return sorted(found, order, areNumbers: column.kind == .number).map { ($0.name, counts[$0.row] ?? 0) }
    }

    private static func sorted(
        _ found: [(row: Int, name: String)], _ order: [String]?, areNumbers: Bool
    ) -> [(row: Int, name: String)] {
        let rank = Dictionary(
            (order ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { left, _ in left })
        func value(_ name: String) -> Double {
            var name = name
            return name.withUTF8 { Decimal.value(of: $0) ?? .nan }
        }
        let values = areNumbers ? Dictionary(found.map { ($0.row, value($0.name)) }) { left, _ in left } : [:]
        return found.sorted { left, right in
            let (mine, its) = (rank[left.name] ?? .max, rank[right.name] ?? .max)
            if mine != its { return mine < its }
            if let mine = values[left.row], let its = values[right.row], mine != its { return mine < its }
            return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
        }
    }

    /// The number of rows of each label.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes { if let code { counts[code] += 1 } }
        return counts
    }
}
