// The parts of `tokenizer.json` that all models share: added and special tokens.
extension JSONFields {
    /// The added tokens with their flags.
    func addedTokens() throws(TokenizerError) -> [AddedToken] {
        var tokens: [AddedToken] = []
        for (index, element) in try array("added_tokens").enumerated() {
            guard let content = element["content"]?.string, !content.isEmpty,
                let number = element["id"]?.integer, let id = Int32(exactly: number), id >= 0
            else { throw wrong("added_tokens[\(index)]", "an id and a content") }
            func flag(_ name: String) throws(TokenizerError) -> Bool {
                guard let value = element[name], !value.isNull else { return false }
                guard let flag = value.boolean else {
                    throw wrong("added_tokens[\(index)].\(name)", "true or false")
                }
                return flag
            }
            tokens.append(
                AddedToken(
                    id: id, content: content, isSpecial: try flag("special"),
                    isWholeWord: try flag("single_word"), takesSpaceBefore: try flag("lstrip"),
                    takesSpaceAfter: try flag("rstrip"), isNormalised: try flag("normalized")))
        }
        return tokens
    }

    /// The pieces of a vocabulary and behind them the added tokens beyond it, whose ids follow without a gap.
    func pieces(_ vocabulary: Pieces, with added: [AddedToken]) throws(TokenizerError) -> Pieces {
        guard vocabulary.count > 0 else { throw wrong("model.vocab", "a list of pieces") }
        var pieces = vocabulary
        for token in added.filter({ $0.id >= vocabulary.count }).sorted(by: { $0.id < $1.id }) {
            guard Int(token.id) == pieces.count else {
                throw wrong("added_tokens", "ids of their own that follow the vocabulary's")
            }
            pieces.append(token.content.utf8)
        }
        return pieces
    }

    /// What the post-processor puts around a text; ids are below `count`.
    func specialTokens(count: Int) throws(TokenizerError) -> SpecialTokens {
        guard find("post_processor") != nil else { return SpecialTokens() }
        var tokens = SpecialTokens()
        if try string("post_processor.type") == "Sequence" {
            for processor in try array("post_processor.processors") {
                try JSONFields(value: .object([.init(name: "post_processor", value: processor)]), file: file)
                    .read(into: &tokens, count)
            }
        } else {
            try read(into: &tokens, count)
        }
        return tokens
    }

    private func read(into tokens: inout SpecialTokens, _ count: Int) throws(TokenizerError) {
        let kind = try string("post_processor.type")
        func trim() throws(TokenizerError) {
            guard try boolean("post_processor.trim_offsets") ?? true else { return }
            tokens.trimming = SpecialTokens.Trimming(
                firstSpaceIsAdded: try boolean("post_processor.add_prefix_space") ?? true)
        }
        switch kind {
        case "ByteLevel": try trim()
        case "BertProcessing", "RobertaProcessing":
            if kind == "RobertaProcessing" { try trim() }
            let first = find("post_processor.cls")?.array?.last?.integer
            let last = find("post_processor.sep")?.array?.last?.integer
            tokens.before = [try checked(first, "post_processor.cls", count)]
            tokens.after = [try checked(last, "post_processor.sep", count)]
        case "TemplateProcessing": (tokens.before, tokens.after) = try template(count)
        default: throw .unsupported(file: file, field: "post_processor.type", value: kind)
        }
    }

    private func checked(_ number: Int?, _ path: String, _ count: Int) throws(TokenizerError) -> Int32 {
        guard let number, number >= 0, number < count, let id = Int32(exactly: number) else {
            throw wrong(path, "an id of the vocabulary")
        }
        return id
    }

    private func template(_ count: Int) throws(TokenizerError) -> (before: [Int32], after: [Int32]) {
        var sides: [[Int32]] = [[], []]
        var side = 0
        for element in try array("post_processor.single") {
            if element["Sequence"] != nil {
                guard side == 0 else { throw wrong("post_processor.single", "one sequence") }
                side = 1
            } else {
                let name = element["SpecialToken"]?["id"]?.string ?? ""
                let path = "post_processor.special_tokens"
                for id in find(path)?[name]?["ids"]?.array ?? [.null] {
                    sides[side].append(try checked(id.integer, path, count))
                }
            }
        }
        guard side == 1 else { throw wrong("post_processor.single", "one sequence") }
        return (sides[0], sides[1])
    }
}
