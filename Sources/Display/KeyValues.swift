/// Facts, each with a name: a card.
public struct KeyValues: Displayable, Equatable {
    /// The title.
    public var title: String?
    /// Names and values in order.
    public var pairs: [Pair]

    /// A fact.
    public struct Pair: Sendable, Equatable {
        /// Its name and its value.
        public var key, value: String

        /// Makes a fact.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Makes a card.
    public init(title: String? = nil, _ pairs: [Pair]) {
        self.title = title
        self.pairs = pairs
    }

    /// Names and values in two columns.
    public var plainText: String {
        let keys = pairs.map { Escape.line($0.key) }
        let width = keys.map(TextWidth.of).max() ?? 0
        let lines = zip(keys, pairs).map { key, pair in
            TextWidth.pad(key, to: width, .leading) + "  " + Escape.line(pair.value)
        }
        return ((title.map { [Escape.line($0)] } ?? []) + lines).joined(separator: "\n")
    }

    /// The same in HTML.
    public var html: String {
        let place =
            "border:none;text-align:left;padding:.16em .8em .16em 0;vertical-align:top;unicode-bidi:isolate"
        let rows = pairs.map { pair in
            "<tr style=\"\(Style.row)\"><th scope=\"row\" style=\"\(place);font-weight:400;opacity:.75;white-space:nowrap\">"
                + "\(Escape.html(pair.key))</th><td style=\"\(place);white-space:normal\">\(Escape.html(pair.value))</td></tr>"
        }
        return "<div style=\"\(Style.block)\">\(Style.head(title))"
            + "<table style=\"\(Style.table)\"><tbody>\(rows.joined())</tbody></table></div>"
    }
}
