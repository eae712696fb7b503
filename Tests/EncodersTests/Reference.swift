import Encoders
import Foundation
import Testing

/// What the reference gave, as `make_goldens.py` recorded it.
enum Reference {
    struct MiniLM: Decodable {
        struct Look: Decodable {
            let text, layer, row: Int
            let head: Int?
            let hidden, attention: String?
        }
        let texts: [String]
        let tokens: [[[Int]]]
        let vectors: [String]
        let looks: [Look]
    }

    struct Tiny: Decodable {
        let text: String
        let tokens: [[Int]]
        let hidden, attention: [String]
        let mean, cls, max, middle: String
    }

    static let folder = (Bundle.module.resourcePath ?? ".") + "/Goldens"

    static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    /// The floats of a golden.
    static func floats(_ text: String?) throws -> [Float] {
        let data = try #require(text.flatMap { Data(base64Encoded: $0) })
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }

    /// The largest distance between two vectors of one length.
    static func distance(_ left: [Float], _ right: [Float]) -> Float {
        guard left.count == right.count else { return .infinity }
        return zip(left, right).map { abs($0 - $1) }.reduce(0) { $1.isNaN ? .infinity : Swift.max($0, $1) }
    }

    static func cosine(_ left: [Float], _ right: [Float]) -> Double {
        var dot = 0.0
        var squares = (left: 0.0, right: 0.0)
        for (x, y) in zip(left, right) {
            dot += Double(x) * Double(y)
            squares.left += Double(x) * Double(x)
            squares.right += Double(y) * Double(y)
        }
        return dot / (squares.left * squares.right).squareRoot()
    }
}

/// The downloaded encoders, where they are.
enum Downloaded {
    struct Missing: Error {
        let folder: String
    }

    static let models: String = {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["LOUPE_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share/loupe"
        return home + "/models"
    }()

    /// The folder of all-MiniLM-L6-v2.
    static let folder = models + "/all-MiniLM-L6-v2"
    private static let multilingual = models + "/multilingual-e5-small"
    private static let encoder = Result { try Encoder(folder: folder) }
    private static let e5Encoder = Result {
        try Encoder(folder: multilingual, settings: EncoderSettings(prefix: "query: "))
    }

    /// all-MiniLM-L6-v2; without it, nil here and an error in CI.
    static func miniLM() throws -> Encoder? { try isThere(folder) ? encoder.get() : nil }

    /// multilingual-e5-small with its prefix; without it, nil here and an error in CI.
    static func e5() throws -> Encoder? { try isThere(multilingual) ? e5Encoder.get() : nil }

    private static func isThere(_ folder: String) throws -> Bool {
        if FileManager.default.fileExists(atPath: folder + "/config.json") { return true }
        if ProcessInfo.processInfo.environment["CI"] == "true" { throw Missing(folder: folder) }
        print("skipped: no encoder in \(folder)")
        return false
    }
}
