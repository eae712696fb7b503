/// One result in several formats, from plainest to richest.
///
/// The wire sends it as the `data` of a Jupyter message. Entries keep their order; `text/plain` is always present.
public struct MIMEBundle: Sendable, Equatable {
    /// A MIME type, `type/subtype`.
    public struct Format: Sendable, Hashable {
        /// The type as it is written on the wire.
        public let name: String

        /// Names a format, as in `Format("text/html")`.
        public init(_ name: String) { self.name = name }

        /// Plain text, `text/plain`.
        public static let plain = Format("text/plain")
        /// HTML, `text/html`.
        public static let html = Format("text/html")
        /// A picture, `image/svg+xml`.
        public static let svg = Format("image/svg+xml")
    }

    /// The formats and their texts, `text/plain` first.
    public private(set) var entries: [(format: Format, text: String)]

    /// A bundle that holds plain text only.
    public init(plain: String) { entries = [(.plain, plain)] }

    /// A bundle of plain text and its HTML twin.
    public init(plain: String, html: String) { entries = [(.plain, plain), (.html, html)] }

    /// The text in one format, if the bundle has it.
    public subscript(format: Format) -> String? {
        get { entries.first { $0.format == format }?.text }
        set {
            if let index = entries.firstIndex(where: { $0.format == format }) {
                if let newValue { entries[index].text = newValue } else { entries.remove(at: index) }
            } else if let newValue {
                entries.append((format, newValue))
            }
        }
    }

    /// The plain text.
    public var plain: String { self[.plain] ?? "" }

    /// Two bundles are equal when they hold the same formats and texts in the same order.
    public static func == (left: MIMEBundle, right: MIMEBundle) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.format == $1.format && $0.text == $1.text }
    }
}
