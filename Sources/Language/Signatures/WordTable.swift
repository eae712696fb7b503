/// Finds the row of a word among a few dozen: by length and first letter, without hashing.
///
/// The checker asks it several times for each statement, mostly about words that are no row.
struct WordTable: Sendable {
    private static let lengths = 32
    private let rows: [[Signature]]

    init(_ signatures: [Signature]) {
        var rows = [[Signature]](repeating: [], count: Self.lengths * 32)
        for signature in signatures { rows[Self.place(signature.name)].append(signature) }
        self.rows = rows
    }

    /// The row of a word, if it has one.
    func row(_ word: String) -> Signature? { rows[Self.place(word)].first { $0.name == word } }

    private static func place(_ word: String) -> Int {
        min(word.utf8.count, lengths - 1) * 32 + Int((word.utf8.first ?? 0) & 31)
    }
}
