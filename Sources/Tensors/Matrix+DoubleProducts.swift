internal import CBLAS
internal import CKernels

/// Products of a `Float` matrix with `Double` operands, in `Double`.
///
/// Blocks and the order of sums are fixed by the shape, so results don't depend on the number of threads.
extension Matrix {
    /// So many rows that a block stays in the processor's cache.
    var blockRows: Int { max(8, min(256, 24_576 / max(1, columns))) }
    static let level = kernel_best_level()

    /// The columns of a right side of `width` as the kernels take it: one, or whole groups of 8.
    private static func padded(_ width: Int) -> Int { width == 1 ? 1 : (width + 7) / 8 * 8 }

    private static func pad(_ values: UnsafeBufferPointer<Double>, _ width: Int) -> [Double] {
        let (count, wide) = (values.count / max(1, width), padded(width))
        return [Double](unsafeUninitializedCapacity: count * wide) { buffer, initialised in
            buffer.initialize(repeating: 0)
            for row in 0..<count {
                for column in 0..<width { buffer[row * wide + column] = values[row * width + column] }
            }
            initialised = count * wide
        }
    }

    /// Adds self · right to `sum`: [rows × columns] · [columns × width] → [rows × width].
    public func addProduct(with right: [Double], width: Int, to sum: inout [Double], pool: ThreadPool) {
        precondition(right.count >= columns * width && sum.count >= rows * width, "operands too small")
        guard columns > 0, width > 0, rows > 0 else { return }
        if Self.isNarrow(width) { return addNarrowProduct(with: right, width: width, to: &sum, pool: pool) }
        let (blockRows, wide) = (blockRows, Self.padded(width))
        let blocks = (rows + blockRows - 1) / blockRows
        let right =
            wide == width
            ? right
            : right.withUnsafeBufferPointer { Self.pad(.init(rebasing: $0[..<(columns * width)]), width) }
        var bounds = (0...blocks).map { min(rows, $0 * blockRows) * width }
        if sum.count > rows * width { bounds.append(sum.count) }
        pool.forEachPart(of: &sum, bounds: bounds) { block, part in
            guard block < blocks, let first = part.baseAddress else { return }
            let (start, count) = (block * blockRows, part.count / width)
            values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                guard wide != width else {
                    return kernel_wide_product(
                        Self.level, count, columns, base + start * columns, right, wide, first)
                }
                withUnsafeTemporaryAllocation(of: Double.self, capacity: count * wide) { work in
                    guard let sums = work.baseAddress else { return }
                    work.initialize(repeating: 0)
                    kernel_wide_product(
                        Self.level, count, columns, base + start * columns, right, wide, sums)
                    for row in 0..<count {
                        for column in 0..<width { first[row * width + column] += sums[row * wide + column] }
                    }
                }
            }
        }
    }

    /// selfᵀ · right: [rows × columns]ᵀ · [rows × width] → [columns × width], row-major.
    public func transposedProduct(with right: [Double], width: Int, pool: ThreadPool) -> [Double] {
        precondition(right.count >= rows * width, "operand too small")
        guard columns > 0, width > 0 else { return [] }
        if Self.isNarrow(width) { return narrowTransposedProduct(with: right, width: width, pool: pool) }
        let wide = Self.padded(width)
        let sums = summed(columns * wide, rows, pool) { first, last, sum in
            right.withUnsafeBufferPointer { right in
                values.withUnsafeBufferPointer { values in
                    guard let base = values.baseAddress, let given = right.baseAddress else { return }
                    let input = base + first * columns
                    guard wide != width else {
                        return kernel_wide_transposed(
                            Self.level, last - first, columns, input, given + first * width, wide, sum)
                    }
                    let block = Self.pad(
                        UnsafeBufferPointer(rebasing: right[first * width..<last * width]), width)
                    kernel_wide_transposed(Self.level, last - first, columns, input, block, wide, sum)
                }
            }
        }
        guard wide != width else { return sums }
        var result: [Double] = []
        result.reserveCapacity(columns * width)
        for row in 0..<columns { result.append(contentsOf: sums[row * wide..<row * wide + width]) }
        return result
    }

    /// [X 1]ᵀ · [X 1] over at most `limit` rows, evenly spread, times rows / rows used; [columns + 1]².
    ///
    /// Only the lower triangle is filled. Gives nil when `shouldStop` says so.
    public func borderedGram(
        limit: Int, pool: ThreadPool, shouldStop: @Sendable () -> Bool = { false }
    ) -> DoubleMatrix? {
        let used = min(rows, max(1, limit))
        let size = columns + 1
        // Every piece has a matrix of its own, so they are few.
        let sums = summed(size * size, used, pool, pieces: 4) { first, last, sum in
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
    func summed(
        _ size: Int, _ count: Int, _ pool: ThreadPool, pieces: Int = 16,
        _ body: @Sendable (_ first: Int, _ last: Int, _ sum: UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let blocks = (count + blockRows - 1) / blockRows
        let pieces = min(pieces, max(1, blocks))
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
}
