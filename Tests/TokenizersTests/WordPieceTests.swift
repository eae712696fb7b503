import Testing

@testable import Tokenizers

@Suite struct WordPieceTests {
    static let vocabulary = """
        "[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"[MASK]":4,"the":5,"play":6,"##ing":7,"##ed":8,"un":9,"##play":10,\
        "!":11,"中":12,"e":13,"##\u{9BE}":14,"\u{9C7}":15
        """

    private func json(
        vocabulary: String = vocabulary, normalizer: String = "", added: String = "",
        model: String = "WordPiece"
    ) -> String {
        """
        {"added_tokens":[{"id":4,"content":"[MASK]","special":true,"normalized":false},\
        {"id":3,"content":"[SEP]","special":true}\(added)],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,\
        "lowercase":true\(normalizer)},"pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]"}},{"Sequence":{"id":"A"}},\
        {"SpecialToken":{"id":"[SEP]"}}],"special_tokens":{"[CLS]":{"ids":[2]},"[SEP]":{"ids":[3]}}},
        "model":{"type":"\(model)","unk_token":"[UNK]","continuing_subword_prefix":"##",\
        "max_input_chars_per_word":10,"vocab":{\(vocabulary)}}}
        """
    }

    private func tokenizer(_ json: String) throws -> WordPiece {
        try WordPiece(json: Array(json.utf8), file: "tokenizer.json")
    }

    @Test func wordsAreCutIntoTheLongestPieces() throws {
        let found = try tokenizer(json()).encode("The unplaying, PLAYED!", limit: 99)
        #expect(
            found.tokens.map(\.text) == [
                "[CLS]", "the", "un", "##play", "##ing", "[UNK]", "play", "##ed", "!", "[SEP]",
            ])
        #expect(
            found.tokens.map(\.range) == [
                0..<0, 0..<3, 4..<6, 6..<10, 10..<13, 13..<14, 15..<19, 19..<21, 21..<22, 22..<22,
            ])
        #expect(found.unknownCount == 1)
    }

    @Test func rangesFollowTheOriginalThroughNormalisation() throws {
        let found = try tokenizer(json()).encode("\u{0}É 中Th\u{AD}e\u{301}", limit: 99)
        #expect(found.tokens.map(\.text) == ["[CLS]", "e", "中", "the", "[SEP]"])
        #expect(found.tokens.map(\.range) == [0..<0, 1..<3, 4..<7, 7..<12, 14..<14])
    }

    @Test func aPieceMayBeginWithACombiningMark() throws {
        #expect(try tokenizer(json()).encode("\u{9CB}", limit: 9).ids == [2, 15, 14, 3])
    }

    @Test func addedTokensAreFoundInRawText() throws {
        let found = try tokenizer(json()).encode("play[MASK]the[mask]", limit: 99)
        #expect(found.ids == [2, 6, 4, 5, 1, 1, 1, 3])
        #expect(found.tokens[2].isSpecial)
        #expect(found.tokens[2].range == 4..<10)
    }

    @Test func theLimitCountsTheSpecialTokens() throws {
        let tokenizer = try tokenizer(json())
        for limit in -1...8 {
            let found = tokenizer.encode("the the the the", limit: limit)
            #expect(found.tokens.count == min(max(limit, 2), 6))
            #expect(found.droppedCount == 6 - found.tokens.count)
            #expect(tokenizer.ids(of: "the the the the", limit: limit) == found.ids)
        }
    }

    @Test func longWordsAreUnknown() throws {
        let tokenizer = try tokenizer(json())
        #expect(tokenizer.ids(of: "playinging", limit: 99) == [2, 6, 7, 7, 3])
        #expect(tokenizer.ids(of: "playingedxx", limit: 99) == [2, 1, 3])
        #expect(tokenizer.ids(of: "playinginga", limit: 99) == [2, 1, 3])
    }

    @Test func whatIsNotKnownIsRefusedByName() throws {
        #expect(
            throws: TokenizerError.unsupported(file: "tokenizer.json", field: "model.type", value: "BPE")
        ) { try tokenizer(json(model: "BPE")) }
        #expect(
            throws: TokenizerError.unsupported(
                file: "tokenizer.json", field: "added_tokens[2].normalized", value: "true")
        ) { try tokenizer(json(added: ",{\"id\":5,\"content\":\"the\",\"normalized\":true}")) }
        #expect(throws: TokenizerError.missingToken(file: "tokenizer.json", token: "[UNK]")) {
            try tokenizer(json(vocabulary: "\"a\":0,\"b\":1,\"c\":2,\"d\":3,\"e\":4"))
        }
    }

    @Test(arguments: [
        "\"a\":0,\"b\":0", "\"a\":-1", "\"a\":5", "\"a\":9223372036854775807", "\"a\":\"x\"", "\"a\":1.5",
    ])
    func idsThatAreNoPlacesAreRefused(_ vocabulary: String) {
        #expect(throws: TokenizerError.self) { try tokenizer(json(vocabulary: vocabulary)) }
    }

    @Test func damagedFilesNeverTrap() {
        let bytes = Array(json().utf8)
        for place in stride(from: 0, to: bytes.count, by: 3) {
            for byte: UInt8 in [0x00, 0x22, 0x2C, 0x39, 0x7D, 0xFF] {
                var damaged = bytes
                damaged[place] = byte
                let tokenizer = try? WordPiece(json: damaged, file: "tokenizer.json")
                #expect((tokenizer?.ids(of: "The unplaying 中!", limit: 9).count ?? 0) <= 9)
            }
        }
    }
}
