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
    ]

    static func data(_ classes: Int) throws -> SyntheticData {
        try SyntheticData(Shape(seed: 5, rows: 400, dense: 0, sparse: 30, classes: classes))
    }

    @Test("the same bits whatever the number of threads", arguments: members)
    func deterministic(_ member: Member) throws {
        let data = try SyntheticData(Shape(seed: 5, rows: 700, dense: 0, sparse: 30))
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
        for row in [0, 7, 399] {
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
        for label in 0..<classes {
            let (own, twin) = (left.model.weights.row(label), right.model.weights.row(classes - 1 - label))
            #expect(distance(own, twin) <= 1e-7)
        }
    }

    @Test("probabilities are in 0 ... 1 and sum to 1", arguments: members, [2, 3])
    func probabilities(_ member: Member, classes: Int) throws {
        let data = try Self.data(classes)
        let model = try member.head.fit(
            TrainingSet(features: data.features, labels: data.labels, classes: classes)
        ).model
        let probabilities = try model.probabilities(ofScores: model.scores(data.features))
        guard let probabilities else {
            #expect(model.probability == .none)
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
            (NaiveBayes(alpha: 0), "alpha"), (LogisticRegression(maxIterations: 0), "max_iterations"),
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
}
