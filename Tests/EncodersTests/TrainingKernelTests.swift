import CKernels
import Foundation
import Tensors
import Testing

/// The loops that run backwards, each instruction set beside the definition, over every small length.
@Suite struct TrainingKernelTests {
    private static let levels: [KernelLevel] = [
        KERNEL_PORTABLE, KERNEL_AVX2, KERNEL_AVX512, KERNEL_AVX512_VNNI,
    ].filter { $0.rawValue <= kernel_best_level().rawValue }

    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in Float(random.unit() * 6 - 3) }
    }

    private func distance(_ left: [Float], _ right: [Double]) -> Double {
        zip(left, right).map { abs(Double($0) - $1) }.max() ?? 0
    }

    @Test func theNormsGradientIsItsDefinition() {
        for level in Self.levels {
            for columns in 1...40 {
                let rows = 3
                let input = numbers(rows * columns, seed: 1)
                let (gain, above) = (numbers(columns, seed: 2), numbers(rows * columns, seed: 3))
                var (standard, found) = (input, [Float](repeating: 0, count: input.count))
                kernel_layer_norm_backward(level, rows, columns, &standard, gain, 1e-5, above, &found)
                var expected: [Double] = []
                var normalised: [Double] = []
                for row in 0..<rows {
                    let part = row * columns..<(row + 1) * columns
                    let x = input[part].map(Double.init)
                    let mean = x.reduce(0, +) / Double(columns)
                    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
                    let scale = 1 / (variance + 1e-5).squareRoot()
                    let hat = x.map { ($0 - mean) * scale }
                    let up = zip(above[part], gain).map { Double($0) * Double($1) }
                    let total = up.reduce(0, +) / Double(columns)
                    let product = zip(up, hat).reduce(0) { $0 + $1.0 * $1.1 } / Double(columns)
                    expected += zip(up, hat).map { ($0 - total - $1 * product) * scale }
                    normalised += hat
                }
                let size = expected.map(abs).max() ?? 1
                // two numbers that are nearly equal lose digits
                #expect(distance(found, expected) <= 1e-4 * max(1, size))
                #expect(distance(standard, normalised) <= 1e-4)
            }
        }
    }

    @Test(arguments: [KERNEL_IDENTITY, KERNEL_GELU, KERNEL_GELU_TANH, KERNEL_RELU])
    func anActivationsGradientIsItsSlope(_ activation: KernelActivation) {
        for level in Self.levels {
            for count in 1...40 {
                let (input, above) = (numbers(count, seed: 4), numbers(count, seed: 5))
                var (value, found) = (input, above)
                kernel_activation_backward(level, activation, count, &value, &found)
                var forward = [Float](repeating: 0, count: count)
                kernel_activate(level, activation, count, input, &forward)
                #expect(value == forward)
                let slopes = zip(input, above).map { slope(activation, Double($0)) * Double($1) }
                #expect(distance(found, slopes) <= 1e-5)
                #expect(distance(value, input.map { curve(activation, Double($0)) }) <= 2e-6)
            }
        }
    }

    private func curve(_ activation: KernelActivation, _ x: Double) -> Double {
        switch activation {
        case KERNEL_GELU: x * (1 + erf(x / 2.0.squareRoot())) / 2
        case KERNEL_GELU_TANH: x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x))) / 2
        case KERNEL_RELU: max(0, x)
        default: x
        }
    }

    private func slope(_ activation: KernelActivation, _ x: Double) -> Double {
        let step = 1e-4
        return (curve(activation, x + step) - curve(activation, x - step)) / (2 * step)
    }

    @Test func theSoftmaxesGradientIsItsDefinition() {
        for level in Self.levels {
            for columns in 1...40 {
                let (rows, stride) = (2, columns + 3)
                var shares = numbers(rows * stride, seed: 6).map { Float(exp(Double($0))) }
                for row in 0..<rows {
                    let part = row * stride..<row * stride + columns
                    let total = shares[part].reduce(0, +)
                    for place in part { shares[place] /= total }
                }
                let mask = (0..<rows * stride).map { Float($0 % 3 == 0 ? 0 : 1.5) }
                let kept = zip(shares, mask).map { $0 * $1 }
                let above = numbers(rows * stride, seed: 7)
                var found = above
                kernel_softmax_backward(level, rows, columns, 0.5, shares, kept, &found, stride)
                for row in 0..<rows {
                    let part = Array(row * stride..<row * stride + columns)
                    let total = part.reduce(0.0) { $0 + Double(kept[$1]) * Double(above[$1]) }
                    let expected = part.map {
                        0.5 * (Double(kept[$0]) * Double(above[$0]) - Double(shares[$0]) * total)
                    }
                    #expect(distance(part.map { found[$0] }, expected) <= 1e-6)
                    // what is behind the last column stays
                    let rest = row * stride + columns..<(row + 1) * stride
                    #expect(found[rest] == above[rest])
                }
            }
        }
    }

    @Test func whatFallsIsTheSameOnEveryProcessor() {
        for count in 1...70 {
            let input = numbers(count, seed: 8)
            let all = Self.levels.map { level in
                var found = [Float](repeating: 0, count: count)
                kernel_dropout(level, count, 77, 4_000_000_000, 0.3, input, &found)
                return found.map { $0 == 0 }
            }
            #expect(Set(all).count == 1)
            // a part that begins elsewhere is the whole's part
            var whole = [Float](repeating: 0, count: count)
            kernel_dropout(kernel_best_level(), count, 5, 0, 0.3, input, &whole)
            var part = [Float](repeating: 0, count: count - count / 2)
            kernel_dropout(
                kernel_best_level(), part.count, 5, UInt32(count / 2), 0.3, Array(input[(count / 2)...]),
                &part)
            #expect(part == Array(whole[(count / 2)...]))
        }
    }

    @Test func columnsAreSummedInTheOrderOfTheRows() {
        for level in Self.levels {
            for columns in [1, 5, 16, 33] {
                let (rows, stride) = (7, columns + 2)
                let (left, right) = (numbers(rows * stride, seed: 9), numbers(rows * stride, seed: 10))
                var (sums, products) = (numbers(columns, seed: 11), numbers(columns, seed: 11))
                var (plain, dots) = (sums, products.map(Double.init))
                kernel_column_sums(level, rows, columns, left, stride, &sums)
                kernel_column_products(level, rows, columns, left, right, stride, &products)
                for row in 0..<rows {
                    for column in 0..<columns {
                        plain[column] += left[row * stride + column]
                        dots[column] +=
                            Double(left[row * stride + column]) * Double(right[row * stride + column])
                    }
                }
                #expect(sums == plain)
                #expect(distance(products, dots) <= 1e-4)
            }
        }
    }

    @Test func everyMatrixIsTurned() {
        for rows in [0, 1, 3, 16, 17, 35] {
            for columns in [0, 1, 4, 16, 31] {
                let stride = columns + 1
                let input = numbers(rows * stride, seed: 12)
                var output = [Float](repeating: -1, count: rows * columns)
                kernel_transpose(rows, columns, input, stride, &output)
                for row in 0..<rows {
                    for column in 0..<columns {
                        #expect(output[column * rows + row] == input[row * stride + column])
                    }
                }
            }
        }
    }
}
