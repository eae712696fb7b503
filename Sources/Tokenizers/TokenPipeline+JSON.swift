// Reading `tokenizer.json`, the serialised pipeline of Hugging Face's `tokenizers`.
extension TokenPipeline {
    init(_ fields: JSONFields, _ lists: ModelLists) throws(TokenizerError) {
        let added = try fields.addedTokens()
        let splitters = try fields.splitters("pre_tokenizer")
        let model: any TokenModel
        let kind = try fields.string("model.type")
        switch kind {
        case "Unigram": model = try Unigram(fields, lists, added: added)
        case "BPE":
            guard splitters.contains(where: { if case .byteLevel = $0 { true } else { false } }) else {
                throw .unsupported(
                    file: fields.file, field: "pre_tokenizer", value: "a BPE that is not byte-level")
            }
            model = try BytePairs(fields, lists, added: added)
        case "WordPiece": model = try WordPieceModel(fields, lists, added: added)
        default: throw .unsupported(file: fields.file, field: "model.type", value: kind)
        }
        self.init(
            added: added, normaliser: Normaliser(steps: try fields.normalisation("normalizer")),
            splitters: splitters, model: model,
            special: try fields.specialTokens(count: model.pieces.count))
    }
}

extension JSONFields {
    /// The parts of a component: those of a sequence, or itself; none where it is missing.
    private func parts(_ path: String, _ list: String) throws(TokenizerError) -> [JSONFields] {
        guard let found = find(path) else { return [] }
        guard found["type"]?.string == "Sequence" else {
            return [JSONFields(value: found, file: file, place: path)]
        }
        var parts: [JSONFields] = []
        for (index, part) in try array(path + "." + list).enumerated() {
            let inner = JSONFields(value: part, file: file, place: "\(path).\(list)[\(index)]")
            guard part["type"]?.string != "Sequence" else {
                throw inner.refusal("type", "Sequence within a Sequence")
            }
            parts.append(inner)
        }
        return parts
    }

    func refusal(_ field: String, _ value: String) -> TokenizerError {
        .unsupported(file: file, field: name(of: field), value: value)
    }

    /// The steps of a normaliser.
    func normalisation(_ path: String) throws(TokenizerError) -> [Normaliser.Step] {
        try parts(path, "normalizers").map { part throws(TokenizerError) in
            try part.step()
        }.compactMap(\.self)
    }

    private func step() throws(TokenizerError) -> Normaliser.Step? {
        let kind = try string("type")
        switch kind {
        case "BertNormalizer": return .bert(try bertNormaliser())
        case "Lowercase": return .lowercase
        case "StripAccents": return .stripAccents
        case "Strip":
            return .strip(
                left: try boolean("strip_left") ?? false, right: try boolean("strip_right") ?? false)
        case "Prepend": return .prepend(try string("prepend").unicodeScalars.map(\.value))
        case "Replace": return try replacement()
        case "Precompiled": return try precompiled()
        default:
            guard let form = UnicodeForm(rawValue: kind) else { throw refusal("type", kind) }
            return .form(form)
        }
    }

    func bertNormaliser() throws(TokenizerError) -> BertNormaliser {
        func flag(_ name: String) throws(TokenizerError) -> Bool {
            guard let value = try boolean(name) else { throw wrong(name, "true or false") }
            return value
        }
        let lowercases = try flag("lowercase")
        return BertNormaliser(
            cleansText: try flag("clean_text"), separatesIdeographs: try flag("handle_chinese_chars"),
            stripsAccents: try boolean("strip_accents") ?? lowercases, lowercases: lowercases)
    }

    private func replacement() throws(TokenizerError) -> Normaliser.Step {
        let content = try string("content").unicodeScalars.map(\.value)
        if let old = find("pattern.String")?.string {
            guard !old.isEmpty else { throw wrong("pattern.String", "a text that is not empty") }
            return .replace(old.unicodeScalars.map(\.value), by: content)
        }
        let pattern = try string("pattern.Regex")
        guard let minimum = [" {2,}": 2, " +": 1][pattern] else { throw refusal("pattern.Regex", pattern) }
        return .replaceRun(0x20, minimum: minimum, by: content)
    }

    private func precompiled() throws(TokenizerError) -> Normaliser.Step? {
        let field = "precompiled_charsmap"
        guard find(field) != nil else { throw wrong(field, "a map in base64") }
        let text = try string(field)
        if text.isEmpty { return nil }
        guard let bytes = Base64.bytes(of: text), let map = CharacterMap(bytes) else {
            throw wrong(field, "a character map in base64 whose sizes fit its bytes")
        }
        return .precompiled(map)
    }

    /// The steps of a pre-tokenizer.
    func splitters(_ path: String) throws(TokenizerError) -> [WordSplitter] {
        try parts(path, "pretokenizers").map { part throws(TokenizerError) in
            let kind = try part.string("type")
            switch kind {
            case "BertPreTokenizer": return .bert
            case "WhitespaceSplit": return .whiteSpace
            case "Metaspace": return try part.metaspace()
            case "ByteLevel":
                return .byteLevel(
                    prependsSpace: try part.boolean("add_prefix_space") ?? true,
                    splits: try part.boolean("use_regex") ?? true)
            default: throw part.refusal("type", kind)
            }
        }
    }

    private func metaspace() throws(TokenizerError) -> WordSplitter {
        let mark = try string("replacement").unicodeScalars.map(\.value)
        guard mark.count == 1 else { throw wrong("replacement", "one character") }
        let old = try boolean("add_prefix_space") ?? true
        let name = find("prepend_scheme")?.string ?? (old ? "always" : "never")
        guard let prepends = WordSplitter.Prepending(rawValue: name) else {
            throw refusal("prepend_scheme", name)
        }
        return .metaspace(mark: mark[0], prepends: prepends, splits: try boolean("split") ?? true)
    }
}
