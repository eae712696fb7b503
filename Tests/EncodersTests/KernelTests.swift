import CKernels
import Glibc
import Tensors
import Testing

/// Every instruction set of this processor, against plain loops in `Double`.
@Suite struct KernelTests {
    static let levels = [KERNEL_PORTABLE, KERNEL_AVX2, KERNEL_AVX512].filter {
        $0.rawValue <= kernel_best_level().rawValue
    }

    private func numbers(_ count: Int, _ random: inout SeededRandom) -> [Float] {
        (0..<count).map { _ in Float(random.unit() * 4 - 2) }
    }

    private func product(
        _ level: KernelLevel, _ rows: Int, _ depth: Int, _ columns: Int, _ input: [Float], _ panels: [Float],
        _ bias: [Float], _ activation: KernelActivation = KERNEL_IDENTITY
    ) -> [Float] {
        var output = [Float](repeating: .nan, count: rows * columns)
        kernel_product(level, rows, depth, columns, input, depth, panels, bias, activation, &output, columns)
        return output
    }

    @Test(arguments: levels)
    func productsOfAllSmallSizesAreRight(_ level: KernelLevel) {
        var random = SeededRandom(seed: 1)
        for rows in Array(0...13) + [97] {
            for columns in [1, 15, 16, 17, 31, 64, 79, 130] {
                for depth in [0, 1, 5, 400, 1153] where depth < 400 || rows % 6 == 1 {
                    let input = numbers(rows * depth, &random)
                    let weights = numbers(columns * depth, &random)
                    let bias = numbers(columns, &random)
                    var panels = [Float](repeating: .nan, count: kernel_packed_count(depth, columns))
                    kernel_pack_transposed(depth, columns, weights, depth, &panels)
                    let found = product(level, rows, depth, columns, input, panels, bias)
                    var worst = 0.0
                    for r in 0..<rows {
                        for c in 0..<columns {
                            var sum = Double(bias[c])
                            for k in 0..<depth {
                                sum += Double(input[r * depth + k]) * Double(weights[c * depth + k])
                            }
                            let off = abs(sum - Double(found[r * columns + c]))
                            worst = off <= worst ? worst : off
                        }
                    }
                    #expect(worst <= 1e-6 * Double(depth + 4) * 4, "\(rows) × \(depth) × \(columns)")
                }
            }
        }
    }

    @Test(arguments: levels)
    func aRowsBitsDontDependOnTheNumberOfRows(_ level: KernelLevel) {
        var random = SeededRandom(seed: 2)
        let (rows, depth, columns) = (101, 401, 83)
        let input = numbers(rows * depth, &random)
        let bias = numbers(columns, &random)
        var panels = [Float](repeating: 0, count: kernel_packed_count(depth, columns))
        kernel_pack_transposed(depth, columns, numbers(columns * depth, &random), depth, &panels)
        let all = product(level, rows, depth, columns, input, panels, bias, KERNEL_GELU)
        for row in 0..<rows {
            let alone = product(
                level, 1, depth, columns, Array(input[row * depth..<(row + 1) * depth]), panels, bias,
                KERNEL_GELU)
            #expect(alone == Array(all[row * columns..<(row + 1) * columns]))
        }
    }

    @Test func packingTransposedIsPackingTheTranspose() {
        var random = SeededRandom(seed: 4)
        let (depth, columns) = (7, 37)
        let weights = numbers(columns * depth, &random)
        let transpose = (0..<depth * columns).map { weights[$0 % columns * depth + $0 / columns] }
        var left = [Float](repeating: .nan, count: kernel_packed_count(depth, columns))
        var right = left
        kernel_pack_transposed(depth, columns, weights, depth, &left)
        kernel_pack(depth, columns, transpose, columns, &right)
        #expect(left == right)
        #expect(left.count == 48 * 7)
    }

