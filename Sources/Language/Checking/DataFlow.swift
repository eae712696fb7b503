/// What is known beforehand of datasets that are drawn from others or put together.
struct DataFlow {
    let scope: Scope

    func result(of command: Command) -> DatasetFacts {
        let facts = command.operands.map { dataset($0) }
        guard let first = facts.first else { return DatasetFacts() }
        switch command.verb.text {
        case "sample": return sampled(first, command)
        case "balance": return balanced(first)
        case "append": return facts.dropFirst().reduce(first) { appended($0, $1) }
        default: return DatasetFacts()
        }
    }

    private func dataset(_ argument: Argument) -> DatasetFacts {
        guard case .name(let name) = argument.value, case .dataset(let facts)? = scope.facts(of: name) else {
            return DatasetFacts()
        }
        return facts
    }

    private func sampled(_ facts: DatasetFacts, _ command: Command) -> DatasetFacts {
        var facts = facts
        let rows = command.clause("rows")?.value.integer
        let label = facts.labelColumn ?? ""
        if let column = command.clause("per")?.value.text {
            let isLabel = !label.isEmpty && (column == label || column == "label")
            facts.labels = facts.labels?.map { LabelFacts($0.name, count: isLabel ? rows : nil) }
            facts.rows = isLabel ? product(rows, facts.labels?.count) : nil
        } else {
            facts.rows = rows
            facts.labels = facts.labels?.map { LabelFacts($0.name) }
        }
        return facts
    }

    private func balanced(_ facts: DatasetFacts) -> DatasetFacts {
        var facts = facts
        let counts = facts.labels?.map(\.count) ?? []
        let least = counts.contains(nil) ? nil : counts.compactMap(\.self).min()
        facts.labels = facts.labels?.map { LabelFacts($0.name, count: least) }
        facts.rows = product(least, facts.labels?.count)
        return facts
    }

    private func product(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return nil }
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        return overflows ? nil : product
    }

    private func appended(_ left: DatasetFacts, _ right: DatasetFacts) -> DatasetFacts {
        var facts = DatasetFacts(textColumns: left.textColumns, labelColumn: left.labelColumn)
        if left.textColumns?.isEmpty == true { facts.textColumns = right.textColumns }
        if left.labelColumn?.isEmpty == true { facts.labelColumn = right.labelColumn }
        if let mine = left.rows, let its = right.rows {
            let (sum, overflows) = mine.addingReportingOverflow(its)
            facts.rows = overflows ? nil : sum
        }
        if let mine = left.columns, let its = right.columns {
            // A column of the other's that takes the place of a role's goes by the first one's name.
            let moved = Set(
                [(left.labelColumn, right.labelColumn), (left.textColumns?.first, right.textColumns?.first)]
                    .filter { ($0.0 ?? "") != ($0.1 ?? "") && !($0.0 ?? "").isEmpty }.compactMap(\.1))
            facts.columns =
                mine.map { column in
                    let other = its.first { $0.name == column.name }
                    let kind = other.map { $0.kind == column.kind ? column.kind : .unknown } ?? .unknown
                    return ColumnFacts(column.name, kind, samples: column.samples)
                }
                + its.filter { column in
                    !mine.contains { $0.name == column.name } && !moved.contains(column.name)
                }
        }
        if let mine = left.labels, let its = right.labels {
            let names = Set((mine + its).map(\.name))
            facts.labels = names.sorted().map { LabelFacts($0) }
        }
        return facts
    }
}
