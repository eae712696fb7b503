import Explanations
import Testing

/// What words add on average, counted by hand.
struct TokenDictionaryTests {
    @Test("terms are words and phrases that occur in enough texts, whatever their case")
    func terms() throws {
        let texts = ["Good food, good food!", "good food", "电池坏了", "电池好", "food"]
        let terms = try Terms(of: texts, inAtLeast: 2)
        #expect(Array(terms.names.prefix(terms.wordCount)) == ["food", "good", "池", "电"])
        #expect(Array(terms.names.dropFirst(terms.wordCount)) == ["good food", "电池"])
        #expect(throws: ExplanationError.self) {
            try Terms(of: texts, inAtLeast: 1, shouldStop: { true })
        }
    }

    @Test("a word's amount is the mean over its places of what its tokens add less their share of the mean")
    func amounts() throws {
        // "go od" is one word of two tokens; special tokens have no range.
        let texts = ["good x", "x good"]
        var sums = TokenSums(try Terms(of: texts, inAtLeast: 2), classes: 1)
        try sums.add(
            .init(
                ranges: [0..<0, 0..<2, 2..<4, 5..<6], shares: [0.25, 0.25, 0.25, 0.25], amounts: [1, 2, 3, 4]),
            of: texts[0])
        try sums.add(
            .init(ranges: [0..<0, 0..<1, 2..<6], shares: [0.5, 0.25, 0.25], amounts: [1, -1, 2]), of: texts[1]
        )
        let dictionary = sums.dictionary()
        #expect(dictionary.base == [6] && dictionary.texts == 2)
        let good = try #require(dictionary.entries.first { $0.name == "good" })
        // 5 − ½·6 and 2 − ¼·6.
        #expect(good.count == 2 && good.mean == [1.25])
        #expect(abs(good.deviation[0] - 0.75 * 2.0.squareRoot()) < 1e-12)
        #expect(good.text == 0 && good.range == 0..<4)
        // 1 − ¼·6 and 1 − ½·6.
        #expect(dictionary.rest == [-1.25])
        let total = dictionary.entries.filter { !$0.isPhrase }.reduce(0) {
            $0 + Double($1.count) * $1.mean[0]
        }
        #expect(abs(total + 2 * dictionary.rest[0]) < 1e-12)
        #expect(throws: ExplanationError.self) {
            try sums.add(.init(ranges: [0..<1], shares: [1], amounts: []), of: "x")
        }
    }

    @Test("strongest lists each side in order and counts the rest")
    func strongest() throws {
        let texts = ["a b c d", "a b c d"]
        var sums = TokenSums(try Terms(of: texts, inAtLeast: 2), classes: 1)
        for text in texts {
            try sums.add(
                .init(
                    ranges: [0..<1, 2..<3, 4..<5, 6..<7], shares: [0.25, 0.25, 0.25, 0.25],
                    amounts: [4, 1, -1, -4]),
                of: text)
        }
        let (positive, negative) = sums.dictionary().strongest(0, phrases: false, top: 1)
        #expect(positive.listed.map(\.name) == ["a"] && positive.more == 1)
        #expect(negative.listed.map(\.name) == ["d"] && negative.more == 1)
        let phrases = sums.dictionary().strongest(0, phrases: true, top: 9) { $0 != "a b" }
        #expect(phrases.positive.listed.isEmpty && phrases.negative.listed.map(\.name) == ["c d"])
    }
}
