internal import CKernels
internal import Tensors

/// scale · left · right, a matrix of few ranks: [rows × rank] · [rank × columns].
struct LowRankProduct: Sendable {
    let left, right: FloatBuffer
    let rank, columns: Int
    let scale: Float

    /// Adds the elements at the places `range`, counted row by row, to `output`, which begins at the first of them.
    ///
    /// Each element is summed in the order of the ranks, so that its bits don't depend on the range.
    func add(_ range: Range<Int>, to output: UnsafeMutablePointer<Float>) {
        guard columns > 0 else { return }
        var place = range.lowerBound
        while place < range.upperBound {
            let (row, first) = place.quotientAndRemainder(dividingBy: columns)
            let count = min(columns - first, range.upperBound - place)
            for part in 0..<rank {
                kernel_add_scaled(
                    Kernels.level, count, scale * left.pointer[row * rank + part],
                    right.pointer + part * columns + first, output + (place - range.lowerBound))
            }
            place += count
        }
    }

    /// The transposed product: rightᵀ · leftᵀ.
    func transposed() -> LowRankProduct {
        let rows = rank > 0 ? left.count / rank : 0
        return LowRankProduct(
            left: Self.transpose(right, rows: rank, columns: columns),
            right: Self.transpose(left, rows: rows, columns: rank), rank: rank, columns: rows, scale: scale)
    }

    private static func transpose(_ matrix: FloatBuffer, rows: Int, columns: Int) -> FloatBuffer {
        let result = FloatBuffer(count: matrix.count)
        for row in 0..<rows {
            for column in 0..<columns {
                result.pointer[column * rows + row] = matrix.pointer[row * columns + column]
            }
        }
        return result
    }
}
