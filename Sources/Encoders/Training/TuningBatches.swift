/// Cuts an epoch's rows into batches.
struct TuningBatches: Sendable {
    /// The most rows of a batch.
    let rows: Int
    /// The most tokens of a batch; a single unit may have more.
    let tokens: Int?
    /// Rows that stay together: 2 where they come in pairs.
    let unit: Int

    /// The batches of `order`, whose texts have `counts` tokens.
    func callAsFunction(_ order: [Int], counts: [Int]) -> [[Int]] {
        var batches: [[Int]] = []
        var batch: [Int] = []
        var total = 0
        for start in stride(from: 0, to: order.count, by: unit) {
            let next = Array(order[start..<min(start + unit, order.count)])
            let count = next.reduce(0) { $0 + counts[$1] }
            let isFull = batch.count + next.count > max(rows, unit) || total + count > tokens ?? .max
            if isFull, !batch.isEmpty {
                batches.append(batch)
                batch = []
                total = 0
            }
            batch += next
            total += count
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }
}
