extension Dataset {
    /// The last rows in time are the test set, those before them the development set; equal times keep their order.
    func lastInTime(_ name: String, _ plan: SplitPlan) throws(DataError) -> SplitParts {
        let column = try column(name)
        let numbers = column.kind == .number ? column.numbers() : []
        var times: [Double] = []
        times.reserveCapacity(count)
        for row in 0..<count {
            guard let cell = column[row] else { throw .notTime(column: name, row: row + 1, cell: nil) }
            guard let time = numbers.isEmpty ? Timestamp(cell)?.seconds : numbers[row] else {
                throw .notTime(column: name, row: row + 1, cell: cell)
            }
            times.append(time)
        }
        let order = times.indices.sorted { times[$0] != times[$1] ? times[$0] < times[$1] : $0 < $1 }
        let test = Self.quotas([count], share: plan.test, taken: [0])[0]
        let dev = plan.dev.map { Self.quotas([count], share: $0, taken: [test])[0] } ?? 0
        let (first, last) = (count - test - dev, count - test)
        return SplitParts(
            train: Array(order[..<first]), dev: Array(order[first..<last]), test: Array(order[last...]))
    }
}
