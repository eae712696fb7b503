import Classifiers
import Testing

@Suite("A list of rated words finds its words, in English and Chinese, and heeds what denies them")
struct LexiconTests {
    private func lexicon(
        _ entries: [(word: String, rating: Double)], negation: Bool = true
    ) throws -> Lexicon {
        try Lexicon(name: "list", entries: entries, negation: negation)
    }

    /// The words found in a text, a negated one with a minus before it.
    private func found(_ text: String, _ lexicon: Lexicon) -> [String] {
        lexicon.matches(in: text).map { ($0.isNegated ? "-" : "") + lexicon.words[$0.word] }
    }

    @Test(
        "English",
        arguments: [
            ("Good, GOOD and goods", ["good", "good"]), ("not good", ["-good"]),
            ("This isn’t very good", ["-good"]),
            ("It is not, good", ["good"]), ("never a really good one", ["-good"]),
            ("not one of the very best and good", ["good"]), ("not never good", ["good"]),
            ("a well-made thing :)", ["well-made", ":)"]), ("no good", ["-good"]), ("no", ["no"]),
            ("it fell short of it", ["fell short"]), ("fell, short", []), ("", []), ("👍 good'", ["good"]),
        ])
    func english(text: String, words: [String]) throws {
        let lexicon = try lexicon([
            ("good", 2), ("Well-made", 1.5), (":)", 2), ("no", -1.2), ("fell short", -2),
        ])
        #expect(found(text, lexicon) == words)
    }

    @Test(
        "Chinese, by the longest entry",
        arguments: [
            ("很好", ["好"]), ("不好", ["-好"]), ("不太好", ["-好"]), ("不错，好", ["不错", "好"]), ("不过好", ["好"]),
            ("非常好", ["好"]), ("没有不好", ["好"]), ("并没有好看", ["-好看"]), ("不。好", ["好"]), ("特别好good", ["好", "good"]),
        ])
    func chinese(text: String, words: [String]) throws {
        #expect(found(text, try lexicon([("好", 1), ("好看", 2), ("不错", 1.5), ("good", 1)])) == words)
    }

    @Test("Ranges are those of the text, and sums and counts are those of the matches")
    func values() throws {
        let lexicon = try lexicon([("good", 2), ("bad", -1.5), ("好", 1)])
        let text = "Good, not bad; 不好 bad"
        let bytes = Array(text.utf8)
        let words = lexicon.matches(in: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(words == ["Good", "bad", "好", "bad"])
        #expect(lexicon.values(of: text) == [3.5, 2.5, 2, 2])
        let plain = try self.lexicon([("good", 2), ("bad", -1.5), ("好", 1)], negation: false)
        #expect(plain.values(of: text) == [3, 3, 2, 2])
    }

    @Test("A list that contradicts itself is refused")
    func refused() {
        for (words, ratings) in [
            ([], []), (["b", "a"], [1, 2]), (["a", "a"], [1, 2]), (["a"], [.infinity]),
        ] {
            #expect(throws: ClassifierError.self) {
                try Lexicon(name: "list", words: words, ratings: ratings, negation: true)
            }
        }
    }
}
