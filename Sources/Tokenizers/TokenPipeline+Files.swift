// Reading `vocab.json` and `merges.txt`, as RoBERTa and GPT-2 had them before `tokenizer.json`.
extension TokenPipeline {
    init(vocabulary: [UInt8], merges: [UInt8], folder: String) throws(TokenizerError) {
        let file = folder + "/vocab.json"
        let pieces = try ModelLists.vocabulary(vocabulary, file: file)
        var pairs = Pieces()
        for (number, line) in merges.split(separator: UInt8(ascii: "\n")).enumerated()
        where !line.starts(with: Array("#version".utf8)) {
            let parts = line.split(separator: UInt8(ascii: " "))
            guard parts.count == 2 else {
                throw .badField(
                    file: folder + "/merges.txt", field: "line \(number + 1)", expected: "a pair of pieces")
            }
            for part in parts { pairs.append(part) }
        }
        let settingsFile = folder + "/tokenizer_config.json"
        let settings = JSONFields(
            value: try TokenizerFolder.bytes(ofFile: settingsFile).map { bytes throws(TokenizerError) in
                try JSONFields.parse(bytes, file: settingsFile)
            } ?? .object([]), file: settingsFile)
        let prependsSpace = try settings.boolean("add_prefix_space") ?? false
        var special = SpecialTokens(trimming: .init(firstSpaceIsAdded: prependsSpace))
        // RoBERTa's texts stand between two tokens, GPT-2's stand alone
        if let first = pieces.id(of: "<s>"), let last = pieces.id(of: "</s>") {
            (special.before, special.after) = ([first], [last])
        }
        let added = ["<s>", "</s>", "<pad>", "<unk>", "<mask>", "<|endoftext|>"].compactMap { name in
            pieces.id(of: name).map {
                AddedToken(id: $0, content: name, isSpecial: true, takesSpaceBefore: name == "<mask>")
            }
        }
        self.init(
            added: added, normaliser: Normaliser(steps: []),
            splitters: [.byteLevel(prependsSpace: prependsSpace, splits: true)],
            model: try BytePairs(
                pieces: pieces, all: pieces, pairs: pairs, unknown: nil, file: folder + "/merges.txt"),
            special: special)
    }
}
