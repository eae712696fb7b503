internal import Glibc
internal import Tensors

/// Σ_i s_i · loss(scores of row i), with its first and second derivatives by the scores.
struct Loss: Sendable {
    enum Kind: Sendable {
        /// −ln softmax at the label; as many scores a row as classes.
        case softmax
        /// ln(1 + e^(−y f)), one score a row; label 1 is y = 1, 0 is y = −1.
        case logistic
        /// max(0, 1 − y f)², one score a row, labels as for logistic.
        case squaredHinge
    }

    /// Derivatives at some scores: `residual` by each score; `curvature` is p of a softmax, else the second derivative
    /// without s_i.
    struct Derivatives: Sendable {
        var residual: [Double]
        var curvature: [Double]
    }

    let kind: Kind
    let labels: [Int]
    /// s_i: C times the weight of the row's class.
    let weights: [Double]
    /// The number of scores a row.
    let width: Int
    private static let blockRows = 1024

    private var bounds: [Int] {
        (0...(labels.count + Self.blockRows - 1) / Self.blockRows).map {
            min(labels.count, $0 * Self.blockRows)
        }
    }

    /// The derivatives at `scores`, [rows × width].
    func derivatives(at scores: [Double], _ pool: ThreadPool) -> Derivatives {
        let bounds = bounds
        var residual = scores
        pool.forEachPart(of: &residual, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                let row = (row, (row - bounds[block]) * width)
                differentiate(row.0, part, row.1)
            }
        }
        var curvature = residual
        let raw = residual
        pool.forEachPart(of: &curvature, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                bend(row, scores, raw, part, (row - bounds[block]) * width)
            }
        }
        return Derivatives(residual: residual, curvature: curvature)
    }

    /// Replaces the scores of `row`, from `first` on, by the derivatives of its loss.
    private func differentiate(_ row: Int, _ part: UnsafeMutableBufferPointer<Double>, _ first: Int) {
        let weight = weights[row]
        switch kind {
        case .softmax:
            Softmax.replace(part, first..<first + width)
            for index in first..<first + width { part[index] *= weight }
            part[first + labels[row]] -= weight
        case .logistic:
            let sign = labels[row] == 1 ? 1.0 : -1
            part[first] = -sign * weight / (1 + exp(sign * part[first]))
        case .squaredHinge:
            let sign = labels[row] == 1 ? 1.0 : -1
            part[first] = -2 * sign * weight * max(0, 1 - sign * part[first])
        }
    }

    /// Turns the residuals of `row` into what `curve` needs.
    private func bend(
        _ row: Int, _ scores: [Double], _ residual: [Double], _ part: UnsafeMutableBufferPointer<Double>,
        _ first: Int
    ) {
        switch kind {
        case .softmax:
            part[first + labels[row]] += weights[row]
            for index in first..<first + width { part[index] /= weights[row] }
        case .logistic:
            let probability = abs(residual[row]) / weights[row]
            part[first] = probability * (1 - probability)
        case .squaredHinge:
            part[first] = residual[row] != 0 ? 2 : 0
        }
    }

    /// Multiplies the second derivative of each row by `direction` in place, [rows × width].
    func curve(_ derivatives: Derivatives, times direction: inout [Double], _ pool: ThreadPool) {
        let bounds = bounds
        let curvature = derivatives.curvature
        pool.forEachPart(of: &direction, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                let (first, place) = (row * width, (row - bounds[block]) * width)
                guard kind == .softmax else {
                    part[place] *= weights[row] * curvature[first]
                    continue
                }
                var mean = 0.0
                for index in 0..<width { mean += curvature[first + index] * part[place + index] }
                for index in 0..<width {
                    part[place + index] =
                        weights[row] * curvature[first + index] * (part[place + index] - mean)
                }
            }
        }
    }

    /// The diagonal of each row's second derivative, [rows × width].
    func diagonal(_ derivatives: Derivatives) -> [Double] {
        derivatives.curvature.indices.map { index in
            let curvature = derivatives.curvature[index]
            return weights[index / width] * (kind == .softmax ? curvature * (1 - curvature) : curvature)
        }
    }

    /// The loss at `scores` + `step` · `direction`, and its derivative by the step.
    func along(
        _ scores: [Double], _ direction: [Double], step: Double, _ pool: ThreadPool
    ) -> (value: Double, slope: Double) {
        let bounds = bounds
        let parts = pool.map(bounds.count - 1) { block in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { work in
                var (value, slope) = (0.0, 0.0)
                for row in bounds[block]..<bounds[block + 1] {
                    let first = row * width
                    for index in 0..<width {
                        work.initializeElement(
                            at: index, to: scores[first + index] + step * direction[first + index])
                    }
                    value += self.value(row, work)
                    differentiate(row, work, 0)
                    for index in 0..<width { slope += work[index] * direction[first + index] }
                }
                return (value, slope)
            }
        }
        return parts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    }

    private func value(_ row: Int, _ scores: UnsafeMutableBufferPointer<Double>) -> Double {
        let sign = labels[row] == 1 ? 1.0 : -1
        switch kind {
        case .softmax:
            return weights[row] * (Softmax.logSumOfExponentials(scores) - scores[labels[row]])
        case .logistic:
            let margin = sign * scores[0]
            return weights[row] * (margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin)
        case .squaredHinge:
            let gap = max(0, 1 - sign * scores[0])
            return weights[row] * gap * gap
        }
    }

    /// Whether every row's own class beats all others at `scores`: then weights without penalty may grow for ever.
    func isSeparated(at scores: [Double]) -> Bool {
        labels.indices.allSatisfy { row in
            let own = scores[row * width..<(row + 1) * width]
            guard kind == .softmax else { return labels[row] == 1 ? own[row] > 0 : own[row] < 0 }
            let mine = own[row * width + labels[row]]
            return own.indices.allSatisfy { $0 == row * width + labels[row] || own[$0] < mine }
        }
    }
}
