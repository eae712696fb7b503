import CKernels
import Tensors
import Testing

/// Products of a `Float` matrix with `Double` operands on every instruction set of this processor, against plain loops.
struct WideProductTests {
    static let levels = [KERNEL_PORTABLE, KERNEL_AVX2, KERNEL_AVX512].filter {
        $0.rawValue <= kernel_best_level().rawValue
    }

    @Test("sums are right to rounding in double, for all small sizes", arguments: levels)
    func right(_ level: KernelLevel) {
        var random = SeededRandom(seed: 3)
        for (rows, depth) in [(1, 1), (3, 7), (8, 16), (13, 33), (25, 130)] {
            for columns in [1, 8, 16, 24, 32, 56] {
                let input = (0..<rows * depth).map { _ in Float(random.unit() - 0.5) }
                let right = (0..<depth * columns).map { _ in random.unit() - 0.5 }
                let left = (0..<rows * columns).map { _ in random.unit() - 0.5 }
                var product = left
                kernel_wide_product(level, rows, depth, input, right, columns, &product)
                var transposed = right
                kernel_wide_transposed(level, rows, depth, input, left, columns, &transposed)
                for row in 0..<rows {
                    for column in 0..<columns {
                        let sum = (0..<depth).reduce(left[row * columns + column]) {
                            $0 + Double(input[row * depth + $1]) * right[$1 * columns + column]
                        }
                        #expect(abs(product[row * columns + column] - sum) <= 1e-13)
                    }
                }
                for place in 0..<depth {
                    for column in 0..<columns {
                        let sum = (0..<rows).reduce(right[place * columns + column]) {
                            $0 + Double(input[$1 * depth + place]) * left[$1 * columns + column]
                        }
                        #expect(abs(transposed[place * columns + column] - sum) <= 1e-13)
                    }
                }
            }
        }
    }

    @Test("a few columns side by side give the same sums", arguments: levels)
    func narrow(_ level: KernelLevel) {
        var random = SeededRandom(seed: 6)
        for (rows, depth) in [(1, 1), (3, 7), (8, 16), (13, 33), (25, 130)] {
            for columns in 2...KERNEL_NARROW {
                let input = (0..<rows * depth).map { _ in Float(random.unit() - 0.5) }
                let right = (0..<depth * columns).map { _ in random.unit() - 0.5 }
                let left = (0..<rows * columns).map { _ in random.unit() - 0.5 }
                var product = left
                kernel_narrow_product(level, rows, depth, input, right, columns, &product)
                var transposed = right
                kernel_narrow_transposed(level, rows, depth, input, left, columns, &transposed)
                for column in 0..<columns {
                    for row in 0..<rows {
                        let sum = (0..<depth).reduce(left[row * columns + column]) {
                            $0 + Double(input[row * depth + $1]) * right[column * depth + $1]
                        }
                        #expect(abs(product[row * columns + column] - sum) <= 1e-13)
                    }
                    for place in 0..<depth {
                        let sum = (0..<rows).reduce(right[column * depth + place]) {
                            $0 + Double(input[$1 * depth + place]) * left[$1 * columns + column]
                        }
                        #expect(abs(transposed[column * depth + place] - sum) <= 1e-13)
                    }
                }
            }
        }
    }

    @Test("sparse rows times any number of columns are plain sums", arguments: levels)
    func sparse(_ level: KernelLevel) {
        var random = SeededRandom(seed: 7)
        let counts = [0, 1, 3, 4, 9, 30]
        var (offsets, indices, values): ([Int], [Int32], [Double]) = ([0], [], [])
        for count in counts {
            for place in 0..<count {
                indices.append(Int32(place + count))
                values.append(random.unit() - 0.5)
            }
            offsets.append(values.count)
        }
        for columns in [1, 2, 5, 8, 16, 20, 37] {
            let right = (0..<64 * columns).map { _ in random.unit() - 0.5 }
            let start = (0..<counts.count * columns).map { _ in random.unit() }
            var sums = start
            kernel_sparse_product(level, counts.count, offsets, indices, values, right, columns, &sums)
            for row in counts.indices {
                for column in 0..<columns {
                    let sum = (offsets[row]..<offsets[row + 1]).reduce(start[row * columns + column]) {
                        $0 + values[$1] * right[Int(indices[$1]) * columns + column]
                    }
                    #expect(abs(sums[row * columns + column] - sum) <= 1e-13)
                }
            }
        }
    }

    @Test("a matrix's products of any width are the kernels', and a row's bits don't depend on the others")
    func widths() throws {
        var random = SeededRandom(seed: 4)
        let matrix = try Matrix(
            rows: 300, columns: 37, values: (0..<300 * 37).map { _ in Float(random.unit() - 0.5) })
        for width in [1, 2, 3, 8, 20] {
            let right = (0..<37 * width).map { _ in random.unit() - 0.5 }
            var sums = [Double](repeating: 1, count: 300 * width)
            matrix.addProduct(with: right, width: width, to: &sums, pool: ThreadPool(threads: 2))
            for row in [0, 1, 150, 299] {
                var own = [Double](repeating: 1, count: width)
                try matrix.selecting(rows: [row]).addProduct(
                    with: right, width: width, to: &own, pool: ThreadPool(threads: 1))
                #expect(own == Array(sums[row * width..<(row + 1) * width]))
                let plain = (0..<37).reduce(1) { $0 + Double(matrix[row, $1]) * right[$1 * width] }
                #expect(abs(plain - own[0]) <= 1e-13)
            }
            let back = matrix.transposedProduct(with: sums, width: width, pool: ThreadPool(threads: 2))
            let plain = (0..<300).reduce(0) { $0 + Double(matrix[$1, 36]) * sums[$1 * width + width - 1] }
            #expect(abs(back[37 * width - 1] - plain) <= 1e-12)
        }
    }
}
