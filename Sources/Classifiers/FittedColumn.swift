internal import Tensors

/// A column of data as features, with what was learnt of it from the training rows.
///
/// Numbers are standardised by the mean and biased deviation of the rows that have one; a missing number stands at the mean,
/// and where a training row lacked one, a second feature tells that it is missing. Categories have a feature each, which is 1
/// where the row has that category; a missing or unknown category is all zeros.
public struct FittedColumn: Sendable, Equatable {
    /// How the column becomes numbers.
    public enum Coding: Sendable, Equatable {
        /// (number − mean) / deviation, and whether a feature tells that the number is missing.
        case numbers(mean: Double, deviation: Double, marksMissing: Bool)
        /// The categories in ascending order of their code points, and the number of training rows of each.
        case categories([String], counts: [Int])
    }

    /// The column's name.
    public let name: String
    /// How it becomes numbers.
    public let coding: Coding

    /// Restores fitted state.
    ///
    /// Throws `badState` for a deviation that isn't positive, and for categories that don't ascend or have no counts.
    public init(name: String, coding: Coding) throws(ClassifierError) {
        switch coding {
        case .numbers(let mean, let deviation, _):
            guard mean.isFinite, deviation.isFinite, deviation > 0 else {
                throw .badState(type: "FittedColumn", detail: "mean \(mean), deviation \(deviation)")
            }
        case .categories(let values, let counts):
            guard counts.count == values.count, counts.allSatisfy({ $0 >= 0 }), values.count < Int(Int32.max)
            else { throw .badState(type: "FittedColumn", detail: "\(counts.count) counts") }
            for (left, right) in zip(values, values.dropFirst()) where !Self.precedes(left, right) {
                throw .badState(type: "FittedColumn", detail: "categories don't ascend")
            }
        }
        self.name = name
        self.coding = coding
    }

    /// Learns from numbers, of which one that isn't finite is missing.
    ///
    /// Throws `noRows`.
    public static func fit(numbers: [Double], name: String) throws(ClassifierError) -> FittedColumn {
        guard !numbers.isEmpty else { throw .noRows }
        let known = numbers.filter(\.isFinite)
        // Divided before they are summed, so that no sum of finite numbers overflows.
        let share = 1 / Double(max(1, known.count))
        let mean = known.reduce(0) { $0 + $1 * share }
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * share }
        let noise = mean * mean * 1e-30
        return try FittedColumn(
            name: name,
            coding: .numbers(
                mean: mean, deviation: variance > noise && variance.isFinite ? variance.squareRoot() : 1,
                marksMissing: known.count < numbers.count))
    }

    /// Learns from categories; nil is missing.
    ///
    /// Throws `noRows`.
    public static func fit(categories: [String?], name: String) throws(ClassifierError) -> FittedColumn {
        guard !categories.isEmpty else { throw .noRows }
        var counts: [String: Int] = [:]
        for value in categories { if let value { counts[value, default: 0] += 1 } }
        let values = counts.keys.sorted(by: precedes)
        return try FittedColumn(
            name: name, coding: .categories(values, counts: values.map { counts[$0] ?? 0 }))
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// What its features are called in tables: `stars`, `stars missing`, or `colour = red`.
    public var featureNames: [String] {
        switch coding {
        case .numbers(_, _, let marksMissing): marksMissing ? [name, Self.missing(name)] : [name]
        case .categories(let values, _): values.map { "\(name) = \($0)" }
        }
    }

    /// The number of features.
    public var columns: Int {
        switch coding {
        case .numbers(_, _, let marksMissing): marksMissing ? 2 : 1
        case .categories(let values, _): values.count
        }
    }

    /// The number of training rows of each category; nil for numbers.
    public var counts: [Int]? {
        if case .categories(_, let counts) = coding { counts } else { nil }
    }

    private static func missing(_ name: String) -> String { "\(name) missing" }

    /// One row for each number, [numbers × 1 or 2]; one that isn't finite is missing.
    public func transform(numbers: [Double]) throws(ClassifierError) -> Features.Block {
        guard case .numbers(let mean, let deviation, let marksMissing) = coding else {
            throw .badState(type: "FittedColumn", detail: "numbers for categories")
        }
        let width = marksMissing ? 2 : 1
        var block = Matrix(rows: numbers.count, columns: width)
        for (row, number) in numbers.enumerated() {
            if number.isFinite {
                block.values[row * width] = Float((number - mean) / deviation)
            } else if marksMissing {
                block.values[row * width + 1] = 1
            }
        }
        return .dense(block)
    }

    /// One row for each category, [rows × categories].
    public func transform(categories: [String?]) throws(ClassifierError) -> Features.Block {
        guard case .categories(let values, _) = coding else {
            throw .badState(type: "FittedColumn", detail: "categories for numbers")
        }
        var places: [String: Int32] = [:]
        for (place, value) in values.enumerated() { places[value] = Int32(truncatingIfNeeded: place) }
        var offsets = [0]
        var indices: [Int32] = []
        for value in categories {
            if let place = value.flatMap({ places[$0] }) { indices.append(place) }
            offsets.append(indices.count)
        }
        do {
            return .sparse(
                try SparseRows(
                    columns: values.count, offsets: offsets, indices: indices,
                    values: [Double](repeating: 1, count: indices.count)))
        } catch { throw .badState(type: "SparseRows", detail: "\(error)") }
    }
}
