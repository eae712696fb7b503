import Datasets
import Display
import Language
import Phrases
import Tensors

// Verbs that choose rows.
extension Invocation {
    /// `keep D where …`.
    func keep() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let condition = try condition(over: dataset)
        let kept = try reading { () throws(DataError) in
            try dataset.keeping(where: condition, shouldStop: shouldStop)
        }
        return remaining(kept, of: dataset)
    }

    /// A result that may be empty, which is said.
    private func remaining(_ rows: Dataset, of dataset: Dataset) -> Execution.Outcome {
        if rows.count == 0, dataset.count > 0 {
            warn(.noRowLeft(verb: command.verb.text, rows: dataset.count), at: command.span(of: "where"))
        }
        return .value(.dataset(rows))
    }

    /// `drop D where …`.
    func drop() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let condition = try condition(over: dataset)
        let rest = try reading { () throws(DataError) in
            try dataset.dropping(where: condition, shouldStop: shouldStop)
        }
        return remaining(rest, of: dataset)
    }

    private func condition(over dataset: Dataset) throws(Failure) -> Datasets.Condition {
        let clause = try required("where")
        guard let written = clause.value.condition else { throw wrongType(clause, wanted: [.boolean]) }
        return Datasets.Condition(written, over: dataset)
    }

    /// `deduplicate D`: the first row of each text, and what was found on the way.
    func deduplicate() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let result = try reading { () throws(DataError) in try dataset.deduplicated(shouldStop: shouldStop) }
        var line =
            phrase(
                "\(result.removed) of \(NumberFormat.count(dataset.count)) rows removed: their text came before",
                zh: "\(NumberFormat.count(dataset.count)) 行中去掉 \(result.removed) 行：文本已经出现过")
        if !result.conflicts.isEmpty {
            line += phrase(
                "; \(result.conflicts.count) of the texts had different labels, the first was kept",
                zh: "；其中 \(result.conflicts.count) 篇文本标签不一致，保留第一个")
        }
        output.print(line + "\n")
        return .value(.dataset(result.dataset))
    }

    /// `split D [dev p] test p [stratify COL|none] [group COL] [time COL] [seed n]`.
    func split() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        var plan = SplitPlan(
            test: try required("test").value.number ?? 0.2, dev: command.clause("dev")?.value.number)
        plan.stratify =
            command.gives("stratify")
            ? command.clause("stratify")?.value.text.map { dataset.resolved($0) } : dataset.roles.label
        plan.group = command.clause("group")?.value.text.map { dataset.resolved($0) }
        plan.time = command.clause("time")?.value.text.map { dataset.resolved($0) }
        var random = SeededRandom(seed: seed)
        let split = try reading { () throws(DataError) in try dataset.split(plan, using: &random) }
        if plan.group != nil {
            let share = Double(split.test.count) / Double(max(1, dataset.count))
            output.print(
                phrase(
                    "groups stay whole: the test set has \(NumberFormat.percent(1).text(share)) of the rows\n",
                    zh: "各组保持完整：测试集占 \(NumberFormat.percent(1).text(share)) 的行\n"))
        }
        let parts = [split.train, split.dev, split.test].compactMap(\.self)
        return .values(parts.map { .dataset($0) })
    }

    /// The statement's seed, else the signature's.
    var seed: UInt64 { UInt64(bitPattern: Int64(integer("seed", default: 1))) }
}

extension Datasets.Condition {
    /// The same question in the terms of data.
    ///
    /// `text` and `label` mean the column so called, else the column with that role.
    init(_ written: Language.Condition, over dataset: Dataset) {
        switch written {
        case .not(let inner): self = .not(Datasets.Condition(inner, over: dataset))
        case .all(let parts): self = .all(parts.map { Datasets.Condition($0, over: dataset) })
        case .any(let parts): self = .any(parts.map { Datasets.Condition($0, over: dataset) })
        case .comparison(let comparison): self = Datasets.Condition(comparison, over: dataset)
        }
    }

    private init(_ written: Language.Comparison, over dataset: Dataset) {
        let column = dataset.resolved(written.column.text)
        let operands = written.values.map { value -> Operand in
            switch value {
            case .text(let text): .text(text)
            case .number(let number): .number(number)
            case .boolean(let truth): .boolean(truth)
            case .column(let name): .column(dataset.resolved(name))
            }
        }
        let first = operands.first ?? .text("")
        var literal = ""
        if case .text(let text)? = written.value { literal = text }
        switch written.operator {
        case .contains: self = .contains(column: column, literal)
        case .matches: self = .matches(column: column, literal)
        case .oneOf: self = .isIn(column: column, operands)
        case .missing: self = .missing(column: column)
        case .equal: self = .compare(column: column, .equal, first)
        case .notEqual: self = .compare(column: column, .notEqual, first)
        case .less: self = .compare(column: column, .less, first)
        case .lessOrEqual: self = .compare(column: column, .lessOrEqual, first)
        case .greater: self = .compare(column: column, .greater, first)
        case .greaterOrEqual: self = .compare(column: column, .greaterOrEqual, first)
        }
    }
}

extension Dataset {
    /// The column that a name means: the one so called, else the one with the role `text` or `label`.
    func resolved(_ name: String) -> String {
        if columnNames.contains(name) { return name }
        if name == "text", let first = roles.text.first { return first }
        return name == "label" ? roles.label ?? name : name
    }
}
