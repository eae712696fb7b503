import Foundation
import Testing

/// Model folders that tests change.
enum Folders {
    /// Runs `body` over a copy of a folder.
    static func withCopy<Value>(of source: String, _ body: (String) throws -> Value) throws -> Value {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("loupe-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: source), to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        return try body(copy.path)
    }

    /// Replaces bytes in a file, which must be there.
    static func replace(_ old: String, with new: String, in file: String) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: file))
        var start = data.startIndex
        var count = 0
        while let range = data.range(of: Data(old.utf8), in: start..<data.endIndex) {
            data.replaceSubrange(range, with: Data(new.utf8))
            start = range.lowerBound + new.utf8.count
            count += 1
        }
        try #require(count > 0, "\(old) is not in \(file)")
        try data.write(to: URL(fileURLWithPath: file))
    }
}
