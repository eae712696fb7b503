import Foundation
import Tensors
import Testing
import Tokenizers

@testable import Encoders

/// Every architecture against transformers, on small seeded models as it saves them.
@Suite struct ArchitectureTests {
    struct Golden: Decodable {
        struct Text: Decodable {
            let text: String
            let ids: [Int32]
            let hidden, attention: [String]
            let pools: [String: String]
        }
        let name: String
        let texts: [Text]

        var folder: String { Reference.folder + "/architectures/" + name }
    }

    static let goldens = (try? Reference.read("architectures.json", as: [Golden].self)) ?? []
    /// sentence-transformers' names.
    static let modes: [PoolingMode: String] = [
        .mean: "mean", .cls: "cls", .max: "max", .last: "lasttoken", .weighted: "weightedmean",
        .meanSqrtLen: "mean_sqrt_len_tokens",
    ]

    @Test func everyFamilyIsThere() {
        let names = Self.goldens.map(\.name)
        #expect(names == ["roberta", "distilbert", "mpnet", "albert", "electra", "gpt2"])
        #expect(Set(names + ["bert", "xlm-roberta", "camembert"]) == Set(Architecture.knownTypes))
    }

    @Test(arguments: goldens)
    func everyLayersStatesAreTheReferences(_ golden: Golden) throws {
        let encoder = try Encoder(folder: golden.folder)
        for text in golden.texts where !text.hidden.isEmpty {
            #expect(encoder.tokenize(text.text).ids == text.ids)
            #expect(text.hidden.count == encoder.layerCount + 1)
            for (layer, expected) in text.hidden.enumerated() {
                let expected = try Reference.floats(expected)
                let found = try encoder.hiddenStates(text.text, layer: layer).values
                let scale = expected.map(abs).max() ?? 1
                #expect(
                    Reference.distance(found, expected) <= 1e-5 * scale,
                    "\(golden.name), layer \(layer), \(text.text)")
            }
        }
    }

    @Test(arguments: goldens)
    func everyHeadsAttentionIsTheReferences(_ golden: Golden) throws {
        let encoder = try Encoder(folder: golden.folder)
        for text in golden.texts where !text.attention.isEmpty {
            let found = try encoder.attentions(text.text)
            #expect(found.count == text.attention.count)
            for (layer, expected) in text.attention.enumerated() {
                let values = found[layer].flatMap(\.values)
                #expect(Reference.distance(values, try Reference.floats(expected)) <= 1e-5)
            }
        }
    }

    @Test(arguments: goldens)
    func everyPoolIsTheReferences(_ golden: Golden) throws {
        let texts = golden.texts.map(\.text)
        for (mode, name) in Self.modes {
            let encoder = try Encoder(folder: golden.folder, settings: EncoderSettings(pooling: [mode]))
            let vectors = try encoder.embed(texts)
            for (row, text) in golden.texts.enumerated() {
                let expected = try Reference.floats(text.pools[name])
                let scale = expected.map(abs).max() ?? 1
                #expect(Reference.distance(vectors.row(row), expected) <= 1e-5 * scale)
                #expect(Reference.cosine(vectors.row(row), expected) >= 0.999999)
            }
        }
    }

    @Test func distancesShareTheReferencesBuckets() throws {
        let expected = try Reference.read("buckets.json", as: [Int].self)
        #expect((-200...200).map { RelativeBias.bucket($0) } == expected)
    }

    @Test func groupsOfLayersAreSharedAsInTheReference() throws {
        // round(layers / groups) would put layer 1 of 3 elsewhere
        let configuration = try Encoder(folder: Reference.folder + "/architectures/albert").configuration
        let names = (0..<6).map { configuration.layerName($0).split(separator: ".").compactMap { Int($0) } }
        #expect(names == [[0, 0], [0, 1], [0, 0], [0, 1], [1, 0], [1, 1]])
    }

    @Test func noTokenOfACausalModelSeesWhatComesLater() throws {
        let encoder = try Encoder(folder: Reference.folder + "/architectures/gpt2")
        let short = try encoder.hiddenStates("a b c", layer: 3)
        let long = try encoder.hiddenStates("a b c good bad", layer: 3)
        for row in 0..<4 { #expect(Reference.distance(short.row(row), long.row(row)) <= 1e-6) }
        for head in try encoder.attention("a b c", layer: 2) {
            for row in 0..<head.rows {
                for column in row + 1..<max(row + 1, head.columns) { #expect(head[row, column] == 0) }
            }
        }
    }

    @Test(arguments: ["xlm-roberta", "camembert"])
    func namesOfOneFamilyAreReadAlike(_ type: String) throws {
        let source = Reference.folder + "/architectures/roberta"
        try Folders.withCopy(of: source) { folder in
            try Folders.replace("\"roberta\"", with: "\"\(type)\"", in: folder + "/config.json")
            #expect(try Encoder(folder: folder).configuration.modelType == type)
            #expect(try Encoder(folder: folder).embed(["a b"]) == Encoder(folder: source).embed(["a b"]))
        }
    }

    @Test func normsOfTheFirstReleaseAreRead() throws {
        let source = Reference.folder + "/tiny"
        try Folders.withCopy(of: source) { folder in
            let file = folder + "/model.safetensors"
            // as long as before, so that no offset moves
            try Folders.replace("LayerNorm.weight\":", with: "LayerNorm.gamma\": ", in: file)
            try Folders.replace("LayerNorm.bias\":", with: "LayerNorm.beta\":", in: file)
            #expect(try Encoder(folder: folder).embed(["a b"]) == Encoder(folder: source).embed(["a b"]))
        }
    }

    @Test(arguments: goldens)
    func aVectorsBitsDependOnItsTextAlone(_ golden: Golden) throws {
        let settings = EncoderSettings(pooling: [.mean, .last], layer: .mean(1...2))
        let encoder = try Encoder(folder: golden.folder, settings: settings)
        let texts = (0..<60).map { String(repeating: "a good b ", count: $0 % 7) + "bad play" }
        let alone = try texts.map { try encoder.embed([$0], threads: 1).values }
        for threads in [1, 2, 4] {
            let together = try encoder.embed(texts.reversed(), threads: threads)
            for row in texts.indices { #expect(together.row(row) == alone[texts.count - 1 - row]) }
        }
        for (text, vector) in zip(texts, alone) {
            #expect(try encoder.pooledWithTokens(text).vector == vector)
        }
    }
}
