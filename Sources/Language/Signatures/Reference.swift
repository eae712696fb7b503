/// Help and reference, made from the signature table.
public enum Reference {
    /// What help is about.
    public enum Topic: Sendable {
        /// A verb, component or way.
        case signature(Signature)
        /// A clause word or option, with all that have it.
        case parameter(String, of: [Signature])
        /// The code of an error or warning.
        case code(Code)
        /// A word of conditions and rules.
        case keyword(Keyword)
        /// A word of another tool.
        case foreign(String, ForeignWord)
    }

    /// What help there is on a word, names in scope aside.
    public static func topic(_ word: String) -> Topic? {
        if let signature = SignatureTable.verb(word) ?? SignatureTable.component(word)
            ?? SignatureTable.way(word)
        {
            return .signature(signature)
        }
        if let keyword = Keyword.find(word) { return .keyword(keyword) }
        if let code = Code(rawValue: word.uppercased()) { return .code(code) }
        let owners = SignatureTable.all.filter { $0.clause(word) != nil }
        if !owners.isEmpty { return .parameter(word, of: owners) }
        return ForeignWord.find(word).map { .foreign(word, $0) }
    }

    /// Every verb, component and way, for suggestions.
    public static let topics: [String] = SignatureTable.all.map(\.name)
}
