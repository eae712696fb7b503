import Encoders
import Tensors
import Testing

/// What eight bits keep: `precision: int8` against single precision.
@Suite struct PrecisionTests {
    private static let folders =
        [Reference.folder + "/tiny"] + ArchitectureTests.goldens.map(\.folder)

    private let coded = EncoderSettings(precision: .int8)

    @Test func vectorsOfMiniLMStayNear() throws {
        guard let exact = try Downloaded.miniLM() else { return }
        let encoder = try Encoder(folder: Downloaded.folder, settings: coded)
        let texts = try Reference.read("minilm.json", as: Reference.MiniLM.self).texts
        let (found, expected) = (try encoder.embed(texts), try exact.embed(texts))
        let cosines = texts.indices.map { Reference.cosine(found.row($0), expected.row($0)) }
        let mean = cosines.reduce(0, +) / Double(texts.count)
        print("MiniLM in int8: mean cosine \(mean), least \(cosines.min() ?? 0)")
        #expect(mean >= 0.998)
        #expect(cosines.allSatisfy { $0 >= 0.99 })
        #expect(found != expected)
    }

    @Test(arguments: folders)
    func everyFamilysVectorsStayNear(_ folder: String) throws {
        let texts = ["good play", "the unknownword, bad a b c good", "", "不 playing playing playing"]
        let (exact, encoder) = (try Encoder(folder: folder), try Encoder(folder: folder, settings: coded))
        let (found, expected) = (try encoder.embed(texts), try exact.embed(texts))
        for row in texts.indices {
            #expect(Reference.cosine(found.row(row), expected.row(row)) >= 0.995, "\(folder)")
        }
        #expect(encoder.hash != exact.hash)
        #expect(encoder.settings.precision == .int8)
    }

    @Test(arguments: folders)
    func aVectorsBitsDependOnItsTextAlone(_ folder: String) throws {
        let encoder = try Encoder(folder: folder, settings: coded)
        var random = SeededRandom(seed: 3)
        let words = ["a", "b", "good", "bad", "playing", "不", "unknownword", ","]
        let texts = (0..<60).map { _ in
            (0..<Int(random.next() % 30)).map { _ in words[Int(random.next() % 8)] }.joined(separator: " ")
        }
        let alone = try texts.map { try encoder.embed([$0], threads: 1).values }
        for threads in [1, 2, 4] {
            let order = Array(texts.indices).shuffled(using: &random)
            let together = try encoder.embed(order.map { texts[$0] }, threads: threads)
            for (row, text) in order.enumerated() { #expect(together.row(row) == alone[text]) }
        }
        for (text, vector) in zip(texts, alone) {
            #expect(try encoder.pooledWithTokens(text).vector == vector)
        }
    }
}
