import Tensors
import Testing

@testable import Classifiers

@Suite("Principal components and silhouettes agree with scikit-learn's")
struct VectorGoldenTests {
    struct Golden: Decodable {
        let rows: [[Float]]
        let groups: [Int]
        let mean: [Double]
        let directions: [[Double]]
        let variances: [Double]
        let shares: [Double]
        let projections: [[Double]]
        let silhouettes: [Double]

        func matrix() throws -> Matrix {
            try Matrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 })
        }
    }

    @Test("Means, directions, variances and places")
    func components() throws {
        let golden = try GoldenFile.read("vectors", as: Golden.self)
        let matrix = try golden.matrix()
        let found = try #require(PrincipalComponents(of: matrix, count: 3))
        #expect(distance(found.mean, golden.mean) < 1e-9)
        #expect(distance(found.directions.values, golden.directions.flatMap { $0 }) < 1e-8)
        #expect(distance(found.variances, golden.variances) < 1e-9)
        #expect(distance(found.shares, golden.shares) < 1e-10)
        #expect(distance(found.projections(of: matrix).values, golden.projections.flatMap { $0 }) < 1e-8)
    }

    @Test("Silhouettes, and 0 for a row that is alone in its group")
    func silhouettes() throws {
        let golden = try GoldenFile.read("vectors", as: Golden.self)
        let wide = try DoubleMatrix(
            rows: golden.rows.count, columns: golden.rows[0].count,
            values: golden.rows.flatMap { $0.map(Double.init) })
        let found = try Silhouette.values(of: wide, groups: golden.groups, count: 3)
        #expect(distance(found, golden.silhouettes) < 1e-10)
        var alone = golden.groups
        alone[5] = 3
        #expect(try Silhouette.values(of: wide, groups: alone, count: 4)[5] == 0)
        #expect(throws: TensorError.self) { try Silhouette.values(of: wide, groups: [0], count: 1) }
    }

    @Test("Any number of threads gives the same bits")
    func threads() throws {
        let matrix = Self.matrix(rows: 900, columns: 40)
        let one = try #require(PrincipalComponents(of: matrix, count: 2, pool: ThreadPool(threads: 1)))
        let four = try #require(PrincipalComponents(of: matrix, count: 2, pool: ThreadPool(threads: 4)))
        #expect(one == four)
    }

    @Test(
        "Directions are of length 1, at right angles, and leave no more variance to any other",
        arguments: [3, 11, 64])
    func properties(columns: Int) throws {
        let matrix = Self.matrix(rows: 200, columns: columns)
        let found = try #require(PrincipalComponents(of: matrix, count: 3))
        for left in 0..<3 {
            for right in 0..<3 {
                let product = VectorSums.dot(found.directions.row(left), found.directions.row(right))
                #expect(abs(product - (left == right ? 1 : 0)) < 1e-10)
            }
        }
        let places = found.projections(of: matrix)
        for direction in 0..<3 {
            let square = (0..<200).reduce(0) { $0 + places[$1, direction] * places[$1, direction] }
            #expect(agree(square / 199, found.variances[direction], 1e-9))
        }
        #expect(found.variances == found.variances.sorted(by: >))
        #expect(found.shares.reduce(0, +) <= 1 + 1e-12)
    }

    @Test("Rows without any variance, fewer columns than wanted, a single row, numbers that aren't finite")
    func edges() throws {
        let same = try Matrix(rows: 3, columns: 2, values: [1, 2, 1, 2, 1, 2])
        let flat = try #require(PrincipalComponents(of: same, count: 2))
        #expect(flat.shares == [0, 0])
        #expect(flat.projections(of: same).values.allSatisfy { abs($0) < 1e-9 })
        let narrow = try Matrix(rows: 3, columns: 1, values: [1, 2, 4])
        #expect(PrincipalComponents(of: narrow, count: 2)?.directions.rows == 1)
        #expect(PrincipalComponents(of: try Matrix(rows: 1, columns: 2, values: [1, 2]), count: 2) == nil)
        let bad = try Matrix(rows: 2, columns: 2, values: [.nan, 1, 2, .infinity])
        #expect(PrincipalComponents(of: bad, count: 2) == nil)
    }

    private static func matrix(rows: Int, columns: Int) -> Matrix {
        var generator = SeededRandom(seed: UInt64(columns))
        var matrix = Matrix(rows: rows, columns: columns)
        for index in matrix.values.indices { matrix.values[index] = Float(generator.unit() - 0.3) }
        return matrix
    }
}
