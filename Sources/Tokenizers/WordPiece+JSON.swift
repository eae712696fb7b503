/// Reading `tokenizer.json`, the serialised pipeline of Hugging Face's `tokenizers`.
extension WordPiece {
    init(json: [UInt8], file: String) throws(TokenizerError) {
        let (fields, lists) = try ModelLists.parse(json, file: file)
        try self.init(fields, lists)
    }

    init(_ fields: JSONFields, _ lists: ModelLists) throws(TokenizerError) {
        try fields.require("model.type", "WordPiece")
        try fields.require("normalizer.type", "BertNormalizer")
        try fields.require("pre_tokenizer.type", "BertPreTokenizer")
        let addedTokens = try fields.addedTokens()
        if let index = addedTokens.firstIndex(where: \.isNormalised) {
            throw fields.refusal("added_tokens[\(index)].normalized", "true")
        }
        let model = try WordPieceModel(fields, lists, added: addedTokens)
        guard let unknown = model.unknown else { throw fields.wrong("model.unk_token", "a piece") }
        self.unknown = unknown
        vocabulary = model.vocabulary
        longestWord = model.longestWord
        normaliser = try JSONFields(
            value: fields.find("normalizer") ?? .null, file: fields.file, place: "normalizer"
        ).bertNormaliser()
        added = AddedTokens(addedTokens)
        let special = try fields.specialTokens(count: vocabulary.pieces.count)
        (before, after) = (special.before, special.after)
    }
}
