internal import Glibc

/// p = 1 / (1 + e^−(slope · s + offset)), fitted to targets held away from 0 and 1 (Platt 1999) by Newton's method with
/// halved steps (Lin, Lin and Weng 2007).
struct PlattScaling {
    /// What a score is multiplied by.
    let slope: Double
    /// What is added.
    let offset: Double

    /// Fits both; `scores` and `isPositive` have an element for each text, and both classes occur.
    init(scores: [Double], isPositive: [Bool]) {
        // Large scores would make the two parameters differ by orders of magnitude.
        let unit = max(1, scores.reduce(0) { max($0, abs($1)) })
        let inputs = scores.map { $0 / unit }
        let positives = Double(isPositive.count { $0 })
        let negatives = Double(isPositive.count) - positives
        let targets = isPositive.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
        var found = (slope: 0.0, offset: log((positives + 1) / (negatives + 1)))
        var loss = Self.loss(found, inputs, targets)
        for _ in 0..<100 {
            let step = Self.step(found, inputs, targets)
            guard step.slope.isFinite, step.offset.isFinite else { break }
            var (length, moved) = (1.0, false)
            while length > 1e-12 {
                let tried = (
                    slope: found.slope + length * step.slope, offset: found.offset + length * step.offset
                )
                let reached = Self.loss(tried, inputs, targets)
                if reached <= loss {
                    moved = tried != found && reached < loss
                    (found, loss) = (tried, reached)
                    break
                }
                length /= 2
            }
            if !moved { break }
        }
        slope = found.slope / unit
        offset = found.offset
    }

    private static func loss(
        _ line: (slope: Double, offset: Double), _ inputs: [Double], _ targets: [Double]
    ) -> Double {
        var sum = 0.0
        for (input, target) in zip(inputs, targets) {
            let odds = line.slope * input + line.offset
            // ln(1 + e^odds) − target · odds, without overflow.
            sum += max(odds, 0) + log1p(exp(-abs(odds))) - target * odds
        }
        return sum
    }

    private static func step(
        _ line: (slope: Double, offset: Double), _ inputs: [Double], _ targets: [Double]
    ) -> (slope: Double, offset: Double) {
        var (g1, g2, h11, h12, h22) = (0.0, 0.0, 1e-12, 0.0, 1e-12)
        for (input, target) in zip(inputs, targets) {
            let p = 1 / (1 + exp(-(line.slope * input + line.offset)))
            let (gap, weight) = (p - target, p * (1 - p))
            g1 += gap * input
            g2 += gap
            h11 += weight * input * input
            h12 += weight * input
            h22 += weight
        }
        let determinant = h11 * h22 - h12 * h12
        return (-(h22 * g1 - h12 * g2) / determinant, -(h11 * g2 - h12 * g1) / determinant)
    }
}
