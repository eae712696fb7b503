/// Reading the tokenizer of a Hugging Face folder.
extension WordPiece {
    /// Reads `tokenizer.json`, or without it `vocab.txt` and `tokenizer_config.json`.
    public init(folder: String) throws(TokenizerError) {
        let path = folder + "/tokenizer.json"
        if let bytes = try TokenizerFolder.bytes(ofFile: path) {
            try self.init(json: bytes, file: path)
        } else if let bytes = try TokenizerFolder.bytes(ofFile: folder + "/vocab.txt") {
            let settings = folder + "/tokenizer_config.json"
            try self.init(
                lines: bytes, file: folder + "/vocab.txt", settings: TokenizerFolder.bytes(ofFile: settings),
                settingsFile: settings)
        } else {
            throw .noTokenizer(folder: folder)
        }
    }

    /// From a vocabulary with one piece a line; lower case unless the settings say otherwise.
    init(lines: [UInt8], file: String, settings: [UInt8]?, settingsFile: String) throws(TokenizerError) {
        var pieces = lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self)
        }
        if pieces.last == "" { pieces.removeLast() }
        let fields = JSONFields(
            value: try settings.map { json throws(TokenizerError) in
                try JSONFields.parse(json, file: settingsFile)
            } ?? .object([]), file: settingsFile)
        let lowercases = try fields.boolean("do_lower_case") ?? true
        let vocabulary = Vocabulary(pieces: Pieces(pieces), wordPieces: pieces.count, continuingPrefix: "##")
        normaliser = BertNormaliser(
            separatesIdeographs: try fields.boolean("tokenize_chinese_chars") ?? true,
            stripsAccents: try fields.boolean("strip_accents") ?? lowercases, lowercases: lowercases)
        func id(_ piece: String) throws(TokenizerError) -> Int32 {
            guard let id = vocabulary.id(of: piece) else { throw .missingToken(file: file, token: piece) }
            return id
        }
        unknown = try id("[UNK]")
        before = [try id("[CLS]")]
        after = [try id("[SEP]")]
        longestWord = 100
        self.vocabulary = vocabulary
        added = AddedTokens(
            ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { name in
                vocabulary.id(of: name).map { AddedToken(id: $0, content: name, isSpecial: true) }
            })
    }
}
