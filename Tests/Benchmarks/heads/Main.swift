import Classifiers
import Foundation
import Tensors
import Tokenizers

/// One timed task over files that heads.py or segments.py wrote: prints seconds and the objective or count reached.
///
/// usage: heads-benchmark FOLDER TASK CLASSES
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let classes = Int(arguments[3]) else {
            throw CocoaError(.featureUnsupported)
        }
        let folder = URL(fileURLWithPath: arguments[1])
        switch arguments[2] {
        case "words", "bigrams", "characters": try vectorise(folder, arguments[2])
        case "segments": try segment(folder)
        default: try fit(folder, arguments[2], classes)
        }
    }

    static func vectorise(_ folder: URL, _ task: String) throws {
        let content = try String(contentsOf: folder.appendingPathComponent("texts.txt"), encoding: .utf8)
        let texts = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var settings = Vectorizer(weighting: .tfidf)
        if task == "bigrams" { settings.ngrams = 1...2 }
        if task == "characters" { (settings.analyser, settings.ngrams) = (.charactersInWords, 2...4) }
        var count = 0
        let seconds = try time { count = try settings.fitTransform(texts).rows.count }
        print(seconds, count)
    }

    /// Reads the list, then cuts all texts on one thread.
    static func segment(_ folder: URL) throws {
        let content = try String(contentsOf: folder.appendingPathComponent("texts.txt"), encoding: .utf8)
        let texts = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("words.txt")))
        var list: WordList?
        let reading = try time { list = try WordList(bytes, name: "chinese", digest: "") }
        let settings = Vectorizer(segmenter: list)
        var count = 0
        let cutting = time { count = texts.reduce(0) { $0 + settings.units(in: $1).count } }
        print(reading, cutting, count)
    }

    static func fit(_ folder: URL, _ task: String, _ classes: Int) throws {
        func read<Element>(_ name: String, _ zero: Element) throws -> [Element] {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            return [Element](unsafeUninitializedCapacity: data.count / MemoryLayout<Element>.stride) {
                buffer, count in
                count = data.copyBytes(to: buffer) / MemoryLayout<Element>.stride
            }
        }
        let labels = try read("labels", Int64(0)).map(Int.init)
        let shape = try read("shape", Int64(0)).map(Int.init)
        let block: Features.Block
        if shape.count == 2 {
            block = .dense(try Matrix(rows: shape[0], columns: shape[1], values: read("dense", Float(0))))
        } else {
            block = .sparse(
                try SparseRows(
                    columns: shape[1], offsets: read("offsets", Int64(0)).map(Int.init),
                    indices: read("indices", Int32(0)), values: read("values", 0.0)))
        }
        let training = try TrainingSet(features: Features([block]), labels: labels, classes: classes)
        let head: any Head = task == "svm" ? LinearSVM(tolerance: 1e-8) : LogisticRegression(tolerance: 1e-8)
        var fitted: FittedHead?
        let seconds = try time { fitted = try head.fit(training) }
        print(seconds, fitted?.convergence.objective ?? .nan, fitted.map { "\($0.convergence)" } ?? "")
    }

    /// Seconds on the clock and of processor time, the latter for machines that are busy with other work.
    static func time(_ work: () throws -> Void) rethrows -> String {
        let (start, used) = (ContinuousClock.now, clock())
        try work()
        let elapsed = (ContinuousClock.now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        return "\(seconds) \(Double(clock() - used) / Double(CLOCKS_PER_SEC))"
    }
}
