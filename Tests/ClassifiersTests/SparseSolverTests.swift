import Tensors
import Testing

@testable import Classifiers

/// Solvers over sparse rows: joined columns, and the dual.
struct SparseSolverTests {
    /// Rows of a few of many columns, drawn so that some columns come in one row alone and some in none.
    static func rows(_ count: Int, columns: Int, seed: UInt64) throws -> SparseRows {
        var random = SeededRandom(seed: seed)
        return try SyntheticData.sparse(
            (0..<count).map { _ in
                var row = [Double](repeating: 0, count: columns)
                for _ in 0..<8 {
                    let share = random.unit()
                    row[Int(share * share * share * Double(columns))] += 0.25 + random.unit()
                }
                return row
            }, columns: columns)
    }

    static func labels(_ count: Int, classes: Int, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { $0 < classes ? $0 : Int(random.unit() * Double(classes)) }
    }

    @Test("joined columns keep every product among rows, and planes go there and back")
    func joining() throws {
        let whole = try Self.rows(40, columns: 400, seed: 1)
        let joined = try #require(CompactRows(whole))
        #expect(joined.rows.columns < 200)
        func dot(_ rows: SparseRows, _ one: Int, _ other: Int) -> Double {
            var plane = [Double](repeating: 0, count: rows.columns)
            return plane.withUnsafeMutableBufferPointer {
                rows.add(1, one, $0)
                return rows.product(other, $0)
            }
        }
        for one in 0..<40 {
            for other in 0...one {
                #expect(agree(dot(whole, one, other), dot(joined.rows, one, other), 1e-12))
            }
        }
        let inner = (0..<joined.rows.columns * 2).map { Double($0 % 7) - 3 }
        let outer = joined.expand(inner[...], width: 2)
        #expect(distance(joined.shrink(outer[...], width: 2), inner) <= 1e-12)
        var scores = ([Double](repeating: 0, count: 80), [Double](repeating: 0, count: 80))
        whole.addProduct(with: outer, width: 2, to: &scores.0, pool: ThreadPool(threads: 1))
        joined.rows.addProduct(with: inner, width: 2, to: &scores.1, pool: ThreadPool(threads: 1))
        #expect(distance(scores.0, scores.1) <= 1e-12)
    }

    @Test("columns that several rows have stay as they are")
    func nothingToJoin() throws {
        #expect(CompactRows(try SyntheticData.sparse([[1, 2], [3, 0], [0, 4]], columns: 2)) == nil)
    }

    @Test("a stored 0 that only one row has is no column")
    func storedZero() throws {
        let whole = try SparseRows(
            columns: 10, offsets: [0, 2, 4], indices: [0, 3, 0, 5], values: [1, 0, 2, 3])
        let joined = try #require(CompactRows(whole))
        #expect(joined.rows.columns == 2)
        #expect(joined.expand([5, 7], width: 1) == [5, 0, 0, 0, 0, 7, 0, 0, 0, 0])
    }

    @Test("a support vector machine doesn't mind columns that no row has")
    func absentColumns() throws {
        let rows = try Self.rows(60, columns: 40, seed: 8)
        let wide = try SparseRows(
            columns: 400, offsets: rows.offsets, indices: rows.indices.map { 7 * $0 + 3 }, values: rows.values
        )
        #expect(OccurringColumns(rows) == nil)
        let occurring = try #require(OccurringColumns(wide))
        #expect(occurring.count == 40)
        let labels = Self.labels(60, classes: 3, seed: 9)
        let models = try [rows, wide].map { rows in
            try LinearSVM().fit(
                TrainingSet(features: Features([.sparse(rows)]), labels: labels, classes: 3)
            ).model.linear
        }
        let (narrow, broad) = (try #require(models[0]), try #require(models[1]))
        for label in 0..<3 {
            for column in 0..<400 {
                let isOccurring = column >= 3 && (column - 3) % 7 == 0 && column / 7 < 40
                #expect(
                    broad.weights[label, column]
                        == (isOccurring ? narrow.weights[label, (column - 3) / 7] : 0))
            }
        }
        #expect(narrow.bias == broad.bias)
    }

