extension Dataset {
    /// Which rows satisfy a condition.
    ///
    /// Throws `unknownColumn`, `typeMismatch`, `notOrdered`, `invalidPattern`, `conditionTooDeep`, `interrupted`.
    public func mask(
        where condition: Condition, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) -> [Bool] {
        try withoutActuallyEscaping(shouldStop) { (shouldStop) throws(DataError) in
            let evaluation = ConditionEvaluation(dataset: self, shouldStop: shouldStop)
            return try evaluation.truths(condition, depth: 0).map { $0 == .yes }
        }
    }

    /// Checks a condition against the columns' names and kinds.
    ///
    /// Throws as `mask` does, without examples.
    public func check(_ condition: Condition) throws(DataError) {
        _ = try selecting([]).mask(where: condition)
    }
}

/// Answers a condition for all rows of a dataset, column by column.
private struct ConditionEvaluation {
    typealias Cell = UnsafeBufferPointer<UInt8>

    let dataset: Dataset
    let shouldStop: () -> Bool

    func truths(_ condition: Condition, depth: Int) throws(DataError) -> [Truth] {
        guard depth < Condition.depthLimit else { throw .conditionTooDeep(limit: Condition.depthLimit) }
        switch condition {
        case .compare(let name, let comparison, let operand):
            return try compare(try dataset.column(name), comparison, operand)
        case .contains(let name, let text):
            let needle = Array(text.utf8)
            return try test(try dataset.column(name)) { $0.contains(bytes: needle) }
        case .matches(let name, let source):
            var pattern = try Pattern(source)
            return try test(try dataset.column(name)) { pattern.matches($0) }
        case .isIn(let name, let operands): return try isIn(try dataset.column(name), operands)
        case .missing(let name):
            let column = try dataset.column(name)
            return (0..<dataset.count).map { Truth(column.isMissing($0)) }
        case .not(let inner): return try truths(inner, depth: depth + 1).map { !$0 }
        case .all(let parts): return try combine(parts, depth, start: .yes) { $0 && $1 }
        case .any(let parts): return try combine(parts, depth, start: .no) { $0 || $1 }
        }
    }

    private func combine(
        _ parts: [Condition], _ depth: Int, start: Truth, _ join: (Truth, Truth) -> Truth
    ) throws(DataError) -> [Truth] {
        var result = [Truth](repeating: start, count: dataset.count)
        for part in parts {
            let next = try truths(part, depth: depth + 1)
            for row in result.indices { result[row] = join(result[row], next[row]) }
        }
        return result
    }

    /// Asks every cell that isn't missing.
    private func test(_ column: Column, _ isTrue: (Cell) -> Bool) throws(DataError) -> [Truth] {
        var result = [Truth](repeating: .unknown, count: column.count)
        var row = 0
        while row < column.count {
            if shouldStop() { throw .interrupted }
            // Blocks of about 64 kB, however long the texts are.
            var left = 1 << 16
            while row < column.count, left > 0 {
                column.withCell(row) { cell in
                    if !cell.isEmpty { result[row] = Truth(isTrue(cell)) }
                    left -= cell.count + 16
                }
                row += 1
            }
        }
        return result
    }

    private func compare(
        _ column: Column, _ comparison: Condition.Comparison, _ operand: Condition.Operand
    ) throws(DataError) -> [Truth] {
        switch try Typed(operand, column, self) {
        case .number(let number):
            return try test(column) { cell in
                Decimal.value(of: cell).map { comparison.holds($0, number) } ?? false
            }
        case .boolean(let value):
            guard comparison == .equal || comparison == .notEqual else {
                throw .notOrdered(column: column.name, kind: .boolean)
            }
            return try test(column) { (Column.boolean($0) == value) == (comparison == .equal) }
        case .text(let text):
            return try text.withUnsafeBufferPointer { (other) throws(DataError) in
                try test(column) { comparison.holds($0.order(other), 0) }
            }
        case .column(let other): return try compare(column, comparison, with: other)
        }
    }

    /// Two cells of each row.
    private func compare(
        _ left: Column, _ comparison: Condition.Comparison, with right: Column
    ) throws(DataError) -> [Truth] {
        let areNumbers = left.kind == .number && right.kind == .number
        let (leftNumbers, rightNumbers) = areNumbers ? (left.numbers(), right.numbers()) : ([], [])
        var result = [Truth](repeating: .unknown, count: left.count)
        for row in result.indices {
            if row & 4095 == 0, shouldStop() { throw .interrupted }
            if left.isMissing(row) || right.isMissing(row) { continue }
            if areNumbers {
                result[row] = Truth(comparison.holds(leftNumbers[row], rightNumbers[row]))
                continue
            }
            let order = left.withCell(row) { mine in right.withCell(row) { mine.order($0) } }
            result[row] = Truth(comparison.holds(order, 0))
        }
        return result
    }

    private func isIn(_ column: Column, _ operands: [Condition.Operand]) throws(DataError) -> [Truth] {
        var result = [Truth](repeating: .no, count: dataset.count)
        for row in result.indices where column.isMissing(row) { result[row] = .unknown }
        for operand in operands {
            let next = try compare(column, .equal, operand)
            for row in result.indices { result[row] = result[row] || next[row] }
        }
        return result
    }

    /// An operand as the kind of value that its column holds.
    private enum Typed {
        case number(Double)
        case boolean(Bool)
        case text([UInt8])
        case column(Column)

        init(_ operand: Condition.Operand, _ column: Column, _ evaluation: ConditionEvaluation)
            throws(DataError)
        {
            switch operand {
            case .number(let number):
                guard column.kind == .number || column.kind == .empty else {
                    throw evaluation.mismatch(column, expected: .number)
                }
                self = .number(number)
            case .boolean(let value):
                guard column.kind == .boolean || column.kind == .empty else {
                    throw evaluation.mismatch(column, expected: .boolean)
                }
                self = .boolean(value)
            case .text(let text):
                let bytes = Array(text.utf8)
                let value = bytes.withUnsafeBufferPointer { (Decimal.value(of: $0), Column.boolean($0)) }
                switch (column.kind, value) {
                case (.number, (let number?, _)): self = .number(number)
                case (.boolean, (_, let boolean?)): self = .boolean(boolean)
                case (.number, _), (.boolean, _): throw evaluation.mismatch(column, expected: .text)
                default: self = .text(bytes)
                }
            case .column(let name):
                let other = try evaluation.dataset.column(name)
                let fits = column.kind == other.kind || column.kind == .empty || other.kind == .empty
                guard fits else { throw evaluation.mismatch(column, expected: other.kind) }
                self = .column(other)
            }
        }
    }

    /// The error for a column of another kind, with the first cell that shows it.
    func mismatch(_ column: Column, expected: Column.Kind) -> DataError {
        var example: (text: String, row: Int)?
        for row in 0..<column.count where example == nil && expected != .text {
            guard var text = column[row] else { continue }
            let fits = text.withUTF8 {
                expected == .number ? Decimal.value(of: $0) != nil : Column.boolean($0) != nil
            }
            if !fits { example = (String(text.unicodeScalars.prefix(60)), row + 1) }
        }
        return .typeMismatch(
            column: column.name, kind: column.kind, expected: expected, example: example?.text,
            row: example?.row)
    }
}

extension Condition.Comparison {
    /// Whether `left` stands so to `right`.
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
