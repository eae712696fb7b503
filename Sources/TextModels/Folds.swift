internal import Tensors

/// Stratified folds: each label's rows are shuffled and dealt out one by one, so every fold has its share of each.
public enum Folds {
    /// The fold of each row, in `0 ..< count`.
    public static func stratified(_ codes: [Int], count: Int, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        var folds = [Int](repeating: 0, count: codes.count)
        var next = 0
        for label in 0..<((codes.max() ?? -1) + 1) {
            var rows = codes.indices.filter { codes[$0] == label }
            for last in stride(from: rows.count - 1, to: 0, by: -1) {
                rows.swapAt(last, Int(random.next() % UInt64(last + 1)))
            }
            for row in rows {
                folds[row] = next % max(1, count)
                next += 1
            }
        }
        return folds
    }
}
