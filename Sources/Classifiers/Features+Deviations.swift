extension Features.Block {
    /// The standard deviation of each column over the rows, zeros of sparse blocks counted (n in the denominator, as
    /// `scale()` and scikit-learn have it).
    public func columnDeviations() -> [Double] {
        let count = Double(max(1, rows))
        let mean = columnSums { value, _ in value }.map { $0 / count }
        let stored = columnSums { _, _ in 1 }
        let squares = columnSums { value, column in (value - mean[column]) * (value - mean[column]) }
        return mean.indices.map { column in
            ((squares[column] + (count - stored[column]) * mean[column] * mean[column]) / count).squareRoot()
        }
    }
}
