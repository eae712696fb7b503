internal import Glibc

/// Student's t distribution.
enum StudentT {
    /// The probability of a value at least as far from 0 as `t`, on either side.
    static func twoSided(_ t: Double, freedom: Double) -> Double {
        guard t.isFinite else { return t.isNaN ? .nan : 0 }
        return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
    }

    /// The value that is exceeded, on either side, with probability `p`.
    static func critical(_ p: Double, freedom: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while twoSided(high, freedom: freedom) > p, high < 1e12 { high *= 2 }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if twoSided(middle, freedom: freedom) > p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularised incomplete beta function by its continued fraction (Lentz's method, Numerical Recipes 6.4).
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges fast below this bound; above it the mirror image does.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let ways: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
        let front: Double = exp(ways + a * log(x) + b * log(1 - x)) / a
        func held(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
        var (c, d) = (1.0, 1 / held(1 - (a + b) * x / (a + 1)))
        var fraction = d
        for step in 1...500 {
            let m = Double(step)
            let place: Double = a + 2 * m
            let even: Double = m * (b - m) * x / ((place - 1) * place)
            d = 1 / held(1 + even * d)
            c = held(1 + even / c)
            fraction *= c * d
            let odd: Double = -(a + m) * (a + b + m) * x / (place * (place + 1))
            d = 1 / held(1 + odd * d)
            c = held(1 + odd / c)
            fraction *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return front * fraction
    }
}