    @Test(arguments: levels)
    func elementaryFunctionsKeepTheirBounds(_ level: KernelLevel) {
        let inputs = (-100_001...100_001).map { Float($0) * 1e-3 }
        var found = [Float](repeating: 0, count: inputs.count)
        kernel_exp(level, inputs.count, inputs, &found)
        for (x, y) in zip(inputs, found) where x >= -87 && x <= 88 {
            #expect(abs(Double(y) / Glibc.exp(Double(x)) - 1) <= 3e-7, "exp \(x)")
        }
        #expect(found.allSatisfy { $0.isFinite && $0 > 0 })
        kernel_erf(level, inputs.count, inputs, &found)
        for (x, y) in zip(inputs, found) {
            #expect(abs(Double(y) - Glibc.erf(Double(x))) <= 5e-7, "erf \(x)")
        }
        kernel_gelu(level, inputs.count, inputs, &found)
        for (x, y) in zip(inputs, found) {
            let exact = 0.5 * Double(x) * Glibc.erfc(-Double(x) / 2.0.squareRoot())
            #expect(abs(Double(y) - exact) <= 5e-7 * max(1, abs(Double(x))), "GELU \(x)")
        }
        kernel_gelu_tanh(level, inputs.count, inputs, &found)
        for (x, y) in zip(inputs, found) {
            let x = Double(x)
            let inner = (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
            let exact = 0.5 * x * (1 + Glibc.tanh(inner))
            #expect(abs(Double(y) - exact) <= 5e-7 * max(1, abs(x)), "GELU by tanh \(x)")
        }
    }

    @Test(arguments: levels)
    func aProductsActivationsAreThoseOfItsSums(_ level: KernelLevel) {
        var random = SeededRandom(seed: 8)
        let (rows, depth, columns) = (7, 33, 37)
        let input = numbers(rows * depth, &random)
        let bias = numbers(columns, &random)
        var panels = [Float](repeating: .nan, count: kernel_packed_count(depth, columns))
        kernel_pack_transposed(depth, columns, numbers(columns * depth, &random), depth, &panels)
        let sums = product(level, rows, depth, columns, input, panels, bias)
        var expected = [Float](repeating: 0, count: sums.count)
        kernel_gelu_tanh(level, sums.count, sums, &expected)
        #expect(product(level, rows, depth, columns, input, panels, bias, KERNEL_GELU_TANH) == expected)
        let rectified = sums.map { max($0, 0) }
        #expect(product(level, rows, depth, columns, input, panels, bias, KERNEL_RELU) == rectified)
    }

    @Test(arguments: levels)
    func sumsAreRightForAllSmallWidths(_ level: KernelLevel) {
        var random = SeededRandom(seed: 9)
        for count in 0...40 {
            let input = numbers(count, &random)
            let before = numbers(count, &random)
            var (plain, scaled) = (before, before)
            kernel_add(level, count, input, &plain)
            kernel_add_scaled(level, count, 0.25, input, &scaled)
            #expect(plain == zip(before, input).map { $0 + $1 })
            #expect(scaled == zip(before, input).map { $0 + 0.25 * $1 })
        }
    }

    @Test(arguments: levels)
    func softmaxIsRightForAllSmallWidths(_ level: KernelLevel) {
        var random = SeededRandom(seed: 5)
        for columns in Array(1...40) + [256] {
            let (rows, stride) = (3, (columns + 15) / 16 * 16)
            var values = numbers(rows * stride, &random).map { $0 * 20 }
            let before = values.map { Double($0) * 0.5 }
            kernel_softmax(level, rows, columns, 0.5, &values, stride)
            for row in 0..<rows {
                let powers = before[row * stride..<row * stride + columns].map { Glibc.exp($0) }
                let total = powers.reduce(0, +)
                for (column, power) in powers.enumerated() {
                    #expect(abs(Double(values[row * stride + column]) - power / total) <= 1e-6)
                }
                // what pads a row has no share, even where it isn't a number
                let alone = row * stride..<row * stride + columns
                var padded = before.map { Float($0 * 2) }
                for place in alone.upperBound..<(row + 1) * stride { padded[place] = .nan }
                kernel_softmax(level, rows, columns, 0.5, &padded, stride)
                #expect(padded[alone] == values[alone])
            }
        }
    }

    @Test(arguments: levels)
    func layerNormOfASumIsRightForAllSmallWidths(_ level: KernelLevel) {
        var random = SeededRandom(seed: 6)
        for columns in Array(1...40) + [384] {
            let input = numbers(2 * columns, &random)
            let residual = numbers(2 * columns, &random)
            let gain = numbers(columns, &random)
            let shift = numbers(columns, &random)
            var found = residual
            kernel_add_layer_norm(level, 2, columns, input, found, gain, shift, 1e-3, &found)
            // without a residual the input itself is normalised
            var sum = zip(input, residual).map { $0 + $1 }
            kernel_add_layer_norm(level, 2, columns, sum, nil, gain, shift, 1e-3, &sum)
            #expect(sum == found)
            for row in 0..<2 {
                let range = row * columns..<(row + 1) * columns
                let sums = range.map { Double(input[$0]) + Double(residual[$0]) }
                let mean = sums.reduce(0, +) / Double(columns)
                let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
                for (column, sum) in sums.enumerated() {
                    let scaled = (sum - mean) / (variance + 1e-3).squareRoot()
                    let exact = scaled * Double(gain[column]) + Double(shift[column])
                    #expect(abs(Double(found[row * columns + column]) - exact) <= 2e-5)
                }
            }
        }
    }
}
