import Display
import FoundationEssentials
import Testing

@testable import Session

/// Cells whose models cut Chinese into words, by a small list of our own.
@Suite("Words of Chinese texts in cells")
struct SegmentCellTests {
    private static let list = """
        屏幕 400 n
        漂亮 300 a
        电池 500 n
        坏了 200 v
        质量 300 n
        很好 250 a
        """
    private static let rows = (1...16).map { row in
        row % 2 == 0 ? "\(row),屏幕漂亮质量很好第\(row)台,good" : "\(row),电池坏了质量差第\(row)台,bad"
    }
    private static let lesson = """
        d = load "d.csv" text body label mark
        model = fit tfidf(ngrams: 1..2, segment: chinese) | logistic(C: 1) on d
        """

    private func bench() throws -> Bench {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.folder + "/home/words", withIntermediateDirectories: true)
        try bench.write(Self.list, to: "home/words/chinese.txt")
        try bench.write((["id,body,mark"] + Self.rows).joined(separator: "\n"), to: "d.csv")
        return bench
    }

    @Test("An explanation takes words for its units, in both tongues", arguments: ["english", "chinese"])
    func explanation(tongue: String) throws {
        let bench = try bench()
        let (end, output) = bench.run(
            "set language to \(tongue)\n" + Self.lesson + "\nexplain model for \"屏幕漂亮但电池坏了\"")
        #expect(end == .done)
        let shown = try #require(output.shown.last)
        for word in ["屏幕", "漂亮", "电池", "坏了"] {
            #expect(shown.plain.contains(word))
            #expect(shown[.html]?.contains(">\(word)<") == true)
        }
        #expect(shown.plain.contains(tongue == "chinese" ? "得分" : "score"))
    }

    @Test("The weights are those of words and of pairs of words")
    func weights() throws {
        let (end, output) = try bench().run(Self.lesson + "\nweights model top 40")
        #expect(end == .done)
        let shown = try #require(output.shown.last?.plain)
        #expect(shown.contains("电池 坏了") && !shown.contains("屏 幕"))
    }

    @Test("What a recipe says of itself names the list; saved and opened it decides the same")
    func saved() throws {
        let bench = try bench()
        let (end, output) = bench.run(
            Self.lesson + """

                model
                predict model on d
                save model to "m.model"
                again = open "m.model"
                predict again on d
                """)
        #expect(end == .done)
        #expect(output.shown.first?.plain.contains("segment: chinese") == true)
        #expect(output.shown[1].plain == output.shown[2].plain)
    }

    @Test("Another list than the model's is refused with the file and both digests")
    func otherList() throws {
        let bench = try bench()
        bench.run(Self.lesson + "\nsave model to \"m.model\"")
        try bench.write("屏幕 400 n\n", to: "home/words/chinese.txt")
        guard case .failed(let code, let message, _) = bench.run("m = open \"m.model\"").end else {
            Issue.record("opened")
            return
        }
        #expect(code == "L211" && message.contains("another list"))
    }

    @Test("A damaged list is refused with its line")
    func damaged() throws {
        let bench = try bench()
        try bench.write("屏幕 400 n\n漂亮 many\n", to: "home/words/chinese.txt")
        guard case .failed(let code, let message, _) = bench.run(Self.lesson).end else {
            Issue.record("fitted")
            return
        }
        #expect(code == "L210" && message.contains("line 2"))
    }
}
