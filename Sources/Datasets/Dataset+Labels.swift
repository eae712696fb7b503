/// A label and the rows that get it.
public struct LabelRule: Sendable, Equatable {
    /// The label.
    public var label: String
    /// Its condition; nil means otherwise.
    public var condition: Condition?

    /// Makes the rule `label when condition`, or `label otherwise`.
    public init(_ label: String, when condition: Condition?) {
        self.label = label
        self.condition = condition
    }
}

/// A dataset with new labels, and how many rows got which.
public struct Labelling: Sendable {
    /// The labelled rows.
    public let dataset: Dataset
    /// The rows of each label, in the order of the rules.
    public let counts: [(label: String, rows: Int)]
    /// Rows that no rule labelled: their label is missing.
    public let unlabelled: Int
}

extension Dataset {
    /// The labels that occur, in the order of the rules, else sorted (numbers by value, texts by code points).
    ///
    /// Throws `noRole`.
    public func classes() throws(DataError) -> [String] {
        hasSeveralLabels ? try labelSets().names : try labelCoding().names
    }

    /// The label of every row as an index into the classes; whole cells where rows may have several labels.
    ///
    /// Throws `noRole`.
    public func labelCoding() throws(DataError) -> LabelCoding {
        LabelCoding(try labelColumn(), order: labelOrder)
    }

    /// The labels that occur, as `classes` sorts them, with their rows.
    ///
    /// Throws `noRole`.
    public func labelTally() throws(DataError) -> [(label: String, rows: Int)] {
        guard !hasSeveralLabels else {
            let found = try labelSets()
            return zip(found.names, found.counts).map { ($0, $1) }
        }
        return LabelCoding.tally(try labelColumn(), order: labelOrder)
    }

    /// Writes labels into a column, a new one or in place of an old one; the first rule that matches wins.
    ///
    /// Throws as `mask` does.
    public func labelled(
        by rules: [LabelRule], column name: String = "label", shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> Labelling {
        var names: [String] = []
        var codes = [Int](repeating: -1, count: count)
        for rule in rules {
            let code = names.firstIndex(of: rule.label) ?? names.count
            if code == names.count { names.append(rule.label) }
            let mask = try rows(of: rule, shouldStop)
            for row in codes.indices where codes[row] < 0 && mask[row] { codes[row] = code }
        }
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes where code >= 0 { counts[code] += 1 }
        return Labelling(
            dataset: try replacing(name, codes.lazy.map { $0 < 0 ? nil : names[$0] }, order: names),
            counts: Array(zip(names, counts)).map { (label: $0, rows: $1) },
            unlabelled: count - counts.reduce(0, +))
    }

    private func rows(of rule: LabelRule, _ shouldStop: @Sendable () -> Bool) throws(DataError) -> [Bool] {
        guard let condition = rule.condition else { return [Bool](repeating: true, count: count) }
        return try mask(where: condition, shouldStop: shouldStop)
    }

    /// Renames labels; two may become one.
    ///
    /// Throws `noRole`, and `unknownLabel` for one that doesn't occur.
    public func relabelled(_ names: [(old: String, new: String)]) throws(DataError) -> Dataset {
        let column = try labelColumn()
        if let separator = roles.separator {
            let changed = try relabelledSets(names, separator: separator)
            return try Dataset(
                columns: columns.map { $0.name == column.name ? changed : $0 }, roles: roles, source: source)
        }
        let coding = try labelCoding()
        var new = coding.names
        for (old, name) in names {
            guard let index = coding.names.firstIndex(of: old) else {
                throw .unknownLabel(name: old, labels: coding.names)
            }
            new[index] = name
        }
        let order = labelOrder.map { _ in
            new.enumerated().filter { new.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        }
        return try replacing(column.name, coding.codes.lazy.map { $0.map { new[$0] } }, order: order)
    }

    /// The dataset with other labels in a column, which becomes the label column.
    private func replacing(
        _ name: String, _ values: some Sequence<String?>, order: [String]?
    ) throws(DataError) -> Dataset {
        let column = try Column(name: name, values: values)
        var columns = columns
        if let index = columns.firstIndex(where: { $0.name == name }) {
            columns[index] = column
        } else {
            columns.append(column)
        }
        let roles = Roles(text: roles.text.filter { $0 != name }, label: name)
        return try Dataset(columns: columns, roles: roles, labelOrder: order, source: source)
    }
}
