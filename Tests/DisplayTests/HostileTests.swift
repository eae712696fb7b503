import Display
import Foundation
import Testing

/// Texts that try to become markup: whatever they hold, the markup around them stays the same.
@Suite struct HostileTests {
    static let payloads: [String] = {
        let events = [
            "onerror", "onload", "onclick", "onmouseover", "onfocus", "ontoggle", "onbegin",
            "onanimationstart",
        ]
        let tags = [
            "img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "iframe src=//e.x",
            "math", "a href=#", "object data=x",
        ]
        var all: [String] = []
        for tag in tags { for event in events { all.append("<\(tag) \(event)=hit()>") } }
        for event in events {
            all += ["\" \(event)=\"hit()", "' \(event)='hit()", "` \(event)=hit() `", " \(event)=hit() x="]
        }
        return all + [
            "<script>hit()</script>", "</td></tr></table><script>hit()</script>",
            "</title><script>hit()</script>",
            "</svg><script>hit()</script>", "</style><script>hit()</script>",
            "<![CDATA[<script>hit()</script>]]>",
            "<!--><script>hit()</script>-->", "--><script>hit()</script>", "<a href=javascript:hit()>x</a>",
            "javascript:hit()",
            "<a href='java\nscript:hit()'>x</a>", "<style>@import 'http://e.x'</style>",
            "<link rel=stylesheet href=//e.x>",
            "<meta http-equiv=refresh content='0;url=//e.x'>", "<base href=//e.x>",
            "<form action=//e.x><button>x", "&lt;script&gt;hit()&lt;/script&gt;",
            "&#60;script&#62;hit()", "&#x3c;img src=x onerror=hit()&#x3e;", "\\u003cscript\\u003ehit()",
            "%3Cscript%3Ehit()", "+ADw-script+AD4-hit()",
            "<scr\0ipt>hit()</scr\0ipt>", "<\u{0B}script>hit()</script>", "＜script＞hit()＜/script＞",
            "<script\u{2028}>hit()</script>",
            "\u{202E}<tpircs>", "\u{2066}<b>\u{2069}", "\u{1B}[31mred\u{1B}[0m",
            "\r\n\r\n<script>hit()</script>", "url(javascript:hit())",
            ";background:url(//e.x)", "expression(hit())", "\"><svg/onload=hit()//",
            "'><img src=x onerror=hit()>", "<svg><animate onbegin=hit() attributeName=x>",
            "{{constructor.constructor('hit()')()}}", "${hit()}", "<%= hit() %>",
            "<x contenteditable onblur=hit()>", "<template><script>hit()</script>",
        ]
    }()

    /// A page on which a text stands in every place that takes one.
    static func displays(_ text: String) -> [any Displayable] {
        [
            Table(
                title: text, caption: [text], columns: [Table.Column(text), Table.Column("n")],
                rows: [
                    [.text(text), .strong(text)],
                    [
                        .code(text),
                        .highlighted(
                            HighlightedText(text, spans: [.init(0..<text.utf8.count, 1, note: text)])),
                    ],
                ], notes: [text], limits: .init(cellWidth: 9999)),
            HighlightedText(text, spans: [.init(0..<text.utf8.count, -1, note: text)], title: text),
            HeatMap(
                title: text, rowNames: [text], columnNames: [text], rowTitle: text, columnTitle: text,
                values: [[1]], notes: [text]),
            HeatMapGrid(title: text, names: [text], maps: [.init(text, [[1]])], notes: [text]),
            BarChart(title: text, bars: [.init(text, 1)], notes: [text]),
            KeyValues(title: text, [.init(text, text)]),
            Progress(task: text, done: 1, total: 2, unit: text, seconds: 1), Heading(text), Paragraph(text),
            Paragraph(text, tone: .note),
            Paragraph(text, tone: .warning), Paragraph(text, tone: .code),
        ]
    }

