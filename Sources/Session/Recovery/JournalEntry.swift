import Language

/// One statement that succeeded and named something: how to come to the same values again.
struct JournalEntry: Sendable, Codable, Equatable {
    /// The file that a dataset came from, by its content.
    struct File: Sendable, Codable, Equatable {
        let path: String
        let hash: UInt64
    }

    /// The most bytes of a statement that is kept.
    static let longest = 1 << 16

    /// Its number, higher than that of every entry it builds on.
    let id: Int
    /// When it ran, in seconds since 1970.
    let time: Int
    /// The statement as it was written.
    let source: String
    /// The names it gave.
    let names: [String]
    /// The type of each value, as messages call it; empty for `none`.
    let types: [String]
    /// The names it read, with the entries whose values they held.
    let uses: [String: Int]
    /// The names it read whose making isn't in the journal.
    let lost: [String]
    /// The file behind each value that came from one.
    let files: [File?]
    /// The values themselves, when all are plain.
    let plain: [PlainValue]?
    /// Whether the value is a model with a file of its own beside the journal.
    let hasModel: Bool

    /// The type of a value by its place.
    func type(at index: Int) -> ValueType? {
        types.indices.contains(index) ? ValueType(rawValue: types[index]) : nil
    }

    /// Whether a value is only made to be looked at.
    func isFigure(at index: Int) -> Bool {
        switch type(at: index) {
        case .report, .explanation, .table, .chart: true
        default: false
        }
    }

    /// The entries that must be there to make it again.
    var needs: [Int] {
        plain == nil && !names.indices.allSatisfy(isFigure) ? uses.values.sorted() : []
    }
}

/// A line of the journal's file.
enum JournalLine: Codable {
    /// The first line: whose journal it is, and the layout's version.
    case owner(KernelIdentity, version: Int)
    /// A statement.
    case made(JournalEntry)
    /// Names that were taken away.
    case forgot([String])
}
