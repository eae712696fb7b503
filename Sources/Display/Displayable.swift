/// Something that can be shown: as plain text and as its HTML twin.
///
/// Both say the same; the HTML holds no script, event attribute, class or external address, and everything that
/// comes from data is escaped.
public protocol Displayable: Sendable {
    /// Lines of text without a line break at the end.
    var plainText: String { get }
    /// An HTML fragment with inline styles.
    var html: String { get }
    /// A picture, where the display is one by nature.
    var svg: String? { get }
}

extension Displayable {
    /// None.
    public var svg: String? { nil }

    /// All formats in one bundle.
    public var bundle: MIMEBundle {
        var bundle = MIMEBundle(plain: plainText, html: html)
        bundle[.svg] = svg
        return bundle
    }
}
