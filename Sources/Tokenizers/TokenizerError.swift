/// What can be wrong with a tokenizer's files.
public enum TokenizerError: Error, Sendable, Equatable {
    /// Neither `tokenizer.json` nor `vocab.txt` is in the folder.
    case noTokenizer(folder: String)
    /// A file can't be read; `reason` is the system's.
    case unreadable(file: String, reason: String)
    /// Not well-formed JSON, at this byte.
    case malformedJSON(file: String, offset: Int, reason: String)
    /// A field is missing, or holds something else than it should.
    case badField(file: String, field: String, expected: String)
    /// A setting that this tokenizer doesn't know.
    case unsupported(file: String, field: String, value: String)
    /// The vocabulary lacks a token that the settings name.
    case missingToken(file: String, token: String)
}
