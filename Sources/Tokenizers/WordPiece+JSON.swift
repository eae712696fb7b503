/// Reading `tokenizer.json`, the serialised pipeline of Hugging Face's `tokenizers`.
extension WordPiece {
    init(json: [UInt8], file: String) throws(TokenizerError) {
        let fields = JSONFields(value: try JSONFields.parse(json, file: file), file: file)
        try fields.require("model.type", "WordPiece")
        try fields.require("normalizer.type", "BertNormalizer")
        try fields.require("pre_tokenizer.type", "BertPreTokenizer")
        let addedTokens = try Self.addedTokens(fields)
        let (pieces, wordPieces) = try Self.pieces(fields, added: addedTokens)
        vocabulary = Vocabulary(
            pieces: pieces, wordPieces: wordPieces,
            continuingPrefix: try fields.string("model.continuing_subword_prefix"))
        normaliser = try Self.normaliser(fields)
        added = AddedTokens(addedTokens)
        let unknownToken = try fields.string("model.unk_token")
        guard let unknown = vocabulary.id(of: unknownToken) else {
            throw .missingToken(file: file, token: unknownToken)
        }
        self.unknown = unknown
        guard let longest = fields.find("model.max_input_chars_per_word")?.integer, longest > 0 else {
            throw fields.wrong("model.max_input_chars_per_word", "a positive whole number")
        }
        longestWord = longest
        (before, after) = try Self.template(fields, vocabulary: vocabulary)
    }

    private static func normaliser(_ fields: JSONFields) throws(TokenizerError) -> BertNormaliser {
        func flag(_ name: String) throws(TokenizerError) -> Bool {
            guard let value = try fields.boolean("normalizer." + name) else {
                throw fields.wrong("normalizer." + name, "true or false")
            }
            return value
        }
        let lowercases = try flag("lowercase")
        return BertNormaliser(
            cleansText: try flag("clean_text"), separatesIdeographs: try flag("handle_chinese_chars"),
            stripsAccents: try fields.boolean("normalizer.strip_accents") ?? lowercases,
            lowercases: lowercases)
    }

    private static func addedTokens(_ fields: JSONFields) throws(TokenizerError) -> [AddedToken] {
        var tokens: [AddedToken] = []
        for (index, element) in try fields.array("added_tokens").enumerated() {
            let path = "added_tokens[\(index)]"
            guard let content = element["content"]?.string, !content.isEmpty,
                let number = element["id"]?.integer, let id = Int32(exactly: number), id >= 0
            else { throw fields.wrong(path, "an id and a content") }
            for flag in ["single_word", "lstrip", "rstrip", "normalized"] where element[flag]?.boolean == true
            {
                throw .unsupported(file: fields.file, field: "\(path).\(flag)", value: "true")
            }
            tokens.append(
                AddedToken(id: id, content: content, isSpecial: element["special"]?.boolean ?? false))
        }
        return tokens
    }

    /// All pieces in the order of their ids, which leave no gap, and how many of them are the model's own.
    private static func pieces(
        _ fields: JSONFields, added: [AddedToken]
    ) throws(TokenizerError) -> (pieces: [String], wordPieces: Int) {
        guard let members = fields.find("model.vocab")?.members else {
            throw fields.wrong("model.vocab", "an object")
        }
        let extra = added.filter { $0.id >= members.count }
        var pieces = [String?](repeating: nil, count: members.count + extra.count)
        for member in members {
            guard let id = member.value.integer, members.indices.contains(id), pieces[id] == nil else {
                throw fields.wrong("model.vocab.\(member.name)", "an id of its own below \(members.count)")
            }
            pieces[id] = member.name
        }
        for token in extra {
            guard pieces.indices.contains(Int(token.id)), pieces[Int(token.id)] == nil else {
                throw fields.wrong("added_tokens", "ids that follow the vocabulary's")
            }
            pieces[Int(token.id)] = token.content
        }
        return (pieces.compactMap { $0 }, members.count)
    }

    /// The ids that stand before and after every text.
    private static func template(
        _ fields: JSONFields, vocabulary: Vocabulary
    ) throws(TokenizerError) -> (before: [Int32], after: [Int32]) {
        guard fields.find("post_processor") != nil else { return ([], []) }
        func checked(_ number: Int?, _ path: String) throws(TokenizerError) -> Int32 {
            guard let number, vocabulary.pieces.indices.contains(number) else {
                throw fields.wrong(path, "an id of the vocabulary")
            }
            return Int32(number)
        }
        let kind = try fields.string("post_processor.type")
        if kind == "BertProcessing" {
            let first = fields.find("post_processor.cls")?.array?.last?.integer
            let last = fields.find("post_processor.sep")?.array?.last?.integer
            return ([try checked(first, "post_processor.cls")], [try checked(last, "post_processor.sep")])
        }
        guard kind == "TemplateProcessing" else {
            throw .unsupported(file: fields.file, field: "post_processor.type", value: kind)
        }
        var sides: [[Int32]] = [[], []]
        var side = 0
        for element in try fields.array("post_processor.single") {
            if element["Sequence"] != nil {
                guard side == 0 else { throw fields.wrong("post_processor.single", "one sequence") }
                side = 1
            } else {
                let name = element["SpecialToken"]?["id"]?.string ?? ""
                let path = "post_processor.special_tokens"
                for id in fields.find(path)?[name]?["ids"]?.array ?? [.null] {
                    sides[side].append(try checked(id.integer, path))
                }
            }
        }
        guard side == 1 else { throw fields.wrong("post_processor.single", "one sequence") }
        return (sides[0], sides[1])
    }
}
