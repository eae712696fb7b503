import Foundation
import Tensors
import Testing
import Tokenizers

@testable import Encoders

/// Encoders written as complete folders.
@Suite struct ExportTests {
    private let texts = ["the good play, playing unplayed!", "a b c", "不好 café BAD bad xyz", ""]

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "loupe-export-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test(arguments: [nil, "lora", "adalora", "biases"])
    func whatIsWrittenGivesTheSameVectors(_ adapter: String?) throws {
        let tuned = adapter.map { [Reference.folder + "/adapters/" + $0] } ?? []
        for normalise in [true, false] {
            try withFolder { folder in
                let settings = EncoderSettings(
                    pooling: [.cls, .mean], maxTokens: 9, normalise: normalise, prefix: "a ")
                let encoder = try Encoder(
                    folder: Reference.folder + "/tiny", tuned: tuned, settings: settings)
                #expect(try EncoderExport.write(encoder, to: folder) > 1000)
                let read = try Encoder(folder: folder)
                #expect(read.settings == encoder.settings)
                #expect(
                    Reference.distance(try read.embed(texts).values, try encoder.embed(texts).values) <= 1e-6)
            }
        }
    }

    @Test func whatAFolderCantSayIsRefused() throws {
        try withFolder { folder in
            let tiny = Reference.folder + "/tiny"
            for (settings, obstacle) in [
                (EncoderSettings(layer: 1), ExportObstacle.layer),
                (EncoderSettings(truncation: .headAndTail), .truncation),
            ] {
                let encoder = try Encoder(folder: tiny, settings: settings)
                #expect(throws: EncoderError.notExportable(encoder: "tiny", obstacle)) {
                    try EncoderExport.write(encoder, to: folder)
                }
            }
            #expect(throws: EncoderError.interrupted) {
                try EncoderExport.write(Encoder(folder: tiny), to: folder, shouldStop: { true })
            }
            #expect(!FileManager.default.fileExists(atPath: folder))
        }
    }
}
