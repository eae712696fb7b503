// Reading the models of `tokenizer.json`.
extension Unigram {
    init(_ fields: JSONFields, _ lists: ModelLists, added: [AddedToken]) throws(TokenizerError) {
        if try fields.boolean("model.byte_fallback") == true {
            throw fields.refusal("model.byte_fallback", "true")
        }
        let all = try fields.pieces(lists.pieces, with: added)
        guard let scores = lists.scores, scores.count == lists.pieces.count else {
            throw fields.wrong("model.vocab", "a list of pieces with their scores")
        }
        guard let unknown = fields.find("model.unk_id")?.integer, scores.indices.contains(unknown) else {
            throw fields.wrong("model.unk_id", "an id of the vocabulary")
        }
        self.init(pieces: all, scores: scores, unknown: Int32(unknown))
    }
}

extension WordPieceModel {
    init(_ fields: JSONFields, _ lists: ModelLists, added: [AddedToken]) throws(TokenizerError) {
        vocabulary = Vocabulary(
            pieces: try fields.pieces(lists.pieces, with: added), wordPieces: lists.pieces.count,
            continuingPrefix: try fields.string("model.continuing_subword_prefix"))
        let name = try fields.string("model.unk_token")
        guard let id = vocabulary.id(of: name) else { throw .missingToken(file: fields.file, token: name) }
        unknown = id
        guard let longest = fields.find("model.max_input_chars_per_word")?.integer, longest > 0 else {
            throw fields.wrong("model.max_input_chars_per_word", "a positive whole number")
        }
        longestWord = longest
    }
}

extension BytePairs {
    init(_ fields: JSONFields, _ lists: ModelLists, added: [AddedToken]) throws(TokenizerError) {
        for name in ["continuing_subword_prefix", "end_of_word_suffix"] {
            let text = fields.find("model." + name)?.string ?? ""
            guard text.isEmpty else { throw fields.refusal("model." + name, text) }
        }
        if try fields.boolean("model.byte_fallback") == true {
            throw fields.refusal("model.byte_fallback", "true")
        }
        if let dropout = fields.find("model.dropout")?.double, dropout != 0 {
            throw fields.refusal("model.dropout", "\(dropout)")
        }
        try self.init(
            pieces: lists.pieces, all: fields.pieces(lists.pieces, with: added), pairs: lists.merges,
            unknown: fields.find("model.unk_token")?.string, file: fields.file,
            takesWholeWords: try fields.boolean("model.ignore_merges") ?? false,
            fusesUnknown: try fields.boolean("model.fuse_unk") ?? false)
    }

    /// From pieces in the order of their ids, `all` of them with the added tokens, and pairs in the order of their
    /// ranks, the left piece and the right one in turn.
    init(
        pieces: Pieces, all: Pieces, pairs: Pieces, unknown: String?, file: String,
        takesWholeWords: Bool = false, fusesUnknown: Bool = false
    ) throws(TokenizerError) {
        let ids = PieceTable(pieces, 0..<pieces.count)
        func id(_ piece: ArraySlice<UInt8>) throws(TokenizerError) -> Int32 {
            guard let id = ids.id(of: piece) else {
                throw .missingToken(file: file, token: String(decoding: piece, as: UTF8.self))
            }
            return id
        }
        var merges: [(left: Int32, right: Int32, id: Int32)] = []
        merges.reserveCapacity(pairs.count / 2)
        for pair in 0..<pairs.count / 2 {
            let range = pairs.range(of: 2 * pair).lowerBound..<pairs.range(of: 2 * pair + 1).upperBound
            merges.append((try id(pairs[2 * pair]), try id(pairs[2 * pair + 1]), try id(pairs.bytes[range])))
        }
        self.unknown = try unknown.map { text throws(TokenizerError) in try id(Array(text.utf8)[...]) }
        self.merges = PairTable(merges)
        self.fusesUnknown = fusesUnknown
        self.pieces = all
        bytePieces = (0...255).map { ids.id(of: Array(String(ByteAlphabet.letter(of: $0)).utf8)[...]) }
        wholeWords = takesWholeWords ? Self.wholeWords(pieces) : nil
    }

    /// The pieces as the texts that they stand for; those that are no text of whole characters stay empty.
    private static func wholeWords(_ pieces: Pieces) -> PieceTable {
        let texts = Pieces(
            (0..<pieces.count).map { ByteAlphabet.text(of: pieces.spelling(of: Int32($0))) ?? "" })
        return PieceTable(texts, (0..<texts.count).filter { !texts[$0].isEmpty })
    }
}
