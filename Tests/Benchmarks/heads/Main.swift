import Classifiers
import Foundation
import Tensors

/// One measured task over files that heads.py or segments.py wrote, told as a line of JSON.
///
/// usage: heads-benchmark FOLDER TASK CLASSES [TOLERANCE | stop MILLISECONDS]
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let classes = Int(arguments[3]) else {
            throw CocoaError(.featureUnsupported)
        }
        // As in Loupe itself.
        BLAS.useOneThread()
        let inputs = Inputs(folder: URL(fileURLWithPath: arguments[1]))
        let task = arguments[2]
        if task == "tune" {
            print(try Tuning.run(inputs))
        } else if task == "segments" {
            print(try Segments.run(inputs))
        } else if arguments.count > 5, let delay = Double(arguments[5]) {
            print(try stop(inputs, task, classes, after: delay))
        } else if ["words", "bigrams", "characters"].contains(task) {
            print(try vectorise(inputs, task))
        } else {
            print(try fit(inputs, task, classes, tolerance: arguments.count > 4 ? Double(arguments[4]) : nil))
        }
    }

    static func vectorise(_ inputs: Inputs, _ task: String) throws -> String {
        let texts = try inputs.texts()
        // So that what the program itself takes is no part of the work's memory.
        _ = try vectorizer(task).fitTransform(Array(texts.prefix(100)))
        var rows: SparseRows?
        let measure = try Measure { rows = try vectorizer(task).fitTransform(texts).rows }
        return try measure.line(["count": Double(rows?.count ?? 0), "columns": Double(rows?.columns ?? 0)])
    }

    static func vectorizer(_ task: String) -> Vectorizer {
        var settings = Vectorizer(weighting: .tfidf)
        if task == "bigrams" { settings.ngrams = 1...2 }
        if task == "characters" { (settings.analyser, settings.ngrams) = (.charactersInWords, 2...4) }
        return settings
    }

    static func fit(_ inputs: Inputs, _ task: String, _ classes: Int, tolerance: Double?) throws -> String {
        let (features, labels) = (try inputs.features(), try inputs.labels())
        var fitted: FittedHead?
        let measure = try Measure {
            let training = try TrainingSet(features: features, labels: labels, classes: classes)
            fitted = try head(task, tolerance).fit(training)
        }
        return try measure.line([
            "objective": fitted?.convergence.objective ?? .nan,
            "iterations": Double(fitted?.convergence.iterations ?? 0),
            "converged": fitted?.convergence.converged == true ? 1 : 0,
        ])
    }

    /// Milliseconds from the moment when the work should stop until it has; −1 when it had ended before.
    static func stop(_ inputs: Inputs, _ task: String, _ classes: Int, after delay: Double) throws -> String {
        let isText = ["words", "bigrams", "characters"].contains(task)
        let texts = isText ? try inputs.texts() : []
        let training =
            isText
            ? nil
            : try TrainingSet(features: inputs.features(), labels: inputs.labels(), classes: classes)
        let deadline = ContinuousClock.now + .milliseconds(delay)
        let isOver: @Sendable () -> Bool = { ContinuousClock.now >= deadline }
        do {
            if let training {
                _ = try head(task, nil).fit(training, pool: .machine, shouldStop: isOver)
            } else {
                _ = try vectorizer(task).fitTransform(texts, shouldStop: isOver)
            }
        } catch ClassifierError.interrupted {
            let late = (ContinuousClock.now - deadline).components
            return "\(Double(late.seconds) * 1e3 + Double(late.attoseconds) * 1e-15)"
        }
        return "-1"
    }

    /// A head by the name that heads.py gives it, with its own tolerance unless told otherwise.
    static func head(_ name: String, _ tolerance: Double?) throws -> any Head {
        switch name {
        case "logistic": LogisticRegression(tolerance: tolerance ?? LogisticRegression().tolerance)
        case "l1": LogisticRegression(penalty: .l1)
        case "elastic": LogisticRegression(penalty: .elasticNet(0.5))
        case "rest": LogisticRegression(multiClass: .oneVersusRest)
        case "svm": LinearSVM(tolerance: tolerance ?? LinearSVM().tolerance)
        case "hinge": LinearSVM(loss: .hinge, tolerance: tolerance ?? LinearSVM().tolerance)
        case "ridge": Ridge()
        case "lda": LinearDiscriminant()
        case "shrunk": LinearDiscriminant(shrinkage: .auto)
        case "nearest": NearestNeighbours()
        case "multinomial": NaiveBayes(kind: .multinomial)
        case "complement": NaiveBayes(kind: .complement)
        case "bernoulli": NaiveBayes(kind: .bernoulli)
        case "gaussian": NaiveBayes(kind: .gaussian)
        default: throw CocoaError(.featureUnsupported)
        }
    }
}
