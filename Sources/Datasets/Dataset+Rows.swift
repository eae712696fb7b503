extension Dataset {
    /// The rows at these indices (from 0), in this order; repeats are allowed.
    ///
    /// Throws `noSuchRow` for one that doesn't exist.
    public func rows(_ indices: [Int]) throws(DataError) -> Dataset {
        if let wrong = indices.first(where: { $0 < 0 || $0 >= count }) {
            throw .noSuchRow(row: wrong, count: count)
        }
        return selecting(indices)
    }

    /// The rows at indices that are known to exist.
    func selecting(_ indices: [Int]) -> Dataset {
        var shared: (old: [UInt32]?, new: [UInt32])?
        let chosen = columns.map { column in
            // Columns of one dataset nearly always share one selection; comparing a buffer with itself is instant.
            if shared == nil || shared?.old != column.selection {
                let new = indices.map { column.selection?[$0] ?? UInt32(truncatingIfNeeded: $0) }
                shared = (column.selection, new)
            }
            return Column(name: column.name, cells: column.cells, selection: shared?.new, kind: column.kind)
        }
        return Dataset(chosen, indices.count, roles, labelOrder, source)
    }

    /// The rows that satisfy a condition.
    ///
    /// Throws as `mask` does.
    public func keeping(
        where condition: Condition, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Dataset {
        let mask = try mask(where: condition, shouldStop: shouldStop)
        return selecting(mask.indices.filter { mask[$0] })
    }

    /// The rows that don't satisfy a condition, missing values among them.
    ///
    /// Throws as `mask` does.
    public func dropping(
        where condition: Condition, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Dataset {
        let mask = try mask(where: condition, shouldStop: shouldStop)
        return selecting(mask.indices.filter { !mask[$0] })
    }

    /// The first rows, at most `limit`, from row `start` (from 0).
    public func prefix(_ limit: Int, from start: Int = 0) -> Dataset {
        let first = min(max(start, 0), count)
        return selecting(Array(first..<(first + min(max(limit, 0), count - first))))
    }

    /// The same rows with more columns at the end; one of the same name is replaced.
    ///
    /// Throws `unequalColumns` when a column has another number of rows, `duplicateColumn` when two are added by one name.
    public func adding(_ columns: [Column]) throws(DataError) -> Dataset {
        let kept = self.columns.filter { column in !columns.contains { $0.name == column.name } }
        return try Dataset(columns: kept + columns, roles: roles, labelOrder: labelOrder, source: source)
    }
}
