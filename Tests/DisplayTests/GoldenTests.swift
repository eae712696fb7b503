import Display
import Foundation
import Testing

/// Goldens are recorded anew with `LOUPE_RECORD_GOLDENS=1`; a missing one records itself and fails.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    @Test(arguments: Examples.all.map(\.name)) func rendersAsRecorded(_ name: String) throws {
        let display = try #require(Examples.all.first { $0.name == name }?.display)
        try compare(display.plainText + "\n", "\(name).txt")
        try compare(display.html + "\n", "\(name).html")
    }

    func compare(_ text: String, _ file: String) throws {
        let place = Self.folder.appending(path: file)
        let isRecording = ProcessInfo.processInfo.environment["LOUPE_RECORD_GOLDENS"] != nil
        guard !isRecording, let recorded = try? String(contentsOf: place, encoding: .utf8) else {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try text.write(to: place, atomically: true, encoding: .utf8)
            if !isRecording { Issue.record("\(file) was missing; it is recorded now") }
            return
        }
        #expect(text == recorded, "\(file) changed")
    }
}
