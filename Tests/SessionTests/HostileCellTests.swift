import Display
import FoundationEssentials
import Testing

@testable import Session

/// Texts, labels, columns and file names that try to become markup, run through every table and picture; the browser's
/// tests read the same corpus.
@Suite("Hostile data are inert in all that cells show")
struct HostileCellTests {
    private static let corpus: [String] = {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let data = try? Data(contentsOf: URL(filePath: "/\(tests)/Browser/hostile.json"))
        return data.flatMap { try? JSONDecoder().decode([String].self, from: $0) } ?? []
    }()

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    /// Rows of hostile texts with two hostile labels, and a hostile column.
    private static func table(labels: (Int) -> String) -> String {
        let head = ["text", "label", "<img src=x onerror=hit()>"].map(quoted).joined(separator: ",")
        let rows = corpus.enumerated().map { number, text in
            ["\(number % 2 == 0 ? "good" : "bad") \(text)", labels(number), text].map(quoted).joined(
                separator: ",")
        }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    private func check(_ output: Transcript.Contents, _ cell: String) {
        for bundle in output.shown + output.pages {
            for markup in [bundle[.html], bundle[.svg]].compactMap(\.self) {
                for fault in Markup.faults(markup) { Issue.record("\(fault) in \(cell)") }
            }
        }
    }

    @Test("Texts, labels, columns and file names")
    func everything() throws {
        #expect(Self.corpus.count >= 100)
        let bench = try VectorBench()
        let file = "<img src=x onerror=hit()>.csv"
        try bench.bench.write(
            Self.table { $0 % 2 == 0 ? "<svg onload=hit()>" : "' onmouseover='hit()" }, to: file)
        let text = "<img src=x onerror=hit()> good </td><script>hit()</script>"
        let cells = [
            "data = load \"\(file)\" text text label label\ndescribe data\nshow data limit 200\ndata",
            "train, test = split data test 30% seed 1",
            "m = fit words(ngrams: 1..2) + characters(ngrams: 2..3) + encoder(\"tiny\") | logistic(C: 1) on train\nm",
            "c = fit tfidf() + column(`<img src=x onerror=hit()>`) | logistic() on train\nweights c top 50",
            "report m on test\nconfusion m on test\nmistakes m on test limit 40\nreliability m on test",
            "weights m top 50", "weights m top 9 on data matching \"<\"", "explain m for \"\(text)\"",
            "explain m on data row 3 against \"' onmouseover='hit()\"", "evidence m for \"\(text)\" limit 50",
            "explain m for \"\(text)\" by occlusion", "explain m for \"\(text)\" per phrase",
            "attention m for \"\(text)\"", "attention m for \"\(text)\" by heads",
            "attention m for \"\(text)\" token 2", "attention m for \"\(text)\" by rollout",
            "predict m for \"\(text)\"\np = predict m on data\nshow p limit 100",
            "tokens \"\(text)\" with \"tiny\"",
            "tokens data with \"tiny\"",
            "v = embed data with \"tiny\"\nneighbours \"\(text)\" in v limit 50\nv",
            "similarity \"\(text)\", \"<b>\", \"'\" with \"tiny\"", "plot v by label",
            "compare words() | logistic(), tfidf() | ridge() on data folds 2 seed 1",
            "crossvalidate words() | logistic() on data folds 2", "names", "say \"\(text)\"",
            "curve words() | logistic() on data",
        ]
        var shown = 0
        for cell in cells {
            let (end, output) = bench.bench.run(cell)
            #expect(end == .done, "\(cell): \(end)")
            check(output, cell)
            shown += output.shown.count
        }
        #expect(shown >= cells.count)
    }

    @Test("Every case of the corpus as a label")
    func labels() throws {
        let bench = try Bench()
        let once = Self.table { Self.corpus[$0] }
        try bench.write(
            once + once.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n", to: "d.csv")
        for cell in [
            "data = load \"d.csv\" text text label label\ndescribe data",
            "m = fit words() | naive_bayes() on data\nm",
            "report m on data", "confusion m on data", "weights m top 3", "mistakes m on data limit 50",
            "evidence m for \"good <img>\" limit 50",
        ] {
            let (end, output) = bench.run(cell)
            #expect(end == .done, "\(cell): \(end)")
            check(output, cell)
        }
    }
}

/// What stands between the angle brackets of HTML and SVG.
private enum Markup {
    static let tags: Set<String> = [
        "div", "span", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "pre", "svg", "text",
        "rect",
        "title", "line", "circle", "path", "polyline", "polygon", "g", "details", "summary", "b", "br",
        "mark",
        "sub", "sup",
    ]
    static let attributes: Set<String> = [
        "style", "title", "scope", "xmlns", "role", "width", "height", "viewBox", "font-family", "font-size",
        "font-weight", "fill", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "d", "points",
        "text-anchor",
        "transform", "fill-opacity", "opacity", "stroke", "stroke-opacity", "stroke-width",
        "stroke-dasharray",
        "dir", "lang", "colspan", "rowspan", "aria-label", "aria-hidden",
    ]

    /// Tags and attributes that aren't Loupe's own, and styles that lead elsewhere; each once.
    static func faults(_ markup: String) -> [String] {
        var found: Set<String> = []
        var rest = markup[...]
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            guard let tag = tag(&rest) else {
                found.insert("a tag that doesn't end")
                break
            }
            let name = tag.name.hasPrefix("/") ? String(tag.name.dropFirst()) : tag.name
            if !tags.contains(name) { found.insert("<\(name)>") }
            for (attribute, value) in tag.attributes {
                if !attributes.contains(attribute) { found.insert("\(name) \(attribute)") }
                let leads = ["url(", "http", "javascript", "expression", "import"].contains {
                    value.lowercased().contains($0)
                }
                if attribute == "xmlns", value != "http://www.w3.org/2000/svg" { found.insert("xmlns") }
                if attribute != "xmlns", attribute != "title", attribute != "aria-label", leads {
                    found.insert("\(attribute)=\(value)")
                }
            }
        }
        return found.sorted()
    }

    /// Reads a tag behind its `<`, attributes in double quotes.
    private static func tag(_ rest: inout Substring) -> (name: String, attributes: [(String, String)])? {
        let name = rest.prefix { $0 != " " && $0 != ">" && !($0 == "/" && $0 != rest.first) }
        rest = rest[name.endIndex...]
        var attributes: [(String, String)] = []
        while let next = rest.first {
            rest = rest.dropFirst()
            if next == ">" { return (String(name), attributes) }
            guard next != " ", next != "/" else { continue }
            let key = String(next) + rest.prefix { $0 != "=" && $0 != ">" && $0 != " " }
            rest = rest.dropFirst(key.count - 1)
            guard rest.hasPrefix("=\"") else {
                attributes.append((key, ""))
                continue
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            rest = rest[value.endIndex...].dropFirst()
            attributes.append((key, String(value)))
        }
        return nil
    }
}
