internal import Glibc
internal import Tensors

extension Loss {
    /// What a step along a line gives: for each group the loss, and its derivative by the step.
    struct Along: Sendable {
        var values: [Double]
        var slopes: [Double]
    }

    /// The loss at `scores` + step · `direction`, with a step for each group.
    func along(_ scores: [Double], _ direction: [Double], steps: [Double], _ pool: ThreadPool) -> Along {
        let blocks = (labels.count + Self.blockRows - 1) / Self.blockRows
        let parts = pool.map(blocks) { block in
            var sum = Along(
                values: [Double](repeating: 0, count: groups), slopes: [Double](repeating: 0, count: groups))
            scores.withUnsafeBufferPointer { scores in
                direction.withUnsafeBufferPointer { direction in
                    for row in block * Self.blockRows..<min(labels.count, (block + 1) * Self.blockRows) {
                        add(row, scores, direction, steps, to: &sum)
                    }
                }
            }
            return sum
        }
        return parts.reduce(
            into: Along(
                values: [Double](repeating: 0, count: groups), slopes: [Double](repeating: 0, count: groups))
        ) { sum, part in
            for group in 0..<groups {
                sum.values[group] += part.values[group]
                sum.slopes[group] += part.slopes[group]
            }
        }
    }

    /// The loss of each group at `scores`.
    func values(at scores: [Double], _ pool: ThreadPool) -> [Double] {
        along(scores, scores, steps: [Double](repeating: 0, count: groups), pool).values
    }

    @inline(__always)
    private func add(
        _ row: Int, _ scores: UnsafeBufferPointer<Double>, _ direction: UnsafeBufferPointer<Double>,
        _ steps: [Double], to sum: inout Along
    ) {
        let first = row * width
        guard kind == .softmax else {
            for index in 0..<width {
                let way = direction[first + index]
                let weight = weights[labels[row] * width + index]
                let sign = labels[row] == classes[index] ? 1.0 : -1
                let (value, slope) = single(scores[first + index] + steps[index] * way, sign)
                sum.values[index] += weight * value
                sum.slopes[index] += weight * slope * way
            }
            return
        }
        let (own, step) = (labels[row], steps[0])
        var largest = -Double.infinity
        for index in 0..<width {
            largest = max(largest, scores[first + index] + step * direction[first + index])
        }
        var (total, slope) = (0.0, 0.0)
        for index in 0..<width {
            let way = direction[first + index]
            let power = exp(scores[first + index] + step * way - largest)
            total += power
            slope += power * way
        }
        let (score, way) = (scores[first + own] + step * direction[first + own], direction[first + own])
        sum.values[0] += weights[own] * (largest + log(total) - score)
        sum.slopes[0] += weights[own] * (slope / total - way)
    }

    /// The loss of one score on the side `sign`, and its derivative.
    @inline(__always)
    private func single(_ score: Double, _ sign: Double) -> (value: Double, slope: Double) {
        let margin = sign * score
        switch kind {
        case .softmax: return (0, 0)
        case .logistic:
            let power = exp(-abs(margin))
            let slope = -sign * (margin > 0 ? power : 1) / (1 + power)
            return ((margin > 0 ? 0 : -margin) + log1p(power), slope)
        case .squaredHinge:
            let gap = max(0, 1 - margin)
            return (gap * gap, -2 * sign * gap)
        case .squared:
            let off = score - sign
            return (off * off, 2 * off)
        }
    }

    /// Whether in each group every row is on its side at `scores`: then weights without penalty may grow for ever.
    func isSeparated(at scores: [Double]) -> [Bool] {
        (0..<groups).map { group in
            labels.indices.allSatisfy { row in
                guard kind == .softmax else {
                    return labels[row] == classes[group]
                        ? scores[row * width + group] > 0 : scores[row * width + group] < 0
                }
                let own = scores[row * width + labels[row]]
                return (0..<width).allSatisfy { $0 == labels[row] || scores[row * width + $0] < own }
            }
        }
    }
}
