import CKernels
import Tensors
import Testing

/// Products of eight-bit codes: every instruction set of this processor against the portable one, and that against
/// plain loops.
@Suite struct CodedProductTests {
    static let levels = [KERNEL_PORTABLE, KERNEL_AVX2, KERNEL_AVX512, KERNEL_AVX512_VNNI].filter {
        $0.rawValue <= kernel_best_level().rawValue
    }

    /// A coded matrix, [columns × depth] before.
    private final class Coded {
        let depth, columns: Int
        private(set) var kernel: KernelCodedWeights

        init(_ weights: [Float], columns: Int, bias: [Float], gain: [Float]) {
            func room<Element>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
                let room = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
                room.initialize(repeating: value, count: count)
                return room
            }
            depth = gain.count
            self.columns = columns
            let padded = (columns + 15) / 16 * 16
            let gains = room(depth, Float.nan)
            for place in 0..<depth { gains[place] = gain[place] }
            kernel = KernelCodedWeights(
                depth: depth, columns: columns, panels: room(kernel_coded_count(depth, columns), 99),
                scales: room(padded, .nan), totals: room(padded, 99), bias: room(padded, .nan), gain: gains)
            kernel_code_weights(weights, depth, bias, &kernel)
        }

        deinit {
            kernel.panels.deallocate()
            kernel.scales.deallocate()
            kernel.totals.deallocate()
            kernel.bias.deallocate()
            kernel.gain.deallocate()
        }

        func product(
            _ level: KernelLevel, _ rows: Int, _ input: [Float],
            _ activation: KernelActivation = KERNEL_IDENTITY
        ) -> [Float] {
            var output = [Float](repeating: .nan, count: rows * columns)
            kernel_coded_product(level, rows, &kernel, input, depth, activation, &output, columns)
            return output
        }

