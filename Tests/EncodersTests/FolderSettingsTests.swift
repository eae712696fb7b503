import Encoders
import Foundation
import Tensors
import Testing
import Tokenizers

/// What sentence-transformers folders say is honoured, or refused by name of file and field.
@Suite struct FolderSettingsTests {
    private let source = Reference.folder + "/tiny"
    private let texts = ["the good play", "不好 a b c", "bad"]

    private func encoder(_ files: [String: String], settings: EncoderSettings = .init()) throws -> Encoder {
        try Folders.withCopy(of: source) { folder in
            for (name, text) in files {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            return try Encoder(folder: folder, settings: settings)
        }
    }

    private func vectors(_ settings: EncoderSettings) throws -> Matrix {
        try Encoder(folder: source, settings: settings).embed(texts)
    }

    @Test func poolingIsReadInBothOfItsForms() throws {
        let both: [PoolingMode] = [.cls, .mean]
        let old =
            "{\"pooling_mode_mean_tokens\":true,\"pooling_mode_cls_token\":true,\"pooling_mode_max_tokens\":false}"
        let new = "{\"embedding_dimension\":15,\"pooling_mode\":[\"cls\",\"mean\"]}"
        for text in [old, new] {
            let encoder = try encoder(["1_Pooling/config.json": text])
            #expect(encoder.pooling == both)
            #expect(encoder.dimension == 30)
            #expect(try encoder.embed(texts) == vectors(EncoderSettings(pooling: both)))
        }
        let one = try encoder(["1_Pooling/config.json": "{\"pooling_mode\":\"weightedmean\"}"])
        #expect(one.pooling == [.weighted])
    }

    @Test func pooledModesStandSideBySide() throws {
        let all = PoolingMode.allCases
        let joined = try vectors(EncoderSettings(pooling: all))
        for (place, mode) in all.enumerated() {
            let alone = try vectors(EncoderSettings(pooling: [mode]))
            for row in texts.indices {
                #expect(Array(joined.row(row)[place * 15..<(place + 1) * 15]) == alone.row(row))
            }
        }
    }

    @Test func layersAreMixedAndJoined() throws {
        let layers = try (0...2).map { try vectors(EncoderSettings(layer: .one($0))) }
        let mean = try vectors(EncoderSettings(layer: .mean(1...2)))
        let joined = try vectors(EncoderSettings(layer: .joined([2, 0])))
        for row in texts.indices {
            let expected = zip(layers[1].row(row), layers[2].row(row)).map { ($0 + $1) / 2 }
            #expect(Reference.distance(mean.row(row), expected) <= 1e-6)
            #expect(joined.row(row) == layers[2].row(row) + layers[0].row(row))
        }
        #expect(throws: EncoderError.noSuchLayer(layer: 3, layers: 2)) {
            try Encoder(folder: source, settings: EncoderSettings(layer: .mean(1...3)))
        }
        #expect(throws: EncoderError.repeatedSetting(setting: "layer", value: "[1, 1]")) {
            try Encoder(folder: source, settings: EncoderSettings(layer: .joined([1, 1])))
        }
    }

    @Test func choicesOfLayersReadWhatTheyWrite() {
        for choice in [LayerChoice.one(3), .mean(2...4), .joined([5, 6]), .joined([])] {
            #expect(LayerChoice(choice.description) == choice)
        }
        for text in ["", "4..2", "[1,x]", "..", "1..", "[", "x"] { #expect(LayerChoice(text) == nil) }
    }

    @Test func theDefaultPromptIsPutBeforeEveryText() throws {
        let prompts =
            "{\"prompts\":{\"query\":\"the \",\"other\":\"bad \"},\"default_prompt_name\":\"query\"}"
        let file = "config_sentence_transformers.json"
        let prompted = try encoder([file: prompts])
        #expect(prompted.prefix == "the ")
        #expect(try prompted.embed(["good play"]) == Encoder(folder: source).embed(["the good play"]))
        let own = try encoder([file: prompts], settings: EncoderSettings(prefix: ""))
        #expect(try own.embed(["good play"]) == Encoder(folder: source).embed(["good play"]))
        #expect(
            try encoder([file: "{\"prompts\":{\"query\":\"the \"},\"default_prompt_name\":null}"]).prefix
                == "")
        #expect(throws: EncoderError.self) { try encoder([file: "{\"default_prompt_name\":\"query\"}"]) }
    }

    @Test func aPromptMayBeLeftOutOfThePool() throws {
        let files = [
            "1_Pooling/config.json":
                "{\"pooling_mode\":[\"mean\",\"cls\",\"lasttoken\"],\"include_prompt\":false}"
        ]
        let encoder = try encoder(files, settings: EncoderSettings(prefix: "the good "))
        let states = try encoder.hiddenStates("bad play", layer: 2)
        // [CLS] the good | bad play [SEP]
        #expect(states.rows == 6)
        let pooled = (0..<15).map { (states[3, $0] + states[4, $0] + states[5, $0]) / 3 }
        let vector = try encoder.embed(["bad play"]).values
        #expect(Reference.distance(vector, pooled + states.row(3) + states.row(5)) <= 1e-6)
        let text = try encoder.pooledWithTokens("bad play")
        #expect(text.vector == vector)
        let third: Float = 1 / 3
        #expect(text.pools[0].weights == [0, 0, 0, third, third, third])
    }

    @Test(arguments: [
        ("1_Pooling/config.json", "{\"pooling_mode\":\"attention\"}"),
        ("1_Pooling/config.json", "{\"pooling_mode\":[]}"),
        ("1_Pooling/config.json", "{\"pooling_mode\":[\"mean\",\"mean\"]}"), ("1_Pooling/config.json", "{}"),
        ("1_Pooling/config.json", "{\"pooling_mode_other\":true}"), ("1_Pooling/config.json", "[]"),
        ("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\":\"yes\"}"), ("modules.json", "{}"),
        ("modules.json", "[1]"),
        ("modules.json", "[{\"type\":\"models.Transformer\",\"path\":\"../../etc\"}]"),
        ("modules.json", "[{\"type\":\"models.Pooling\",\"path\":\"1_Pooling\"}]"),
        (
            "modules.json",
            "[{\"type\":\"models.Transformer\",\"path\":\"\"},{\"type\":\"models.CNN\",\"path\":\"1_CNN\"}]"
        ),
        ("sentence_bert_config.json", "{\"max_seq_length\":0}"),
        ("sentence_bert_config.json", "{\"max_seq_length\":1e9}"),
        ("config_sentence_transformers.json", "{\"default_prompt_name\":1}"),
        ("config_sentence_transformers.json", "[]]"),
    ])
    func whatIsWrongIsNamed(_ file: String, _ text: String) throws {
        let error = try #require(throws: EncoderError.self) { try encoder([file: text]) }
        #expect("\(error)".contains(file), "\(error)")
    }

    @Test func textsAreMadeLowerCaseWhereTheFolderSaysSo() throws {
        let cased = ["tokenizer_config.json": "{\"do_lower_case\":false}"]
        let lower = ["sentence_bert_config.json": "{\"max_seq_length\":32,\"do_lower_case\":true}"]
        let text = "The GOOD play"
        #expect(try encoder(cased).tokenize(text).unknownCount == 2)
        let found = try encoder(cased.merging(lower) { $1 }).tokenize(text)
        #expect(found.tokens.map(\.text) == ["[CLS]", "the", "good", "play", "[SEP]"])
        #expect(found.tokens.map(\.range) == [0..<0, 0..<3, 4..<8, 9..<13, 13..<13])
    }

    @Test func weightsThatArentReadAreRefusedByTheirName() throws {
        try Folders.withCopy(of: source) { folder in
            try FileManager.default.moveItem(
                atPath: folder + "/model.safetensors", toPath: folder + "/pytorch_model.bin")
            #expect(throws: EncoderError.unsupportedWeights(file: folder + "/pytorch_model.bin")) {
                try Encoder(folder: folder)
            }
        }
    }
}
