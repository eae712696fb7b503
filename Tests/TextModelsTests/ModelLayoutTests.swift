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

    @Test("One of several labels a text opens with its thresholds, and gives what it gave")
    func severalLabels() throws {
        let model = try TextModel(
            contentsOf: Self.path("layout-3-labels.model"), library: TinyHome.library)
        #expect(model.labels == ["bad", "battery", "screen"] && model.thresholds == [0.3, 0.3, 0.3])
        let written = try String(contentsOfFile: Self.path("layout-3-labels.csv"), encoding: .utf8)
        let texts = ["good battery, bad screen", "not lovely", "unseen words"]
        let found = try model.predict(texts, with: TinyHome().work())
        let sets = model.sets(found).map { set in set.map { model.labels[$0] }.joined(separator: "; ") }
        for (row, line) in written.split(separator: "\n").dropFirst().enumerated() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).suffix(4)
            #expect(cells.first.map(String.init) == sets[row])
            for (label, cell) in cells.dropFirst().enumerated() {
                let p = try #require(Double(cell))
                #expect(abs((found.probabilities?[row, label] ?? -1) - p) <= 0.5e-4 + 1e-12)
            }
        }
    }

    @Test("Thresholds that can't belong to a model are refused")
    func wrongThresholds() throws {
        let home = try TinyHome()
        let model = try TextModel(
            contentsOf: Self.path("layout-3-labels.model"), library: TinyHome.library)
        let single = try TextModel(contentsOf: Self.path("layout-3.model"), library: TinyHome.library)
        let path = home.home.path + "/m.model"
        for wrong in [
            model.deciding(above: [0.5]), single.deciding(above: [0.5, 0.5, 0.5]),
            model.deciding(above: [0.1, 0.2, 0.3, 0.4]),
        ] {
            _ = try wrong.write(to: path)
            #expect(throws: TextModelError.self) {
                try TextModel(contentsOf: path, library: TinyHome.library)
            }
        }
    }
}