    @Test("columns that 16 bits can't number give the same support vector machine")
    func manyColumns() throws {
        let few = try Self.rows(60, columns: 40, seed: 8)
        let labels = Self.labels(60, classes: 2, seed: 9) + [0]
        // One more row has next to nothing, in 40 columns or in very many.
        let models = try [(40, 40), (70_000, 90_000)].map { occurring, columns in
            let rows = try SparseRows(
                columns: columns, offsets: few.offsets + [few.count + occurring],
                indices: few.indices + (0..<Int32(occurring)),
                values: few.values + [Double](repeating: 1e-9, count: occurring))
            return try LinearSVM().fit(
                TrainingSet(features: Features([.sparse(rows)]), labels: labels, classes: 2)
            ).model.linear
        }
        let (small, large) = (try #require(models[0]), try #require(models[1]))
        for column in 0..<40 {
            #expect(abs(large.weights[1, column] - small.weights[1, column]) <= 1e-6)
        }
        #expect(large.weights[1, 69_999] != 0 && large.weights[1, 70_000] == 0)
    }

    @Test("logistic regression over joined columns is that over all", arguments: [2, 4])
    func sameOptimum(classes: Int) throws {
        let rows = try Self.rows(120, columns: 900, seed: 2)
        let labels = Self.labels(120, classes: classes, seed: 3)
        let training = try TrainingSet(
            features: Features([.sparse(rows), .dense(Matrix(rows: 120, columns: 2))]), labels: labels,
            classes: classes)
        let designs = try [false, true].map { joining in
            try training.design(joining: joining) { false }
        }
        #expect(designs.map(\.isJoined) == [false, true])
        let loss =
            classes == 2
            ? Loss(kind: .logistic, labels: labels, classes: [1], weights: [1, 1])
            : Loss(
                kind: .softmax, labels: labels, classes: Array(0..<classes),
                weights: [Double](repeating: 1, count: classes))
        let found = try designs.map { design in
            try NewtonSolver(
                design: design, loss: loss, penalty: Penalty(weights: 1, intercepts: 0), tolerance: 1e-11,
                maxIterations: 100, pool: ThreadPool(threads: 2)
            ).solve { false }
        }
        #expect(agree(found[0].convergence.objective, found[1].convergence.objective, 1e-12))
        #expect(distance(found[0].parameters, found[1].parameters) <= 1e-8)
    }

    @Test("the dual of the squared hinge ends where Newton's method does", arguments: [0.01, 1, 100])
    func dual(cost: Double) throws {
        let rows = try Self.rows(150, columns: 600, seed: 4)
        let labels = Self.labels(150, classes: 2, seed: 5)
        let lengths = try Features([.sparse(rows)]).borderedLengths
        var weights = [Double](repeating: 0, count: 600)
        let dual = try #require(
            weights.withUnsafeMutableBufferPointer {
                SparseDual(
                    rows: rows, over: nil, lengths: lengths, signs: labels.map { $0 == 1 ? 1 : -1 },
                    limits: labels.map { _ in cost }
                ).solve(into: $0, tolerance: 1e-10) { false }
            })
        #expect(dual.convergence.converged)
        let newton = try NewtonSolver(
            design: Design(Features([.sparse(rows)])) { false },
            loss: Loss(kind: .squaredHinge, labels: labels, classes: [1], weights: [cost, cost]),
            penalty: Penalty(weights: 1, intercepts: 1), tolerance: 1e-11, maxIterations: 100,
            pool: ThreadPool(threads: 2)
        ).solve { false }
        #expect(agree(dual.convergence.objective, newton.convergence.objective, 1e-12))
        #expect(distance(weights + [dual.intercept], newton.parameters) <= 1e-6)
    }

    @Test("a support vector machine over sparse rows has the same bits whatever the number of threads")
    func sameBits() throws {
        let training = try TrainingSet(
            features: Features([.sparse(Self.rows(300, columns: 2000, seed: 6))]),
            labels: Self.labels(300, classes: 5, seed: 7), classes: 5)
        for head in [LinearSVM(), LinearSVM(loss: .hinge)] as [any Head] {
            let one = try head.fit(training, pool: ThreadPool(threads: 1), shouldStop: { false })
            let four = try head.fit(training, pool: ThreadPool(threads: 4), shouldStop: { false })
            #expect(one == four)
        }
    }
}