        /// The code of a weight.
        func code(_ column: Int, _ place: Int) -> Int8 {
            let groups = (depth + 3) / 4
            return kernel.panels[column / 16 * 64 * groups + place / 4 * 64 + column % 16 * 4 + place % 4]
        }
    }

    private func numbers(_ count: Int, _ random: inout SeededRandom) -> [Float] {
        (0..<count).map { _ in Float(random.unit() * 4 - 2) }
    }

    private func matrix(_ columns: Int, _ depth: Int, _ random: inout SeededRandom) -> Coded {
        Coded(
            numbers(columns * depth, &random), columns: columns, bias: numbers(columns, &random),
            gain: numbers(depth, &random).map { abs($0) + 0.1 })
    }

    private func encoded(
        _ level: KernelLevel, _ rows: Int, _ input: [Float], _ matrix: Coded
    ) -> (codes: [UInt8], steps: [Float], lows: [Float]) {
        var codes = [UInt8](repeating: 99, count: rows * ((matrix.depth + 3) / 4 * 4))
        var steps = [Float](repeating: .nan, count: rows)
        var lows = steps
        kernel_encode_rows(
            level, rows, matrix.depth, input, matrix.depth, matrix.kernel.gain, &codes, &steps, &lows)
        return (codes, steps, lows)
    }

    @Test func everyInstructionSetGivesThePortableBits() {
        var random = SeededRandom(seed: 11)
        for rows in Array(0...13) + [200] {
            for (columns, depth) in [(1, 1), (15, 3), (16, 4), (33, 17), (64, 130), (83, 401), (130, 64)] {
                let matrix = matrix(columns, depth, &random)
                let input = numbers(rows * depth, &random)
                let expected = matrix.product(KERNEL_PORTABLE, rows, input)
                let codes = encoded(KERNEL_PORTABLE, rows, input, matrix)
                for level in Self.levels {
                    #expect(matrix.product(level, rows, input) == expected, "\(rows) × \(depth) × \(columns)")
                    #expect(encoded(level, rows, input, matrix) == codes, "\(rows) × \(depth)")
                }
            }
        }
    }

    @Test func aProductIsThatOfItsCodes() {
        var random = SeededRandom(seed: 12)
        for (rows, columns, depth) in [(1, 1, 1), (3, 17, 5), (5, 70, 129)] {
            let matrix = matrix(columns, depth, &random)
            let input = numbers(rows * depth, &random)
            let found = matrix.product(KERNEL_PORTABLE, rows, input)
            let (codes, steps, lows) = encoded(KERNEL_PORTABLE, rows, input, matrix)
            let width = (depth + 3) / 4 * 4
            for row in 0..<rows {
                for column in 0..<columns {
                    var sum = Double(matrix.kernel.bias[column])
                    for place in 0..<depth {
                        let value =
                            Double(lows[row]) + Double(steps[row]) * Double(codes[row * width + place])
                        sum +=
                            value * Double(matrix.code(column, place)) * Double(matrix.kernel.scales[column])
                    }
                    #expect(abs(sum - Double(found[row * columns + column])) <= 1e-4)
                }
            }
        }
    }

    @Test func codesAreWithinHalfAStep() {
        var random = SeededRandom(seed: 13)
        let (columns, depth) = (37, 50)
        let weights = numbers(columns * depth, &random)
        let bias = numbers(columns, &random)
        let gain = numbers(depth, &random).map { abs($0) + 0.1 }
        let matrix = Coded(weights, columns: columns, bias: bias, gain: gain)
        for column in 0..<columns {
            let row = weights[column * depth..<(column + 1) * depth]
            for (place, weight) in row.enumerated() {
                let off =
                    Float(matrix.code(column, place)) * matrix.kernel.scales[column] - weight / gain[place]
                #expect(abs(off) <= matrix.kernel.scales[column] * 0.501)
            }
        }
        let input = numbers(depth, &random)
        let (codes, steps, lows) = encoded(KERNEL_PORTABLE, 1, input, matrix)
        for place in 0..<depth {
            let value = input[place] * gain[place]
            #expect(abs(lows[0] + steps[0] * Float(codes[place]) - value) <= steps[0] * 0.501)
        }
        #expect(codes.contains(0) && codes.contains(255))
    }

    @Test func theGreatestSumsAreExact() {
        // codes of 255 and weights of ±127 at the greatest depth: pairs beyond 16 bits, sums near 2^29
        let depth = Int(KERNEL_CODE_DEPTH)
        for sign in [Float(1), -1] {
            let weights = [Float](repeating: sign, count: depth)
            let matrix = Coded(
                weights, columns: 1, bias: [0], gain: [Float](repeating: 1, count: depth))
            let input = (0..<depth).map { $0 == 0 ? Float(0) : 255 }
            for level in Self.levels {
                let found = matrix.product(level, 1, input)[0]
                #expect(abs(found / (255 * Float(depth - 1) * sign) - 1) <= 1e-6)
            }
        }
    }

    @Test(arguments: levels)
    func aRowsBitsDontDependOnTheNumberOfRows(_ level: KernelLevel) {
        var random = SeededRandom(seed: 14)
        let (rows, depth) = (201, 33)
        let matrix = matrix(71, depth, &random)
        let input = numbers(rows * depth, &random)
        let all = matrix.product(level, rows, input, KERNEL_GELU)
        for row in 0..<rows {
            let alone = matrix.product(
                level, 1, Array(input[row * depth..<(row + 1) * depth]), KERNEL_GELU)
            #expect(alone == Array(all[row * 71..<(row + 1) * 71]))
        }
    }

    @Test(arguments: levels)
    func numbersThatArentFiniteDontTrap(_ level: KernelLevel) {
        let weights: [Float] = [.nan, .infinity, 1, 0, 0, 0, 1e38, -1e38, 1e-38]
        let matrix = Coded(
            weights, columns: 3, bias: [0, 1, 2], gain: [1, 1, 1])
        let found = matrix.product(level, 3, [.nan, 1, 2, .infinity, -.infinity, 0, 5, 5, 5])
        #expect(found.count == 9)
        #expect(found[7] == 1, "a column of zeros is its bias")
    }
}
