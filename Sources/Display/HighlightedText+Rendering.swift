import Phrases

extension HighlightedText {
    /// A stretch of the text, marked or not.
    private struct Piece {
        var text: String
        var span: Span?
    }

    /// Scores below this share of the scale get colour but neither sign nor mark.
    private static let signThreshold = 0.1

    private var fullScale: Double {
        scale ?? spans.map { $0.score.isFinite ? abs($0.score) : 0 }.max() ?? 0
    }

    private func isStrong(_ span: Span) -> Bool {
        Tint.strength(span.score, scale: fullScale) >= Self.signThreshold
    }

    /// The text cut at the edges of its spans.
    private var pieces: [Piece] {
        let bytes = Array(text.utf8)
        func edge(_ place: Int) -> Int {
            var place = min(max(place, 0), bytes.count)
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
            return place
        }
        func piece(_ range: Range<Int>, _ span: Span?) -> [Piece] {
            range.isEmpty ? [] : [Piece(text: String(decoding: bytes[range], as: UTF8.self), span: span)]
        }
        var result: [Piece] = []
        var place = 0
        let order = spans.indices.sorted {
            (spans[$0].range.lowerBound, $0) < (spans[$1].range.lowerBound, $1)
        }
        for index in order where spans[index].score.isFinite {
            let start = max(edge(spans[index].range.lowerBound), place)
            let end = edge(spans[index].range.upperBound)
            guard start < end else { continue }
            result += piece(place..<start, nil) + piece(start..<end, spans[index])
            place = end
        }
        return result + piece(place..<bytes.count, nil)
    }

    /// The text with `[word +0.52]` for its stronger spans.
    var marked: String {
        pieces.map { piece in
            guard let span = piece.span, isStrong(span) else { return piece.text }
            return "[\(piece.text) \(format.text(span.score, signed: true))]"
        }.joined()
    }

    /// The text with `[word +0.52]` marks on its stronger spans, and a key.
    public var plainText: String {
        let key =
            showsKey
            ? [
                phrase(
                    "[word +n] speaks for, [word -n] against; below a tenth of the strongest: unmarked",
                    zh: "[词 +n] 支持，[词 -n] 反对；不到最强的十分之一不标")
            ] : []
        return ((title.map { [Escape.line($0)] } ?? []) + [Escape.lines(marked)] + key).joined(
            separator: "\n")
    }

    /// The text with coloured spans, signs and hover texts, and a key.
    public var html: String {
        "<div style=\"\(Style.block)\">\(Style.head(title))"
            + "<div style=\"line-height:1.9;white-space:pre-wrap;overflow-wrap:anywhere;max-width:62em;"
            + "unicode-bidi:isolate\">\(body(keepsLines: true))</div>\(showsKey ? key : "")</div>"
    }

    /// The marked text alone.
    func body(keepsLines: Bool) -> String {
        pieces.map { piece in
            let text = keepsLines ? Escape.htmlLines(piece.text) : Escape.html(piece.text)
            guard let span = piece.span else { return text }
            let number = format.text(span.score, signed: true)
            let hover = Escape.html(span.note.map { "\(number)  \($0)" } ?? number)
            let sign = isStrong(span) ? Self.sign(span.score) : ""
            let style = [
                "border-radius:3px;padding:.12em .1em", Tint.background(span.score, scale: fullScale),
            ]
            return
                "<span title=\"\(hover)\" style=\"\(style.filter { !$0.isEmpty }.joined(separator: ";"))\">\(text)\(sign)</span>"
        }.joined()
    }

    private static func sign(_ score: Double) -> String {
        "<sup style=\"font-size:70%;line-height:0;opacity:.85\">\(score < 0 ? "−" : "+")</sup>"
    }

    private var key: String {
        func sample(_ value: Double, _ word: String) -> String {
            "<span style=\"border-radius:3px;padding:.12em .3em;\(Tint.background(value, scale: 1))\">\(word)"
                + "\(Self.sign(value))</span>"
        }
        return
            "<div style=\"\(Style.quiet)\">\(sample(1, phrase("for", zh: "支持"))) \(sample(-1, phrase("against", zh: "反对"))) &nbsp;"
            + phrase("full colour at ", zh: "颜色最深处为 ") + Style.number("±" + format.text(fullScale)) + "</div>"
    }
}
