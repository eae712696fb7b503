/// Makes the words of diagnostics: the sentence, the place with carets, and what to do.
public struct DiagnosticRenderer: Sendable {
    /// With or without colours.
    public enum Style: Sendable {
        /// No escape sequences.
        case plain
        /// ANSI colours, for a traceback.
        case ansi
    }

    /// The style.
    public let style: Style

    /// A renderer with a style.
    public init(style: Style = .plain) { self.style = style }

    /// The one sentence that says what happened, for `evalue`.
    public func sentence(_ diagnostic: Diagnostic) -> String { "" }

    /// All lines about one diagnostic.
    public func lines(_ diagnostic: Diagnostic, in source: SourceText) -> [String] { [] }

    /// All about several diagnostics, an empty line between each two.
    public func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String { "" }
}
