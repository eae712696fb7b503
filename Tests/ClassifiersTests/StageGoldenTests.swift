import Classifiers
import Tensors
import Testing

/// Stages against scikit-learn and the formulas of their paper.
struct StageGoldenTests {
    struct Document: Decodable {
        let components: [Components]
        let ratios: [Ratios]
    }

    struct Components: Decodable {
        let name: String
        let rows, columns, count: Int
        let isSparse: Bool
        let data, mean, axes, variances, shares, places: [Double]
    }

    struct Ratios: Decodable {
        let name: String
        let rows, columns, classes: Int
        let isBinary: Bool
        let alpha: Double
        let data, ratios, features: [Double]
        let labels: [Int]
    }

    private static let document: Document = {
        do { return try GoldenFile.read("stages") } catch { fatalError("\(error)") }
    }()

    /// A block of rows, sparse or dense.
    private func features(_ data: [Double], rows: Int, columns: Int, isSparse: Bool) throws -> Features {
        guard isSparse else {
            return try Features([
                .dense(try Matrix(rows: rows, columns: columns, values: data.map { Float($0) }))
            ])
        }
        var offsets = [0]
        var (indices, values): ([Int32], [Double]) = ([], [])
        for row in 0..<rows {
            for column in 0..<columns where data[row * columns + column] != 0 {
                indices.append(Int32(column))
                values.append(data[row * columns + column])
            }
            offsets.append(indices.count)
        }
        return try Features([
            .sparse(try SparseRows(columns: columns, offsets: offsets, indices: indices, values: values))
        ])
    }

    /// All elements of dense features, or of sparse ones with their zeros.
    private func values(_ features: Features) -> [Double] {
        var all = [Double](repeating: 0, count: features.rows * features.columns)
        for (first, block) in zip(features.offsets, features.blocks) {
            switch block {
            case .dense(let matrix):
                for row in 0..<matrix.rows {
                    for column in 0..<matrix.columns {
                        all[row * features.columns + first + column] = Double(matrix[row, column])
                    }
                }
            case .sparse(let rows):
                for row in 0..<rows.rows {
                    for place in rows.offsets[row]..<rows.offsets[row + 1] {
                        all[row * features.columns + first + Int(rows.indices[place])] = rows.values[place]
                    }
                }
            }
        }
        return all
    }

    @Test("Components, variances and places are scikit-learn's, signs included", arguments: 0..<6)
    func components(number: Int) throws {
        let golden = Self.document.components[number]
        let rows = try features(
            golden.data, rows: golden.rows, columns: golden.columns, isSparse: golden.isSparse)
        let found = try PrincipalAxes.fit(rows, count: golden.count)
        #expect(distance(found.mean, golden.mean) < 1e-10, "\(golden.name)")
        #expect(distance(found.variances, golden.variances) < 1e-8, "\(golden.name)")
        #expect(distance(found.axes.values, golden.axes) < 1e-6, "\(golden.name)")
        let shares = found.variances.map { $0 / found.totalVariance }
        #expect(distance(shares, golden.shares) < 1e-9, "\(golden.name)")
        #expect(distance(values(try found.transform(rows)), golden.places) < 1e-5, "\(golden.name)")
        #expect(try PrincipalAxes.fit(rows, count: golden.count, pool: ThreadPool(threads: 1)) == found)
    }

    @Test("A variance that several directions share is found as often as it occurs")
    func repeated() throws {
        // Each row has a place of its own, so that all directions but their sum are alike.
        let count = 160
        let diagonal = (0..<count * count).map { $0 / count == $0 % count ? 1.0 : 0 }
        let rows = try features(diagonal, rows: count, columns: count, isSparse: true)
        let found = try PrincipalAxes.fit(rows, count: 6)
        for variance in found.variances { #expect(abs(variance - 1 / Double(count - 1)) < 1e-10) }
        for one in 0..<6 {
            for other in 0...one {
                let product = VectorSums.dot(found.axes.row(one), found.axes.row(other))
                #expect(abs(product - (one == other ? 1 : 0)) < 1e-9)
            }
        }
    }

    @Test("More components than rows or columns are refused, with the figures")
    func refused() throws {
        let rows = try features([1, 2, 3, 4, 5, 7], rows: 2, columns: 3, isSparse: false)
        #expect(throws: ClassifierError.tooManyAxes(asked: 3, rows: 2, columns: 3)) {
            try PrincipalAxes.fit(rows, count: 3)
        }
        // Two rows differ along one direction only; the other axis is nothing.
        let found = try PrincipalAxes.fit(rows, count: 2)
        #expect(found.variances[1] == 0 && found.axes.row(1) == [0, 0, 0])
    }

    @Test("Blocks side by side are reduced as one, sparse and dense together")
    func union() throws {
        let golden = Self.document.components[3]
        let (left, right) = (5, golden.columns - 5)
        func part(_ from: Int, _ width: Int) -> [Double] {
            (0..<golden.rows).flatMap { row in
                golden.data[row * golden.columns + from..<row * golden.columns + from + width]
            }
        }
        let both = try Features(
            try features(part(0, left), rows: golden.rows, columns: left, isSparse: true).blocks
                + features(part(left, right), rows: golden.rows, columns: right, isSparse: false).blocks)
        let found = try PrincipalAxes.fit(both, count: golden.count)
        #expect(distance(found.axes.values, golden.axes) < 1e-6)
    }

    @Test("Log-count ratios are those of the paper's formulas", arguments: 0..<4, [true, false])
    func ratios(number: Int, isSparse: Bool) throws {
        let golden = Self.document.ratios[number]
        let rows = try features(
            golden.data, rows: golden.rows, columns: golden.columns, isSparse: isSparse)
        let found = try LogRatios.fit(
            rows, labels: golden.labels, classes: golden.classes, alpha: golden.alpha,
            isBinary: golden.isBinary)
        #expect(distance(found.ratios, golden.ratios) < 1e-11, "\(golden.name)")
        let changed = values(try found.transform(rows))
        #expect(distance(changed, golden.features) < (isSparse ? 1e-11 : 1e-5), "\(golden.name)")
        #expect(throws: ClassifierError.self) {
            try LogRatios.fit(rows, labels: golden.labels, classes: golden.classes, alpha: 0)
        }
    }
}
