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

    /// The same pattern for SQLite's `GLOB`, where brackets would mean sets.
    static func escaped(_ pattern: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in pattern.unicodeScalars {
            escaped.append(contentsOf: scalar == "[" ? "[[]".unicodeScalars : String(scalar).unicodeScalars)
        }
        return String(escaped)
    }
}
