internal import Tensors

/// Standardises the columns of a block: (x − mean) / deviation, by scikit-learn's biased deviation.
///
/// A constant column is divided by 1. A sparse block keeps its zeros: it is divided but not centred.
public struct Scaler: Sendable, Equatable {
    /// What is taken from each column; zeros for a sparse block.
    public let mean: [Double]
    /// What each column is divided by; never 0.
    public let deviation: [Double]

    /// Restores fitted state. Throws `badState` when the sizes differ, or a deviation isn't positive and finite.
    public init(mean: [Double], deviation: [Double]) throws(ClassifierError) {
        guard mean.count == deviation.count else {
            throw .badState(type: "Scaler", detail: "\(mean.count) means, \(deviation.count) deviations")
        }
        guard mean.allSatisfy(\.isFinite), deviation.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .badState(type: "Scaler", detail: "a mean isn't finite or a deviation isn't positive")
        }
        self.mean = mean
        self.deviation = deviation
    }

    /// Measures the columns of `block`. Throws `noRows` or `notFinite`.
    public static func fit(_ block: Features.Block) throws(ClassifierError) -> Scaler { throw .noRows }

    /// Scales `block`, which must have as many columns as the scaler.
    public func transform(_ block: Features.Block) throws(ClassifierError) -> Features.Block { throw .noRows }
}
