// Reading the models of `tokenizer.json`.
extension Unigram {
    init(_ fields: JSONFields, added: [AddedToken]) throws(TokenizerError) {
        if try fields.boolean("model.byte_fallback") == true {
            throw fields.refusal("model.byte_fallback", "true")
        }
        var pieces: [(text: String, score: Double)] = []
        for (index, entry) in try fields.array("model.vocab").enumerated() {
            guard let pair = entry.array, pair.count == 2, let text = pair[0].string,
                let score = pair[1].double
            else { throw fields.wrong("model.vocab[\(index)]", "a piece and its score") }
            pieces.append((text, score))
        }
        guard !pieces.isEmpty else { throw fields.wrong("model.vocab", "a list of pieces") }
        let unknown = fields.find("model.unk_id")?.integer
        guard let unknown, pieces.indices.contains(unknown) else {
            throw fields.wrong("model.unk_id", "an id of the vocabulary")
        }
        self.init(
            pieces: pieces, extra: try fields.spellings(of: added, beyond: pieces.count),
            unknown: Int32(unknown))
    }
}

extension WordPieceModel {
    init(_ fields: JSONFields, added: [AddedToken]) throws(TokenizerError) {
        let pieces = try fields.vocabulary("model.vocab")
        let all = pieces + (try fields.spellings(of: added, beyond: pieces.count))
        vocabulary = Vocabulary(
            pieces: all, wordPieces: pieces.count,
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
    init(_ fields: JSONFields, added: [AddedToken]) throws(TokenizerError) {
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
        let pieces = try fields.vocabulary("model.vocab")
        var pairs: [(String, String)] = []
        for (index, merge) in try fields.array("model.merges").enumerated() {
            let parts =
                merge.string.map {
                    $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                }
                ?? merge.array?.compactMap(\.string) ?? []
            guard parts.count == 2 else { throw fields.wrong("model.merges[\(index)]", "a pair of pieces") }
            pairs.append((parts[0], parts[1]))
        }
        try self.init(
            pieces: pieces, extra: fields.spellings(of: added, beyond: pieces.count), pairs: pairs,
            unknown: fields.find("model.unk_token")?.string, file: fields.file,
            takesWholeWords: try fields.boolean("model.ignore_merges") ?? false,
            fusesUnknown: try fields.boolean("model.fuse_unk") ?? false)
    }

    /// From pieces in the order of their ids and pairs in the order of their ranks.
    init(
        pieces: [String], extra: [String], pairs: [(String, String)], unknown: String?, file: String,
        takesWholeWords: Bool = false, fusesUnknown: Bool = false
    ) throws(TokenizerError) {
        let ids = Dictionary(zip(pieces, pieces.indices.map(Int32.init)), uniquingKeysWith: { $1 })
        var merges: [(left: Int32, right: Int32, id: Int32)] = []
        merges.reserveCapacity(pairs.count)
        for (left, right) in pairs {
            for piece in [left, right, left + right] where ids[piece] == nil {
                throw .missingToken(file: file, token: piece)
            }
            guard let first = ids[left], let second = ids[right], let joined = ids[left + right] else {
                continue
            }
            merges.append((first, second, joined))
        }
        if let unknown, ids[unknown] == nil { throw .missingToken(file: file, token: unknown) }
        self.unknown = unknown.flatMap { ids[$0] }
        self.merges = PairTable(merges)
        self.fusesUnknown = fusesUnknown
        spellings = pieces + extra
        bytePieces = (0...255).map { ids[String(ByteAlphabet.letter(of: UInt8($0)))] }
        wholeWords =
            takesWholeWords
            ? PieceTable(
                pieces.indices.compactMap { index in
                    ByteAlphabet.text(of: pieces[index]).map { ($0[...].utf8, Int32(index)) }
                }) : nil
    }
}

extension JSONFields {
    /// The pieces of an object of ids, in the order of their ids, which leave no gap.
    func vocabulary(_ path: String) throws(TokenizerError) -> [String] {
        guard let members = path.isEmpty ? value.members : find(path)?.members else {
            throw wrong(path, "an object")
        }
        var pieces = [String?](repeating: nil, count: members.count)
        for member in members {
            guard let id = member.value.integer, pieces.indices.contains(id), pieces[id] == nil else {
                throw wrong("\(path).\(member.name)", "an id of its own below \(members.count)")
            }
            pieces[id] = member.name
        }
        return pieces.compactMap { $0 }
    }
}
