internal import Tensors

/// The sum of each column within each class.
public struct ClassSums: Sendable, Equatable {
    /// The number of rows of each class.
    public let counts: [Int]
    /// [columns × classes], row-major.
    public let sums: [Double]

    /// The number of columns.
    public var columns: Int { counts.isEmpty ? 0 : sums.count / counts.count }

    /// Restores what was kept; throws `badState` when sizes disagree or a number can't be such a sum.
    public init(counts: [Int], sums: [Double]) throws(ClassifierError) {
        guard !counts.isEmpty, sums.count.isMultiple(of: counts.count), counts.allSatisfy({ $0 >= 0 }),
            sums.allSatisfy({ $0.isFinite && $0 >= 0 })
        else { throw .badState(type: "ClassSums", detail: "sizes differ, or a sum isn't positive") }
        self.init(trusted: counts, sums)
    }

    private init(trusted counts: [Int], _ sums: [Double]) {
        self.counts = counts
        self.sums = sums
    }

    /// Sums up once; `features` are those of `rows`, as they are to be read.
    ///
    /// Throws `interrupted` only.
    init(
        _ rows: LabelledRows, reading features: Features, _ pool: ThreadPool, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        let classes = rows.classes
        var indicators = [Double](repeating: 0, count: rows.labels.count * classes)
        for (row, label) in rows.labels.enumerated() { indicators[row * classes + label] = 1 }
        let all = try Design(features, shouldStop).transposedProduct(indicators, width: classes, pool)
        if shouldStop() { throw .interrupted }
        // The last row belongs to the intercept: how many rows each class has.
        self.init(trusted: rows.counts, Array(all.dropLast(classes)))
    }

    /// Both together; `other` has as many classes or more.
    func adding(_ other: ClassSums) -> ClassSums {
        let (own, all) = (counts.count, other.counts.count)
        var sums = other.sums
        for column in 0..<columns {
            for label in 0..<own { sums[column * all + label] += self.sums[column * own + label] }
        }
        return ClassSums(trusted: counts.adding(other.counts), sums)
    }
}

extension [Int] {
    /// Element by element; `other` is as long or longer.
    func adding(_ other: [Int]) -> [Int] {
        other.enumerated().map { $0.offset < count ? self[$0.offset] + $0.element : $0.element }
    }
}
