internal import Tensors

/// Shares out the ranks of all ``Adaptive`` matrices by importance, and keeps their sides near to orthogonal.
///
/// A step's order: gradients, ``penalise()``, the optimiser's step, ``stepped(_:of:)``, then the gradients are cleared.
/// Source: Zhang et al. 2023; numbers and order are PEFT's.
final class AdaptiveBudget {
    /// The weight of the penalty.
    static let penalty = 0.5
    /// How much of the past the smoothed importance and its uncertainty keep.
    private static let memory: Float = 0.85

    private struct Matrix {
        let right, left, values: Parameter
        var rank: Int { values.count }
        var all: [Parameter] { [right, left, values] }
    }

    private let matrices: [Matrix]
    /// The ranks that are left in the end, over all matrices.
    private let target: Int
    private let initial: Int
    /// Smoothed importance and uncertainty of each number, matrix by matrix and parameter by parameter.
    private let importance, uncertainty: [FloatBuffer]
    /// Of each matrix, 1 for ranks that count and 0 for masked ones.
    private let kept: [FloatBuffer]

    /// What it remembers from step to step, in a fixed order.
    var memory: [FloatBuffer] { importance + uncertainty + kept }

    /// The budget of a method; nil where it isn't AdaLoRA.
    init?(_ parameters: [Parameter], _ method: TuningMethod) {
        guard case .adalora(let budget, _, _) = method else { return nil }
        matrices = parameters.filter { $0.name.hasSuffix(".lora_A") }.compactMap { right in
            let module = right.name.dropLast("lora_A".count)
            guard let left = parameters.first(where: { $0.name == module + "lora_B" }),
                let values = parameters.first(where: { $0.name == module + "lora_E" })
            else { return nil }
            return Matrix(right: right, left: left, values: values)
        }
        target = budget * matrices.count
        initial = matrices.reduce(0) { $0 + $1.rank }
        func filled(_ count: Int, _ value: Float) -> FloatBuffer {
            let buffer = FloatBuffer(count: count)
            buffer.pointer.update(repeating: value, count: count)
            return buffer
        }
        importance = matrices.flatMap(\.all).map { filled($0.count, 0) }
        uncertainty = matrices.flatMap(\.all).map { filled($0.count, 0) }
        kept = matrices.map { filled($0.rank, 1) }
    }

    /// The rank that each matrix begins with: half as much again as is left in the end.
    static func initialRank(budget: Int) -> Int { budget + (budget + 1) / 2 }

    /// The steps before ranks go, and after the last went: a tenth and three tenths of all.
    static func schedule(steps: Int) -> (first: Int, last: Int) { (steps / 10, steps - steps * 3 / 10) }

    /// Adds the penalty's gradient, and gives the penalty: the mean over all sides of ‖M · Mᵀ − I‖, times its weight.
    func penalise() -> Double {
        let sides = 2 * matrices.count
        guard sides > 0 else { return 0 }
        var sum = 0.0
        for matrix in matrices {
            sum += Self.penalise(matrix.right, rank: matrix.rank, isTurned: false, sides)
            sum += Self.penalise(matrix.left, rank: matrix.rank, isTurned: true, sides)
        }
        return Self.penalty * sum / Double(sides)
    }

    /// ‖M · Mᵀ − I‖ of one side, whose gradient is 2 (M · Mᵀ − I) · M over that norm.
    private static func penalise(_ side: Parameter, rank: Int, isTurned: Bool, _ sides: Int) -> Double {
        let width = side.count / max(1, rank)
        func place(_ part: Int, _ column: Int) -> Int {
            isTurned ? column * rank + part : part * width + column
        }
        var excess = [Double](repeating: 0, count: rank * rank)
        for row in 0..<rank {
            for column in 0..<rank {
                var sum = row == column ? -1.0 : 0
                for inner in 0..<width {
                    sum +=
                        Double(side.value.pointer[place(row, inner)])
                        * Double(side.value.pointer[place(column, inner)])
                }
                excess[row * rank + column] = sum
            }
        }
        let norm = excess.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard norm > 0 else { return 0 }
        let factor = 2 * penalty / Double(sides) / norm
        for part in 0..<rank {
            for column in 0..<width {
                var sum = 0.0
                for other in 0..<rank {
                    sum += excess[part * rank + other] * Double(side.value.pointer[place(other, column)])
                }
                side.gradient.pointer[place(part, column)] += Float(factor * sum)
            }
        }
        return norm
    }

    /// Weighs what the optimiser's step number `step`, from 1, has left, and masks ranks beyond the budget of that step.
    ///
    /// Gradients count times `scale`, as the optimiser took them.
    func stepped(_ step: Int, of steps: Int, scale: Float = 1) {
        let (first, last) = Self.schedule(steps: steps)
        if step < last { weigh(scale) }
        guard step > first else { return }
        if step < last {
            let share = 1 - Double(step - first) / Double(max(1, last - first))
            let budget = Double(initial - target) * (share * share * share) + Double(target)
            choose(Int(budget))
        } else if step == last {
            choose(target)
        }
        mask()
    }

    /// The importance of a number is |value · gradient|, smoothed over steps; its uncertainty how much that varies.
    private func weigh(_ scale: Float) {
        for (index, parameter) in matrices.flatMap(\.all).enumerated() {
            let (mean, spread) = (importance[index].pointer, uncertainty[index].pointer)
            for place in 0..<parameter.count {
                let now = abs(parameter.value.pointer[place] * scale * parameter.gradient.pointer[place])
                mean[place] = Self.memory * mean[place] + (1 - Self.memory) * now
                spread[place] =
                    Self.memory * spread[place] + (1 - Self.memory) * abs(now - mean[place])
            }
        }
    }

    /// Keeps the `budget` most important ranks of all matrices; of equal ones the first.
    private func choose(_ budget: Int) {
        let scores = matrices.indices.flatMap(scores)
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        let best = Set(order.prefix(max(0, budget)))
        var place = 0
        for matrix in matrices.indices {
            for rank in 0..<kept[matrix].count {
                kept[matrix].pointer[rank] = best.contains(place) ? 1 : 0
                place += 1
            }
        }
    }

    /// A rank's importance: its value's, and the means of both its vectors'.
    private func scores(of matrix: Int) -> [Float] {
        let (first, rank) = (3 * matrix, matrices[matrix].rank)
        func score(_ parameter: Int, _ place: Int) -> Float {
            importance[first + parameter].pointer[place] * uncertainty[first + parameter].pointer[place]
        }
        let (inputs, outputs) = (
            matrices[matrix].right.count / max(1, rank), matrices[matrix].left.count / max(1, rank)
        )
        return (0..<rank).map { part in
            let right = (0..<inputs).reduce(Float(0)) { $0 + score(0, part * inputs + $1) } / Float(inputs)
            let left = (0..<outputs).reduce(Float(0)) { $0 + score(1, $1 * rank + part) } / Float(outputs)
            return score(2, part) + right + left
        }
    }

    private func mask() {
        for (matrix, ranks) in zip(matrices, kept) {
            for rank in 0..<ranks.count where ranks.pointer[rank] == 0 {
                matrix.values.value.pointer[rank] = 0
            }
        }
    }
}
