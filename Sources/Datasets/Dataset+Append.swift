/// Datasets one under the other, and what was done so that they fit.
public struct Appending: Sendable {
    /// A column that took the place of another because it has the same role.
    public struct Match: Sendable, Equatable {
        /// The role.
        public let role: DataError.Role
        /// The column of the later dataset, and the first one's, which holds its cells now.
        public let from: String, to: String
        /// The dataset, counted from 0.
        public let dataset: Int
    }

    /// All rows.
    public let dataset: Dataset
    /// Columns that took the place of another.
    public let matches: [Match]
    /// Columns that not all datasets have, with the number of rows that have no cell there.
    public let gaps: [(column: String, rows: Int)]
}

extension Dataset {
    /// These rows, then the others'.
    ///
    /// Columns go together by name. Where a later dataset's only text column, or its label column, is called otherwise
    /// than the first one's, and it has no column of the first one's name, it counts as that. A column that some lack is
    /// missing there. Roles are the first one's that has them. Throws `differentColumns` for datasets that share
    /// nothing, `tooLarge`, `interrupted`.
    public func appending(
        _ others: [Dataset], shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Appending {
        var roles = roles
        var order = labelOrder ?? []
        var names = columnNames
        var parts = [Part(dataset: self, sources: Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))]
        var matches: [Appending.Match] = []
        for (index, other) in others.enumerated() {
            var sources: [String: String] = [:]
            for match in Self.matches(roles, names, other, index + 1) {
                sources[match.to] = match.from
                matches.append(match)
            }
            let taken = Set(sources.values)
            for name in other.columnNames where !taken.contains(name) { sources[name] = name }
            guard names.contains(where: { sources[$0] != nil }) || names.isEmpty else {
                throw .differentColumns(left: names, right: other.columnNames)
            }
            for name in other.columnNames where sources[name] == name && !names.contains(name) {
                names.append(name)
            }
            if roles.text.isEmpty { roles.text = other.roles.text }
            if roles.label == nil {
                (roles.label, roles.separator) = (other.roles.label, other.roles.separator)
            }
            for label in other.labelOrder ?? [] where !order.contains(label) { order.append(label) }
            parts.append(Part(dataset: other, sources: sources))
        }
        var columns: [Column] = []
        var gaps: [(column: String, rows: Int)] = []
        for name in names {
            if shouldStop() { throw .interrupted }
            let (column, missing) = try Self.stacked(name, parts)
            columns.append(column)
            if missing > 0 { gaps.append((name, missing)) }
        }
        let whole = try Dataset(
            columns: columns, roles: roles, labelOrder: order.isEmpty ? nil : order, source: source)
        return Appending(dataset: whole, matches: matches, gaps: gaps)
    }

    /// A dataset, and which of its columns goes under which name.
    private struct Part {
        let dataset: Dataset
        let sources: [String: String]
    }

    private static func matches(
        _ roles: Roles, _ names: [String], _ other: Dataset, _ index: Int
    ) -> [Appending.Match] {
        var found: [Appending.Match] = []
        func match(_ role: DataError.Role, _ mine: String?, _ its: String?) {
            guard let mine, let its, mine != its, !other.columnNames.contains(mine), !names.contains(its)
            else { return }
            found.append(Appending.Match(role: role, from: its, to: mine, dataset: index))
        }
        if roles.text.count == 1, other.roles.text.count == 1 {
            match(.text, roles.text.first, other.roles.text.first)
        }
        match(.label, roles.label, other.roles.label)
        return found
    }

    private static func stacked(
        _ name: String, _ parts: [Part]
    ) throws(DataError) -> (column: Column, missing: Int) {
        var cells = CellStore()
        var missing = 0
        for part in parts {
            let column = try part.sources[name].map { (source) throws(DataError) in
                try part.dataset.column(source)
            }
            if column == nil { missing += part.dataset.count }
            for row in 0..<part.dataset.count {
                let fits =
                    if let column { column.withCell(row) { cells.append($0) } } else {
                        cells.append([])
                    }
                guard fits else {
                    throw .tooLarge(column: name, bytes: cells.openBytes, limit: CellStore.limit)
                }
            }
        }
        return (Column(name: name, cells: cells), missing)
    }
}