    @Test func noTextChangesTheMarkupAroundIt() throws {
        #expect(Self.payloads.count >= 100)
        let plain = Self.displays("word").map { Self.skeleton($0.html) }
        #expect(plain.allSatisfy { $0.hasPrefix("<") })
        for payload in Self.payloads {
            for (display, expected) in zip(Self.displays(payload), plain) {
                #expect(Self.skeleton(display.html) == expected, "\(payload) in \(type(of: display))")
                if let svg = display.svg { #expect(!Self.skeleton(svg).contains("script")) }
            }
        }
    }

    /// Writes a page of all hostile displays to `LOUPE_HOSTILE_PAGE`, to be opened in a browser: `document.title` stays.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LOUPE_HOSTILE_PAGE"] != nil))
    func aPageForBrowsersIsWritten() throws {
        let path = try #require(ProcessInfo.processInfo.environment["LOUPE_HOSTILE_PAGE"])
        let head =
            "<meta charset=utf-8><title>inert</title><script>function hit() { document.title = 'HIT' }</script>"
        let parts = Self.payloads.flatMap { Self.displays($0).flatMap { [$0.html, $0.svg ?? ""] } }
        try (head + parts.joined()).write(to: URL(filePath: path), atomically: true, encoding: .utf8)
    }

    @Test func markupHoldsNoScriptEventClassOrAddress() {
        for example in Examples.all {
            for markup in [example.display.html, example.display.svg ?? ""] {
                let names = Self.attributes(markup)
                for name in names {
                    #expect(Self.allowed.contains(name), "\(name) in \(example.name)")
                }
                let addresses = markup.replacing("http://www.w3.org/2000/svg", with: "")
                #expect(
                    !addresses.contains("http") && !addresses.contains("<script")
                        && !addresses.contains("url("))
            }
        }
    }

    @Test func controlsNeverBreakALine() {
        let wild = "a\nb\rc\r\nd\u{2028}e\tf\u{0}g\u{7F}h\u{9B}i\u{202E}j"
        let table = Table(columns: [Table.Column("c")], rows: [[.text(wild)]])
        #expect(table.plainText.split(separator: "\n").count == 3)
        #expect(Escape.line(wild) == "a↵b↵c↵d↵e⇥f␀g␡h‹U+9B›i‹U+202E›j")
        #expect(Escape.lines(wild) == "a\nb\nc\nd\ne\tf␀g␡h‹U+9B›i‹U+202E›j")
        #expect(Escape.html("<a b=\"c\" d='e'>&`") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&#96;")
        #expect(Escape.line("🏴󠁧󠁢󠁳󠁣󠁴󠁿 👩‍👩‍👧") == "🏴󠁧󠁢󠁳󠁣󠁴󠁿 👩‍👩‍👧")
    }

    static let allowed: Set<String> = [
        "style", "title", "scope", "xmlns", "role", "width", "height", "viewBox", "font-family", "font-size",
        "fill", "x", "y", "x1", "y1",
        "x2", "y2", "text-anchor", "transform", "fill-opacity", "stroke", "stroke-opacity",
    ]

    /// Tags with the names of their attributes, all values and sizes left out.
    static func skeleton(_ markup: String) -> String {
        var result: [UInt8] = []
        var (isTag, isQuoted) = (false, false)
        for byte in markup.utf8 {
            if byte == UInt8(ascii: "\""), isTag { isQuoted.toggle() }
            if byte == UInt8(ascii: "<"), !isTag { isTag = true }
            if isTag, !isQuoted { result.append(byte) }
            if byte == UInt8(ascii: ">"), !isQuoted { isTag = false }
        }
        return String(decoding: result, as: UTF8.self) + (isTag || isQuoted ? "UNCLOSED" : "")
    }

    static func attributes(_ markup: String) -> [String] {
        skeleton(markup).split(separator: "<").flatMap { tag in
            tag.split(whereSeparator: { $0 == " " || $0 == ">" || $0 == "/" || $0 == "\"" }).dropFirst(
                tag.hasPrefix("/") ? 9 : 1
            )
            .compactMap { $0.split(separator: "=").first.map(String.init) }
        }
    }
}
