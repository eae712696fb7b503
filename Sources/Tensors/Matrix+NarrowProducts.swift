internal import CKernels

/// Products of a `Float` matrix with a few columns of `Double`, which kernels take as vectors over the matrix's columns.
extension Matrix {
    static func isNarrow(_ width: Int) -> Bool { width > 1 && width <= KERNEL_NARROW }

    func addNarrowProduct(with right: [Double], width: Int, to sum: inout [Double], pool: ThreadPool) {
        let turned = Self.turned(right, columns, width)
        let blocks = (rows + blockRows - 1) / blockRows
        var bounds = (0...blocks).map { min(rows, $0 * blockRows) * width }
        if sum.count > rows * width { bounds.append(sum.count) }
        pool.forEachPart(of: &sum, bounds: bounds) { block, part in
            guard block < blocks, let first = part.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                kernel_narrow_product(
                    Self.level, part.count / width, columns, base + block * blockRows * columns, turned,
                    width, first)
            }
        }
    }

    func narrowTransposedProduct(with right: [Double], width: Int, pool: ThreadPool) -> [Double] {
        let sums = summed(columns * width, rows, pool) { first, last, sum in
            right.withUnsafeBufferPointer { right in
                values.withUnsafeBufferPointer { values in
                    guard let base = values.baseAddress, let given = right.baseAddress else { return }
                    kernel_narrow_transposed(
                        Self.level, last - first, columns, base + first * columns, given + first * width,
                        width, sum)
                }
            }
        }
        return Self.turned(sums, width, columns)
    }

    /// The transpose of [rows × columns], from the beginning of `values`.
    private static func turned(_ values: [Double], _ rows: Int, _ columns: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: rows * columns) { buffer, initialised in
            for column in 0..<columns {
                for row in 0..<rows {
                    buffer.initializeElement(at: column * rows + row, to: values[row * columns + column])
                }
            }
            initialised = rows * columns
        }
    }
}
