internal import Glibc

/// The chi-squared distribution.
public enum ChiSquared {
    /// The probability of a value above `x` with so many degrees of freedom, which needn't be whole.
    public static func upper(_ x: Double, freedom: Double) -> Double {
        guard !x.isNaN else { return .nan }
        guard x > 0 else { return 1 }
        guard x.isFinite, freedom > 0 else { return 0 }
        return upperGamma(freedom / 2, x / 2)
    }

    /// The regularised upper incomplete gamma function: below a + 1 by its series, above by its continued fraction
    /// (Lentz's method, Numerical Recipes 6.2).
    private static func upperGamma(_ a: Double, _ x: Double) -> Double {
        let front: Double = exp(a * log(x) - x - lgamma(a))
        let steps = 1000 + Int(min(1e6, 20 * a.squareRoot()))
        guard x >= a + 1 else {
            var (term, sum) = (1 / a, 1 / a)
            for step in 1...steps {
                term *= x / (a + Double(step))
                sum += term
                if term < sum * 1e-16 { break }
            }
            return max(0, 1 - front * sum)
        }
        func held(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
        var place = x + 1 - a
        var c = 1e300
        var d = 1 / held(place)
        var fraction = d
        for step in 1...steps {
            let factor = -Double(step) * (Double(step) - a)
            place += 2
            d = 1 / held(factor * d + place)
            c = held(place + factor / c)
            fraction *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return front * fraction
    }
}

/// Whether two groups share their classes out alike: Pearson's test of homogeneity (1900), without correction.
public struct HomogeneityTest: Sendable, Equatable {
    /// χ².
    public let statistic: Double
    /// Classes that occur, but one.
    public let freedom: Int
    /// The probability of shares as different as these, or more, if both groups were drawn alike.
    public let p: Double

    /// Compares the rows of each class in two groups; nil when one is empty, when only one class occurs, or when a class would
    /// be expected less than once, which the test can't bear (Cochran 1954).
    public init?(_ left: [Int], _ right: [Int]) {
        let classes = zip(left, right).filter { $0.0 + $0.1 > 0 }
        let sizes = (Double(left.reduce(0, +)), Double(right.reduce(0, +)))
        guard sizes.0 > 0, sizes.1 > 0, classes.count > 1 else { return nil }
        let all = sizes.0 + sizes.1
        var sum = 0.0
        for (a, b) in classes {
            let share = Double(a + b) / all
            guard share * min(sizes.0, sizes.1) >= 1 else { return nil }
            let (first, second) = (Double(a) - share * sizes.0, Double(b) - share * sizes.1)
            sum += first * first / (share * sizes.0) + second * second / (share * sizes.1)
        }
        statistic = sum
        freedom = classes.count - 1
        p = ChiSquared.upper(sum, freedom: Double(freedom))
    }
}
