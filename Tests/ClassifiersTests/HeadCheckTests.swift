import Classifiers
import Synchronization
import Tensors
import Testing

/// One check list that every head must pass.
struct HeadCheckTests {
    struct Member: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let head: any Head
    }

    static let members = [
        Member(testDescription: "logistic", head: LogisticRegression()),
        Member(testDescription: "logistic balanced", head: LogisticRegression(c: 3, classWeight: .balanced)),
        Member(testDescription: "svm", head: LinearSVM()),
        Member(testDescription: "svm balanced", head: LinearSVM(c: 0.3, classWeight: .balanced)),
        Member(testDescription: "multinomial", head: NaiveBayes()),
        Member(testDescription: "complement", head: NaiveBayes(kind: .complement)),
        Member(testDescription: "logistic l1", head: LogisticRegression(penalty: .l1)),
        Member(testDescription: "elastic net", head: LogisticRegression(penalty: .elasticNet(0.5))),
        Member(testDescription: "one against the rest", head: LogisticRegression(multiClass: .oneVersusRest)),
        Member(testDescription: "hinge", head: LinearSVM(loss: .hinge)),
        Member(testDescription: "bernoulli", head: NaiveBayes(kind: .bernoulli)),
        Member(testDescription: "gaussian", head: NaiveBayes(kind: .gaussian)),
        Member(testDescription: "ridge", head: Ridge()),
        Member(testDescription: "lda", head: LinearDiscriminant()),
        Member(testDescription: "lda auto", head: LinearDiscriminant(shrinkage: .auto)),
        Member(testDescription: "nearest", head: NearestNeighbours()),
        Member(testDescription: "nearest euclidean", head: NearestNeighbours(count: 3, metric: .euclidean)),
    ]

    static func data(_ classes: Int) throws -> SyntheticData {
        try SyntheticData(Shape(seed: 5, rows: 200, dense: 0, sparse: 30, classes: classes))
    }

    @Test("the same bits whatever the number of threads", arguments: members)
    func deterministic(_ member: Member) throws {
        let data = try SyntheticData(Shape(seed: 5, rows: 600, dense: 0, sparse: 10))
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 3)
        let one = try member.head.fit(training, pool: ThreadPool(threads: 1), shouldStop: { false })
        let four = try member.head.fit(training, pool: ThreadPool(threads: 4), shouldStop: { false })
        #expect(one == four)
        let scores = try one.model.scores(data.features, pool: ThreadPool(threads: 1))
        #expect(try one.model.scores(data.features, pool: ThreadPool(threads: 4)) == scores)
    }

    @Test("a row's scores are the same bits alone and among others", arguments: members)
    func rowsAreIndependent(_ member: Member) throws {
        let data = try Self.data(3)
        let model = try member.head.fit(TrainingSet(features: data.features, labels: data.labels, classes: 3))
            .model
        let all = try model.scores(data.features)
        for row in [0, 7, 199] {
            #expect(try model.scores(data.features.selecting(rows: [row])).values == all.row(row))
        }
    }

    @Test("renaming the labels renames the result and changes nothing else", arguments: members, [2, 3])
    func labelOrder(_ member: Member, classes: Int) throws {
        let data = try Self.data(classes)
        let renamed = data.labels.map { classes - 1 - $0 }
        let left = try member.head.fit(
            TrainingSet(features: data.features, labels: data.labels, classes: classes))
        let right = try member.head.fit(
            TrainingSet(features: data.features, labels: renamed, classes: classes))
        let (own, twin) = (try left.model.scores(data.features), try right.model.scores(data.features))
        for row in 0..<own.rows { #expect(distance(own.row(row), twin.row(row).reversed()) <= 1e-6) }
    }

    @Test("probabilities are in 0 ... 1 and sum to 1", arguments: members, [2, 3])
    func probabilities(_ member: Member, classes: Int) throws {
        let data = try Self.data(classes)
        let model = try member.head.fit(
            TrainingSet(features: data.features, labels: data.labels, classes: classes)
        ).model
        let probabilities = try model.probabilities(ofScores: model.scores(data.features))
        guard let probabilities else {
            #expect(!model.hasProbabilities)
            return
        }
        for row in 0..<probabilities.rows {
            #expect(probabilities.row(row).allSatisfy { (0...1).contains($0) })
            #expect(abs(probabilities.row(row).reduce(0, +) - 1) <= 1e-12)
        }
    }

    @Test("an interrupt stops the fit", arguments: members)
    func interrupt(_ member: Member) throws {
        let data = try Self.data(3)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 3)
        #expect(throws: ClassifierError.interrupted) {
            try member.head.fit(training, pool: .machine, shouldStop: { true })
        }
        // Heads that take longer are asked again and again.
        guard !(member.head is NearestNeighbours) else { return }
        let asked = Atomic<Int>(0)
        #expect(throws: ClassifierError.interrupted) {
            _ = try member.head.fit(training, pool: .machine) {
                asked.wrappingAdd(1, ordering: .relaxed).oldValue >= 1
            }
        }
    }

    @Test("features of another width are refused with both widths", arguments: members)
    func mismatchedColumns(_ member: Member) throws {
        let data = try Self.data(3)
        let model = try member.head.fit(TrainingSet(features: data.features, labels: data.labels, classes: 3))
            .model
        let other = try SyntheticData(Shape(dense: 2, sparse: 0)).features
        #expect(throws: ClassifierError.mismatchedColumns(operation: "scores", expected: 30, got: 2)) {
            try model.scores(other)
        }
    }

    @Test("a training set is checked before any head sees it")
    func trainingSet() throws {
        let features = try SyntheticData(Shape(rows: 4)).features
        func refused(_ labels: [Int], _ classes: Int, _ error: ClassifierError) {
            #expect(throws: error) { try TrainingSet(features: features, labels: labels, classes: classes) }
        }
        refused([0, 1, 2], 3, .mismatchedRows(operation: "TrainingSet", expected: 4, got: 3))
        refused([0, 1, 3, 0], 3, .labelOutOfRange(row: 2, label: 3, classes: 3))
        refused([0, 1, -1, 0], 3, .labelOutOfRange(row: 2, label: -1, classes: 3))
        refused([1, 1, 1, 1], 2, .oneClass(label: 1))
        refused([0, 1, 1, 0], 3, .emptyClass(label: 2))
        refused([0, 0, 0, 0], -1, .labelOutOfRange(row: 0, label: 0, classes: -1))
    }

    @Test("what isn't a number is refused with its place", arguments: [Float.nan, .infinity])
    func notFinite(_ value: Float) throws {
        var dense = Matrix(rows: 4, columns: 3)
        dense[2, 1] = value
        let counts = try SyntheticData.sparse([[1, 0], [0, 1], [1, 1], [0, 0]], columns: 2)
        let features = try Features([.sparse(counts), .dense(dense)])
        #expect(throws: ClassifierError.notFinite(row: 2, column: 3)) {
            try TrainingSet(features: features, labels: [0, 1, 0, 1], classes: 2)
        }
        let wrong = try SyntheticData.sparse([[1, 0], [0, 1], [0, Double(value)], [0, 0]], columns: 2)
        #expect(throws: ClassifierError.notFinite(row: 2, column: 1)) {
            try TrainingSet(features: Features([.sparse(wrong)]), labels: [0, 1, 0, 1], classes: 2)
        }
    }

    @Test("naive Bayes refuses negative features with place and value")
    func negative() throws {
        var dense = Matrix(rows: 2, columns: 3)
        dense[1, 2] = -0.5
        let training = try TrainingSet(features: Features([.dense(dense)]), labels: [0, 1], classes: 2)
        #expect(throws: ClassifierError.negativeFeature(row: 1, column: 2, value: -0.5)) {
            try NaiveBayes().fit(training)
        }
    }

    @Test("parameters out of range are refused by name")
    func parameters() throws {
        let data = try Self.data(2)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 2)
        let heads: [(any Head, String)] = [
            (LogisticRegression(c: 0), "C"), (LinearSVM(c: -1), "C"), (LogisticRegression(c: .nan), "C"),
            (NaiveBayes(alpha: 0), "alpha"), (Ridge(alpha: -1), "alpha"), (NearestNeighbours(count: 0), "k"),
            (LinearDiscriminant(shrinkage: .share(1.5)), "shrinkage"),
            (LogisticRegression(penalty: .elasticNet(2)), "l1_ratio"),
            (LogisticRegression(classWeight: .each([1, 0])), "class_weight"),
            (LinearSVM(classWeight: .each([1])), "class_weight"),
            (LogisticRegression(maxIterations: 0), "max_iterations"),
            (LinearSVM(tolerance: 0), "tolerance"),
        ]
        for (head, name) in heads {
            let error = #expect(throws: ClassifierError.self) { try head.fit(training) }
            guard case .badParameter(name, _, _)? = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
        }
    }

    @Test("without a penalty, separable classes are said to have no finite optimum")
    func separable() throws {
        let dense = try Matrix(rows: 4, columns: 1, values: [-2, -1, 1, 2])
        let training = try TrainingSet(features: Features([.dense(dense)]), labels: [0, 0, 1, 1], classes: 2)
        #expect(try !LogisticRegression(penalty: .none).fit(training).convergence.hasFiniteOptimum)
        #expect(try LogisticRegression().fit(training).convergence.hasFiniteOptimum)
    }

    @Test("a fit cut short says that it did not converge")
    func notConverged() throws {
        let data = try Self.data(3)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 3)
        let facts = try LogisticRegression(maxIterations: 1).fit(training).convergence
        #expect(!facts.converged)
        #expect(facts.iterations == 1)
        #expect(facts.gradient > 1e-8)
    }

    @Test("a start from another C leads to the same optimum in fewer steps")
    func warmStart() throws {
        let data = try SyntheticData(Shape(seed: 9, rows: 400, dense: 12, sparse: 20))
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 3)
        let near: [(any Head, any Head)] = [
            (LogisticRegression(c: 2), LogisticRegression(c: 2.1)), (LinearSVM(c: 2), LinearSVM(c: 2.1)),
            (LogisticRegression(c: 2, penalty: .l1), LogisticRegression(c: 2.1, penalty: .l1)),
        ]
        for (first, second) in near {
            let start = try first.fit(training).model
            let cold = try second.fit(training)
            let warm = try second.fit(training, from: start, pool: .machine, shouldStop: { false })
            #expect(warm.convergence.iterations < cold.convergence.iterations)
            #expect(agree(warm.convergence.objective, cold.convergence.objective, 1e-9))
            let scores = (
                try warm.model.scores(data.features).values, try cold.model.scores(data.features).values
            )
            #expect(distance(scores.0, scores.1) <= 1e-5)
        }
    }

    @Test("weights by label name are found by name, and an unknown name is refused with the labels")
    func namedWeights() throws {
        let weight = ClassWeight.named([.init(label: "good", weight: 3)])
        #expect(try weight.resolved(["bad", "good"]) == .each([1, 3]))
        #expect(throws: ClassifierError.unknownLabel(label: "good", labels: ["a", "b"])) {
            try weight.resolved(["a", "b"])
        }
    }

    @Test("an L1 penalty makes weights exactly 0")
    func sparseWeights() throws {
        let data = try Self.data(3)
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 3)
        let model = try LogisticRegression(c: 0.05, penalty: .l1).fit(training).model
        let zeros = try #require(model.linear).weights.values.count { $0 == 0 }
        #expect(zeros > 20 && zeros < 90, "\(zeros) of 90")
    }

    @Test("a covariance without an inverse is refused with its size, and shrinkage cures it")
    func singular() throws {
        let data = try SyntheticData(Shape(seed: 2, rows: 20, dense: 30, sparse: 0, classes: 2))
        let training = try TrainingSet(features: data.features, labels: data.labels, classes: 2)
        #expect(throws: ClassifierError.singular(head: "lda", rows: 20, columns: 30)) {
            try LinearDiscriminant().fit(training)
        }
        #expect(throws: Never.self) { try LinearDiscriminant(shrinkage: .auto).fit(training) }
    }

    @Test("neighbours come nearest first, of equals the first row first, and a row of zeros is far from all")
    func neighbours() throws {
        let dense = try Matrix(rows: 4, columns: 2, values: [0, 0, 1, 0, 2, 0, 0, 1])
        let model = try NearestModel(
            rows: Features([.dense(dense)]), labels: [0, 0, 1, 1], classes: 2, count: 3, metric: .cosine)
        let query = try Features([.dense(try Matrix(rows: 1, columns: 2, values: [3, 0]))])
        let found = try model.neighbours(of: query)[0]
        #expect(found.map(\.row) == [1, 2, 0])
        #expect(found.map(\.distance) == [0, 0, 1])
    }
}
