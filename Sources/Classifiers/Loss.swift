internal import Glibc
internal import Tensors

/// Σ_i s_i · loss(scores of row i), with its first and second derivatives by the scores, [rows × width].
///
/// A softmax joins its scores; of the others every score is a problem of its own, a class against the rest.
struct Loss: Sendable {
    enum Kind: Sendable {
        /// −ln softmax at the label; as many scores a row as classes.
        case softmax
        /// ln(1 + e^(−y f)).
        case logistic
        /// max(0, 1 − y f)².
        case squaredHinge
        /// (y − f)².
        case squared
    }

    let kind: Kind
    /// The label of each row.
    let labels: [Int]
    /// The class that each score stands for: y is 1 in its rows and −1 in all others.
    let classes: [Int]
    /// s of a row, by its label and, unless scores are joined, by score: [labels × scores].
    let weights: [Double]
    static let blockRows = 512

    /// The number of scores a row.
    var width: Int { classes.count }
    /// The number of problems that don't touch each other.
    var groups: Int { kind == .softmax ? 1 : width }
    /// The weights of each label.
    private var stride: Int { groups }

    private var bounds: [Int] {
        (0...(labels.count + Self.blockRows - 1) / Self.blockRows).map {
            min(labels.count, $0 * Self.blockRows)
        }
    }

    /// Σ s_i of each group.
    var totals: [Double] {
        var totals = [Double](repeating: 0, count: groups)
        for label in labels {
            for group in 0..<groups { totals[group] += weights[label * stride + group] }
        }
        return totals
    }

    /// Only the scores at `columns`; for losses whose scores aren't joined.
    func restricted(to columns: [Int]) -> Loss {
        let count = weights.count / max(1, stride)
        return Loss(
            kind: kind, labels: labels, classes: columns.map { classes[$0] },
            weights: (0..<count).flatMap { label in columns.map { weights[label * stride + $0] } })
    }

    // MARK: - Derivatives

    /// What all derivatives at `scores` come from: p of softmax and logistic, the gap 1 − y f where it is open, or f − y.
    func state(at scores: [Double], _ pool: ThreadPool) -> [Double] {
        let bounds = bounds
        var state = scores
        pool.forEachPart(of: &state, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                enter(row, part, (row - bounds[block]) * width)
            }
        }
        return state
    }

    @inline(__always)
    private func enter(_ row: Int, _ part: UnsafeMutableBufferPointer<Double>, _ first: Int) {
        switch kind {
        case .softmax: Softmax.replace(part, first..<first + width)
        case .logistic:
            for index in first..<first + width { part[index] = 1 / (1 + exp(-part[index])) }
        case .squaredHinge:
            for index in 0..<width {
                part[first + index] = max(0, 1 - sign(row, index) * part[first + index])
            }
        case .squared:
            for index in 0..<width { part[first + index] -= sign(row, index) }
        }
    }

    @inline(__always)
    private func sign(_ row: Int, _ column: Int) -> Double { labels[row] == classes[column] ? 1 : -1 }

    /// The derivative by each score.
    func residual(_ state: [Double], _ pool: ThreadPool) -> [Double] {
        let bounds = bounds
        var residual = state
        pool.forEachPart(of: &residual, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                differentiate(row, part, (row - bounds[block]) * width)
            }
        }
        return residual
    }

    /// Turns the state of `row` into the derivative.
    @inline(__always)
    private func differentiate(_ row: Int, _ part: UnsafeMutableBufferPointer<Double>, _ first: Int) {
        for index in 0..<width {
            let weight = weights[labels[row] * stride + (stride == 1 ? 0 : index)]
            let isOwn = labels[row] == classes[index]
            switch kind {
            case .softmax, .logistic: part[first + index] = weight * (part[first + index] - (isOwn ? 1 : 0))
            case .squaredHinge: part[first + index] *= isOwn ? -2 * weight : 2 * weight
            case .squared: part[first + index] *= 2 * weight
            }
        }
    }

    /// Multiplies the second derivative of each row by `direction` in place.
    func curve(_ state: [Double], times direction: inout [Double], _ pool: ThreadPool) {
        let bounds = bounds
        pool.forEachPart(of: &direction, bounds: bounds.map { $0 * width }) { block, part in
            state.withUnsafeBufferPointer { state in
                for row in bounds[block]..<bounds[block + 1] {
                    curve(row, state, part, (row - bounds[block]) * width)
                }
            }
        }
    }

    @inline(__always)
    private func curve(
        _ row: Int, _ state: UnsafeBufferPointer<Double>, _ part: UnsafeMutableBufferPointer<Double>,
        _ place: Int
    ) {
        let first = row * width
        guard kind == .softmax else {
            for index in 0..<width { part[place + index] *= bend(row, index, state[first + index]) }
            return
        }
        let weight = weights[labels[row]]
        var mean = 0.0
        for index in 0..<width { mean += state[first + index] * part[place + index] }
        for index in 0..<width {
            part[place + index] = weight * state[first + index] * (part[place + index] - mean)
        }
    }

    /// The second derivative by one score.
    @inline(__always)
    private func bend(_ row: Int, _ column: Int, _ state: Double) -> Double {
        let weight = weights[labels[row] * stride + (stride == 1 ? 0 : column)]
        return switch kind {
        case .softmax, .logistic: weight * state * (1 - state)
        case .squaredHinge: state > 0 ? 2 * weight : 0
        case .squared: 2 * weight
        }
    }

    /// The diagonal of each row's second derivative.
    func diagonal(_ state: [Double], _ pool: ThreadPool) -> [Double] {
        let bounds = bounds
        var diagonal = state
        pool.forEachPart(of: &diagonal, bounds: bounds.map { $0 * width }) { block, part in
            for row in bounds[block]..<bounds[block + 1] {
                let first = (row - bounds[block]) * width
                for index in 0..<width {
                    part[first + index] = bend(row, index, part[first + index])
                }
            }
        }
        return diagonal
    }
}
