public import Tensors

/// Training rows that vote: score_k = the share of class k among the nearest.
///
/// Of rows equally near the first comes first. No split into sums of weights exists; the neighbours are the evidence.
public struct NearestModel: Sendable, Equatable {
    /// What is near.
    public enum Metric: String, Sendable, Equatable, CaseIterable {
        /// The angle between rows; a row of zeros is at right angles to all.
        case cosine
        /// The straight distance.
        case euclidean
    }

    /// A training row and how near it is.
    public struct Neighbour: Sendable, Equatable {
        /// The training row, from 0.
        public let row: Int
        /// 1 − cosine, or the straight distance.
        public let distance: Double
    }

    /// The training rows.
    public let rows: Features
    /// The label of each training row, in `0 ..< classes`.
    public let labels: [Int]
    /// The number of classes.
    public let classes: Int
    /// How many rows vote.
    public let count: Int
    /// What is near.
    public let metric: Metric

    private let squares: [Double]
    /// The sparse blocks by column; nil for dense ones.
    private let transposed: [SparseRows?]

    /// The number of feature columns.
    public var columns: Int { rows.columns }

    /// Checks that everything agrees; throws `badState` otherwise.
    public init(
        rows: Features, labels: [Int], classes: Int, count: Int, metric: Metric
    ) throws(ClassifierError) {
        guard rows.rows > 0, labels.count == rows.rows, classes >= 2, count >= 1,
            labels.allSatisfy({ (0..<classes).contains($0) })
        else { throw .badState(type: "NearestModel", detail: "rows, labels and classes disagree") }
        try rows.checkFinite()
        self.rows = rows
        self.labels = labels
        self.classes = classes
        self.count = min(count, labels.count)
        self.metric = metric
        squares = (0..<rows.rows).map { rows.squaredLength($0) }
        transposed = rows.blocks.map { block in
            if case .sparse(let rows) = block { rows.transposed() } else { nil }
        }
    }

    /// The same rows and `more`, of which `count` vote.
    ///
    /// Throws `badState` when the blocks are of other kinds.
    func appending(_ more: LabelledRows, count: Int) throws(ClassifierError) -> NearestModel {
        try NearestModel(
            rows: try rows.appending(more.features), labels: labels + more.labels,
            classes: max(classes, more.classes), count: count, metric: metric)
    }

    func scores(
        _ features: Features, pool: ThreadPool, shouldStop: @Sendable () -> Bool
    ) throws(ClassifierError) -> DoubleMatrix {
        var result = DoubleMatrix(rows: features.rows, columns: classes)
        for (row, found) in try neighbours(of: features, pool: pool, shouldStop: shouldStop).enumerated() {
            for neighbour in found { result[row, labels[neighbour.row]] += 1 / Double(count) }
        }
        return result
    }

    /// The nearest training rows of each row, the nearest first.
    ///
    /// Throws `mismatchedColumns` or `interrupted`.
    public func neighbours(
        of features: Features, pool: ThreadPool = .machine, shouldStop: @Sendable () -> Bool = { false }
    ) throws(ClassifierError) -> [[Neighbour]] {
        guard features.columns == columns, features.blocks.count == rows.blocks.count,
            zip(features.blocks, rows.blocks).allSatisfy({ $0.columns == $1.columns })
        else { throw .mismatchedColumns(operation: "scores", expected: columns, got: features.columns) }
        let found = pool.map(features.rows) { row in shouldStop() ? [] : nearest(features, row) }
        if shouldStop() { throw .interrupted }
        return found
    }

    private func nearest(_ features: Features, _ row: Int) -> [Neighbour] {
        var products = [Double](repeating: 0, count: labels.count)
        for place in rows.blocks.indices { addProducts(features.blocks[place], row, place, to: &products) }
        let own = features.squaredLength(row)
        for index in products.indices {
            products[index] =
                switch metric {
                case .cosine:
                    own > 0 && squares[index] > 0
                        ? 1 - products[index] / (own * squares[index]).squareRoot() : 1
                case .euclidean: max(0, own + squares[index] - 2 * products[index]).squareRoot()
                }
        }
        return Self.smallest(count, of: products).map { Neighbour(row: $0, distance: products[$0]) }
    }

    /// Adds the products of all training rows with `row`, over one block of columns.
    private func addProducts(_ block: Features.Block, _ row: Int, _ place: Int, to sums: inout [Double]) {
        switch (block, rows.blocks[place]) {
        case (.dense(let matrix), .dense(let known)):
            matrix.withRow(row) { values in
                let wide = values.map { Double($0) }
                wide.withUnsafeBufferPointer { wide in
                    for index in sums.indices {
                        sums[index] += known.withRow(index) { VectorSums.dot($0, wide) }
                    }
                }
            }
        case (.sparse(let given), .sparse):
            guard let columns = transposed[place] else { return }
            for position in given.offsets[row]..<given.offsets[row + 1] {
                let column = Int(given.indices[position])
                for other in columns.offsets[column]..<columns.offsets[column + 1] {
                    sums[Int(columns.indices[other])] += given.values[position] * columns.values[other]
                }
            }
        // Blocks of one place are of one kind, since the same features made them.
        default: break
        }
    }

    /// The places of the `count` smallest, ascending; of equals the first first.
    private static func smallest(_ count: Int, of values: [Double]) -> [Int] {
        var best: [Int] = []
        best.reserveCapacity(count + 1)
        for index in values.indices {
            if best.count == count, let last = best.last, values[last] <= values[index] { continue }
            var place = best.count
            while place > 0, values[best[place - 1]] > values[index] { place -= 1 }
            best.insert(index, at: place)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

extension Features {
    /// Σ x² of a row.
    func squaredLength(_ row: Int) -> Double {
        var sum = 0.0
        forEachStored(row) { _, value in sum += value * value }
        return sum
    }
}
