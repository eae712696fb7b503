import Classifiers
import Foundation
import Tokenizers

/// Reads a list of words, then cuts all texts on one thread.
enum Segments {
    /// Seconds on the clock and of processor time to read the list, the same to cut the texts, and the number of words.
    static func run(_ inputs: Inputs) throws -> String {
        let texts = try inputs.texts()
        let bytes = [UInt8](try Data(contentsOf: inputs.folder.appendingPathComponent("words.txt")))
        var list: WordList?
        let reading = try Measure { list = try WordList(bytes, name: "chinese", digest: "") }
        let settings = Vectorizer(segmenter: list)
        var count = 0
        let cutting = Measure { count = texts.reduce(0) { $0 + settings.units(in: $1).count } }
        return "\(reading.seconds) \(reading.cpu) \(cutting.seconds) \(cutting.cpu) \(count)"
    }
}
