import Foundation
import Tensors
import Testing

@testable import TextModels

@Suite("Model files of every layout open for ever")
struct ModelLayoutTests {
    static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appendingPathComponent("Goldens/\(name)").path
    }

    @Test("There is a file of every layout up to the present one", arguments: 1...ModelArchive.version)
    func isKept(version: UInt32) throws {
        let bytes = try Data(contentsOf: URL(filePath: Self.path("layout-\(version).model")))
        #expect(Array(bytes[8..<12]) == [UInt8(version), 0, 0, 0])
    }

    @Test("It predicts what it predicted when it was written", arguments: 1...ModelArchive.version)
    func predicts(version: UInt32) throws {
        let model = try TextModel(contentsOf: Self.path("layout-\(version).model"), library: TinyHome.library)
        let written = try String(contentsOfFile: Self.path("layout-\(version).csv"), encoding: .utf8)
        let rows = written.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").suffix(model.labels.count + 1)
        }
        let texts = ["good battery, bad screen", "not lovely", "unseen words"]
        let found = try model.predict(texts, with: TinyHome().work())
        #expect(rows.count == texts.count)
        for (row, cells) in rows.enumerated() {
            #expect(cells.first.map(String.init) == model.labels[found.labels[row]])
            for (label, cell) in cells.dropFirst().enumerated() {
                let p = try #require(Double(cell))
                #expect(abs((found.probabilities?[row, label] ?? -1) - p) <= 0.5e-4 + 1e-12)
            }
        }
    }

    @Test("One with an encoder inside opens with its hash")
    func encoder() throws {
        let model = try TextModel(contentsOf: Self.path("layout-1-encoder.model"), library: TinyHome.library)
        #expect(model.hasEncoder && model.labels == ["bad", "good", "medium"])
        #expect(model.features.encoders.first?.hash.count == 64)
    }
}
