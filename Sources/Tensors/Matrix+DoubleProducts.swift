internal import CBLAS

/// Products of a `Float` matrix with `Double` operands, in `Double`: rows are widened block by block.
///
/// Blocks and the order of sums are fixed by the shape, so results don't depend on the number of threads.
extension Matrix {
    /// So many rows that a widened block stays in the processor's cache, and below the size that is mapped afresh.
    private var blockRows: Int { max(8, min(256, 12_288 / max(1, columns))) }
    private static let pieceCount = 16

    /// Adds self · right to `sum`: [rows × columns] · [columns × width] → [rows × width].
    public func addProduct(with right: [Double], width: Int, to sum: inout [Double], pool: ThreadPool) {
        precondition(right.count >= columns * width && sum.count >= rows * width, "operands too small")
        guard columns > 0, width > 0, rows > 0 else { return }
        let blocks = (rows + blockRows - 1) / blockRows
        var bounds = (0...blocks).map { min(rows, $0 * blockRows) * width }
        if sum.count > rows * width { bounds.append(sum.count) }
        pool.forEachPart(of: &sum, bounds: bounds) { block, part in
            guard block < blocks else { return }
            widened(block * blockRows, min(rows, (block + 1) * blockRows)) { left, count in
                if width == 1 {
                    cblas_dgemv(
                        CblasRowMajor, CblasNoTrans, Int32(count), Int32(columns), 1, left, Int32(columns),
                        right, 1, 1,
                        part.baseAddress, 1)
                } else {
                    cblas_dgemm(
                        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(count), Int32(width), Int32(columns),
                        1, left,
                        Int32(columns), right, Int32(width), 1, part.baseAddress, Int32(width))
                }
            }
        }
    }

    /// selfᵀ · right: [rows × columns]ᵀ · [rows × width] → [columns × width], row-major.
    public func transposedProduct(with right: [Double], width: Int, pool: ThreadPool) -> [Double] {
        precondition(right.count >= rows * width, "operand too small")
        guard columns > 0, width > 0 else { return [] }
        return summed(columns * width, rows, pool) { first, last, sum in
            right.withUnsafeBufferPointer { right in
                guard let base = right.baseAddress else { return }
                widened(first, last) { left, count in
                    if width == 1 {
                        cblas_dgemv(
                            CblasRowMajor, CblasTrans, Int32(count), Int32(columns), 1, left, Int32(columns),
                            base + first, 1, 1, sum, 1)
                    } else {
                        cblas_dgemm(
                            CblasRowMajor, CblasTrans, CblasNoTrans, Int32(columns), Int32(width),
                            Int32(count), 1, left,
                            Int32(columns), base + first * width, Int32(width), 1, sum, Int32(width))
                    }
                }
            }
        }
    }

    /// [X 1]ᵀ · [X 1] over at most `limit` rows, evenly spread, times rows / rows used; [columns + 1]².
    ///
    /// Only the lower triangle is filled. Gives nil when `shouldStop` says so.
    public func borderedGram(
        limit: Int, pool: ThreadPool, shouldStop: @Sendable () -> Bool = { false }
    ) -> DoubleMatrix? {
        let used = min(rows, max(1, limit))
        let size = columns + 1
        let sums = summed(size * size, used, pool) { first, last, sum in
            guard !shouldStop() else { return }
            var block: [Double] = []
            block.reserveCapacity((last - first) * size)
            for row in first..<last {
                withRow(row * rows / used) { for value in $0 { block.append(Double(value)) } }
                block.append(1)
            }
            cblas_dsyrk(
                CblasRowMajor, CblasLower, CblasTrans, Int32(size), Int32(last - first), 1, block,
                Int32(size), 1, sum,
                Int32(size))
        }
        guard !shouldStop() else { return nil }
        let scale = used > 0 ? Double(rows) / Double(used) : 1
        var gram = DoubleMatrix(rows: size, columns: size)
        gram.values = sums.map { $0 * scale }
        return gram
    }

    /// Sums what `body` adds for each block of `count` rows: within a piece in order, then piece after piece.
    private func summed(
        _ size: Int, _ count: Int, _ pool: ThreadPool,
        _ body: @Sendable (_ first: Int, _ last: Int, _ sum: UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let blocks = (count + blockRows - 1) / blockRows
        let pieces = min(Self.pieceCount, max(1, blocks))
        let partial = pool.map(pieces) { piece in
            var sum = [Double](repeating: 0, count: size)
            sum.withUnsafeMutableBufferPointer { sum in
                guard let sum = sum.baseAddress else { return }
                for block in blocks * piece / pieces..<blocks * (piece + 1) / pieces {
                    body(block * blockRows, min(count, (block + 1) * blockRows), sum)
                }
            }
            return sum
        }
        var total = partial[0]
        for part in partial.dropFirst() {
            for index in total.indices { total[index] += part[index] }
        }
        return total
    }

    private func widened(_ first: Int, _ last: Int, _ body: (UnsafePointer<Double>, Int) -> Void) {
        let count = (last - first) * columns
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count)) { wide in
            values.withUnsafeBufferPointer { narrow in
                // Plain pointers, since checked indices keep this loop from being vectorised.
                guard let from = narrow.baseAddress, let to = wide.baseAddress else { return }
                precondition(first * columns + count <= narrow.count, "rows out of range")
                let start = from + first * columns
                for index in 0..<count { to[index] = Double(start[index]) }
                body(to, last - first)
            }
        }
    }
}
