import Datasets
import Foundation

/// Puts bytes into a file for as long as a body runs.
func withFile<Result>(
    _ bytes: some Sequence<UInt8>, _ name: String = "t.csv", _ body: (String) throws -> Result
) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try body(file.path)
}

/// Reads a text as a file.
func read(_ text: String, _ name: String = "t.csv", options: ReadOptions = ReadOptions()) throws -> Reading {
    try withFile(text.utf8, name) { try Dataset.read($0, options: options) }
}

/// All cells, row by row; a missing one is `nil`.
func cells(_ dataset: Dataset) -> [[String?]] {
    (0..<dataset.count).map { row in dataset.columns.map { $0[row] } }
}

/// The error that a body throws.
func error(_ body: () throws -> Void) -> DataError? {
    do {
        try body()
        return nil
    } catch { return error as? DataError }
}

/// SplitMix64, so that tests don't depend on other targets.
struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
