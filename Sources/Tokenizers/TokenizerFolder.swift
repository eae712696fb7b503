/// Reading the tokenizer of a Hugging Face folder.
public enum TokenizerFolder {
    /// Reads `tokenizer.json`, or without it `vocab.txt` (WordPiece) or `vocab.json` with `merges.txt` (byte-level BPE).
    ///
    /// `lowercases` makes texts lower case before all else, where the tokenizer doesn't by itself.
    public static func read(_ folder: String, lowercases: Bool = false) throws(TokenizerError)
        -> any Tokenizer
    {
        let tokenizer = try plain(folder)
        guard lowercases else { return tokenizer }
        if let pipeline = tokenizer as? TokenPipeline { return pipeline.lowercasing() }
        guard var pieces = tokenizer as? WordPiece else { return tokenizer }
        pieces.normaliser.lowercases = true
        return pieces
    }

    private static func plain(_ folder: String) throws(TokenizerError) -> any Tokenizer {
        let path = folder + "/tokenizer.json"
        if let bytes = try bytes(ofFile: path) { return try tokenizer(json: bytes, file: path) }
        if try bytes(ofFile: folder + "/vocab.txt") != nil { return try WordPiece(folder: folder) }
        if let vocabulary = try bytes(ofFile: folder + "/vocab.json"),
            let merges = try bytes(ofFile: folder + "/merges.txt")
        {
            return try TokenPipeline(vocabulary: vocabulary, merges: merges, folder: folder)
        }
        for name in ["sentencepiece.bpe.model", "spiece.model", "spm.model"]
        where try bytes(ofFile: folder + "/" + name) != nil {
            throw .unsupported(
                file: folder + "/" + name, field: "format", value: "sentencepiece without tokenizer.json")
        }
        throw .noTokenizer(folder: folder)
    }

    /// BERT's own pipeline runs in one pass; every other one stage by stage.
    static func tokenizer(json: [UInt8], file: String) throws(TokenizerError) -> any Tokenizer {
        let (fields, lists) = try ModelLists.parse(json, file: file)
        let added = try fields.addedTokens()
        if fields.find("model.type")?.string == "WordPiece",
            fields.find("normalizer.type")?.string == "BertNormalizer",
            fields.find("pre_tokenizer.type")?.string == "BertPreTokenizer",
            !added.contains(where: \.isNormalised)
        {
            let special = try fields.specialTokens(count: .max)
            if special.trimming == nil { return try WordPiece(fields, lists) }
        }
        return try TokenPipeline(fields, lists)
    }

    static func bytes(ofFile path: String) throws(TokenizerError) -> [UInt8]? {
        do throws(FileFailure) {
            return try FileBytes.read(path)
        } catch {
            if error.isMissing { return nil }
            throw .unreadable(file: path, reason: error.reason)
        }
    }
}
