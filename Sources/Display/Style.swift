/// The inline styles that displays share; they also undo what JupyterLab's sheet does to tables.
enum Style {
    static let line = "rgba(128,128,128,.45)"
    static let faint = "rgba(128,128,128,.22)"
    static let block = "margin:.35em 0 .7em;line-height:1.45"
    static let title = "font-weight:600;margin:.2em 0"
    static let quiet = "opacity:.75;font-size:92%;margin:.15em 0"
    static let mono = "font-family:ui-monospace,Menlo,Consolas,monospace"
    static let table =
        "border-collapse:collapse;border:none;margin:.3em 0;table-layout:auto;width:auto;font-variant-numeric:tabular-nums"
    static let row = "background:transparent"

    /// Title and lines under it.
    static func head(_ title: String?, _ lines: [String] = []) -> String {
        (title.map { "<div style=\"\(Self.title)\">\(Escape.html($0))</div>" } ?? "") + Self.lines(lines)
    }

    /// Quiet lines.
    static func lines(_ lines: [String]) -> String {
        lines.map { "<div style=\"\(quiet)\">\(Escape.htmlLines($0))</div>" }.joined()
    }

    /// A number's text with a true minus sign.
    static func number(_ text: String) -> String {
        Escape.html(text.hasPrefix("-") ? "−" + text.dropFirst() : text)
    }
}
