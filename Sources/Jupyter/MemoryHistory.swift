/// The history of one session, gone with the process.
public struct MemoryHistory: History {
    /// Always 1.
    public let session = 1
    private var entries: [HistoryEntry] = []

    /// An empty history.
    public init() {}

    /// Keeps one cell.
    public mutating func append(_ entry: HistoryEntry) { entries.append(entry) }

    /// The last `count` cells.
    public func tail(_ count: Int) -> [HistoryEntry] { Array(entries.suffix(max(0, count))) }

    /// The cells `start ..< stop`, if `session` is this one.
    public func range(session: Int, start: Int, stop: Int?) -> [HistoryEntry] {
        guard session == 0 || session == self.session else { return [] }
        return entries.filter { $0.line >= start && $0.line < stop ?? .max }
    }

    /// The last `count` cells that fit the glob `pattern`.
    public func search(_ pattern: String, count: Int?, unique: Bool) -> [HistoryEntry] {
        let glob = Glob(pattern)
        var seen: Set<String> = []
        var found: [HistoryEntry] = []
        for entry in entries.reversed() where glob.matches(entry.source) {
            guard found.count < count ?? .max else { break }
            if unique, !seen.insert(entry.source).inserted { continue }
            found.append(entry)
        }
        return found.reversed()
    }
}

/// A pattern of literal text, `*` for any run and `?` for any one code point.
struct Glob {
    private let pattern: [Unicode.Scalar]

    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    /// Whether the pattern fits the whole text.
    ///
    /// Takes time proportional to both lengths' product at worst.
    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var place = 0
        var at = 0
        var retry: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == "*" {
                place += 1
                retry = (place, at)
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
                place += 1
                at += 1
            } else if let last = retry {
                retry = (last.place, last.at + 1)
                (place, at) = (last.place, last.at + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
