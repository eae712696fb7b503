import Encoders
import Tensors
import Testing
import Tokenizers

@Suite struct TinyEncoderTests {
    let golden: [Reference.Tiny]
    let folder = Reference.folder + "/tiny"

    init() throws { golden = try Reference.read("tiny.json", as: [Reference.Tiny].self) }

    @Test func tokensAreTheReferences() throws {
        let encoder = try Encoder(folder: folder)
        for case let golden in golden {
            let found = encoder.tokenize(golden.text).tokens.map {
                [Int($0.id), $0.range.lowerBound, $0.range.upperBound]
            }
            #expect(found == golden.tokens)
        }
    }

    @Test func everyLayersStatesAreTheReferences() throws {
        let encoder = try Encoder(folder: folder)
        for golden in golden {
            for (layer, expected) in golden.hidden.enumerated() {
                let found = try encoder.hiddenStates(golden.text, layer: layer)
                #expect(Reference.distance(found.values, try Reference.floats(expected)) <= 1e-5)
            }
        }
    }

    @Test func everyHeadsAttentionIsTheReferences() throws {
        let encoder = try Encoder(folder: folder)
        for golden in golden {
            let all = try encoder.attentions(golden.text)
            for (layer, expected) in golden.attention.enumerated() {
                let found = try encoder.attention(golden.text, layer: layer + 1)
                #expect(all[layer] == found)
                let values = found.flatMap(\.values)
                #expect(Reference.distance(values, try Reference.floats(expected)) <= 1e-5)
            }
        }
    }

    @Test(arguments: [PoolingMode.mean, .cls, .max])
    func everyPoolIsTheReferences(_ mode: PoolingMode) throws {
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(pooling: [mode]))
        let vectors = try encoder.embed(golden.map(\.text))
        for (row, golden) in golden.enumerated() {
            let expected = [PoolingMode.mean: golden.mean, .cls: golden.cls, .max: golden.max][mode]
            #expect(Reference.distance(vectors.row(row), try Reference.floats(expected)) <= 1e-5)
        }
    }

    @Test func theMiddleCanBeCut() throws {
        let text = "the first words, then many more that say little, and at the very end what counts"
        let whole = try Encoder(folder: folder).tokenize(text).tokens.dropFirst().dropLast()
        let settings = EncoderSettings(maxTokens: 10, truncation: .headAndTail)
        let encoder = try Encoder(folder: folder, settings: settings)
        try #require(whole.count > 10)
        let kept = encoder.tokenize(text).tokens.dropFirst().dropLast()
        #expect(Array(kept) == Array(whole.prefix(2) + whole.suffix(6)))
        #expect(encoder.hash != (try Encoder(folder: folder, settings: EncoderSettings(maxTokens: 10))).hash)
    }

    @Test func anEarlierLayerCanBePooled() throws {
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(layer: 1))
        let vectors = try encoder.embed(golden.map(\.text))
        for (row, golden) in golden.enumerated() {
            #expect(Reference.distance(vectors.row(row), try Reference.floats(golden.middle)) <= 1e-5)
        }
    }

    @Test func aVectorsBitsDependOnItsTextAlone() throws {
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(normalise: true))
        var random = SeededRandom(seed: 3)
        let words = ["a", "b", "good", "bad", "playing", "不", "unknownword", ","]
        let texts = (0..<300).map { _ in
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

    @Test(arguments: [PoolingMode.mean, .cls], [true, false])
    func aVectorIsTheWeightedSumOfItsTokens(_ mode: PoolingMode, _ normalises: Bool) throws {
        let encoder = try Encoder(
            folder: folder, settings: EncoderSettings(pooling: [mode], normalise: normalises))
        let text = try encoder.pooledWithTokens("the good play, 不好")
        let weights = try #require(text.pools.first?.weights)
        #expect(text.tokens.count == text.tokenVectors.rows)
        for column in 0..<encoder.dimension {
            let sum = weights.indices.reduce(Float(0)) { $0 + weights[$1] * text.tokenVectors[$1, column] }
            #expect(abs(sum / text.norm - text.vector[column]) <= 1e-6)
        }
    }

    @Test func batchesCoverAllRowsOnce() throws {
        let encoder = try Encoder(folder: folder)
        let texts = (0..<5000).map { String(repeating: "a ", count: $0 % 40) }
        var seen = [Int](repeating: 0, count: texts.count)
        let vectors = try encoder.embed(
            texts, threads: 2,
            onBatch: { rows, vectors in
                #expect(vectors.rows == rows.count)
                for row in rows { seen[row] += 1 }
            })
        #expect(seen.allSatisfy { $0 == 1 })
        #expect(vectors.row(4999) == (try encoder.embed([texts[4999]]).values))
    }

    @Test func aPrefixIsReadButHasNoPlaceInTheText() throws {
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(prefix: "the "))
        let tokens = encoder.tokenize("good play").tokens
        #expect(tokens.map(\.text) == ["[CLS]", "the", "good", "play", "[SEP]"])
        #expect(tokens.map(\.range) == [0..<0, 0..<0, 0..<4, 5..<9, 9..<9])
        let plain = try Encoder(folder: folder)
        #expect(try encoder.embed(["good play"]) == plain.embed(["the good play"]))
    }

    @Test func textsAreCutAtTheLimitAndTheCutIsCounted() throws {
        let encoder = try Encoder(folder: folder, settings: EncoderSettings(maxTokens: 5))
        let found = encoder.tokenize("a b c the good xyz")
        #expect(found.tokens.map(\.text) == ["[CLS]", "a", "b", "c", "[SEP]"])
        #expect(found.droppedCount == 3)
        #expect(throws: EncoderError.badSetting(setting: "max_tokens", value: 41, allowed: 3...40)) {
            try Encoder(folder: folder, settings: EncoderSettings(maxTokens: 41))
        }
    }

    @Test func hashesTellSettingsApart() throws {
        let settings = [
            EncoderSettings(), EncoderSettings(pooling: [.cls]), EncoderSettings(layer: 1),
            EncoderSettings(maxTokens: 9), EncoderSettings(normalise: true), EncoderSettings(prefix: "a"),
        ]
        let hashes = try settings.map { try Encoder(folder: folder, settings: $0).hash }
        #expect(Set(hashes).count == settings.count)
        #expect(hashes.allSatisfy { $0.count == 64 })
        #expect(try Encoder(folder: folder).hash == hashes[0])
    }

    @Test func layersBeyondTheModelAreRefused() throws {
        let encoder = try Encoder(folder: folder)
        #expect(throws: EncoderError.noSuchLayer(layer: 3, layers: 2)) {
            try encoder.hiddenStates("a", layer: 3)
        }
        #expect(throws: EncoderError.noSuchLayer(layer: 0, layers: 2)) {
            try encoder.attention("a", layer: 0)
        }
        #expect(throws: EncoderError.noSuchLayer(layer: -1, layers: 2)) {
            try Encoder(folder: folder, settings: EncoderSettings(layer: -1))
        }
    }
}
