import Phrases

/// Several displays, one under the other.
public struct Page: Displayable {
    /// The displays from top to bottom.
    public var parts: [any Displayable]
    /// What stands for the whole where only a picture can be shown; else the picture among the parts, if there is just one.
    public var picture: (any Displayable)?

    /// Makes a page.
    public init(_ parts: [any Displayable], picture: (any Displayable)? = nil) {
        self.parts = parts
        self.picture = picture
    }

    /// The parts, parted by blank lines.
    public var plainText: String { parts.map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n\n") }
    /// The parts in order.
    public var html: String { parts.map(\.html).joined() }
    /// The picture that stands for it.
    public var svg: String? {
        if let picture { return picture.svg }
        let pictures = parts.compactMap(\.svg)
        return pictures.count == 1 ? pictures[0] : nil
    }
}

/// A line that heads a part of a page.
public struct Heading: Displayable, Equatable {
    /// Its text.
    public var text: String

    /// Makes a heading.
    public init(_ text: String) { self.text = text }

    /// The text, underlined.
    public var plainText: String {
        let line = Escape.line(text)
        return line + "\n" + String(repeating: "─", count: TextWidth.of(line))
    }

    /// The text, bold.
    public var html: String {
        "<div style=\"font-weight:600;font-size:112%;margin:.7em 0 .2em\">\(Escape.html(text))</div>"
    }
}

/// Running text.
public struct Paragraph: Displayable, Equatable {
    /// How it looks.
    public enum Tone: Sendable { case plain, note, warning, code }
    /// Its text; line breaks are kept.
    public var text: String
    /// How it looks.
    public var tone: Tone

    /// Makes a paragraph.
    public init(_ text: String, tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    /// The text.
    public var plainText: String {
        (tone == .warning ? phrase("warning: ", zh: "警告：") : "") + Escape.lines(text)
    }

    /// The text in its tone.
    public var html: String {
        let body = Escape.htmlLines(text)
        switch tone {
        case .plain: return "<div style=\"margin:.3em 0;white-space:pre-wrap\">\(body)</div>"
        case .note: return "<div style=\"\(Style.quiet);white-space:pre-wrap\">\(body)</div>"
        case .warning:
            return "<div style=\"margin:.3em 0;padding:.2em .7em;border-left:3px solid rgba(\(Tint.red),.8);"
                + "white-space:pre-wrap\">\(body)</div>"
        case .code:
            return
                "<pre style=\"\(Style.mono);margin:.3em 0;background:transparent;color:inherit\">\(body)</pre>"
        }
    }
}
