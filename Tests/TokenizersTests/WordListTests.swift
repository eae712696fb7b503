import Testing

@testable import Tokenizers

@Suite("Words by a list")
struct WordListTests {
    private static let list = """
        研究 300 v
        研究生 100 n
        生命 200 n
        命 50 n
        起源 80 n
        T恤 4 n
        的 9000 uj
        """

    private func words(_ text: String, _ list: String = list) throws -> [String] {
        let list = try WordList(Array(list.utf8), name: "chinese", digest: "d")
        let bytes = Array(text.utf8)
        return list.words(of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test("Of all ways the most probable is taken")
    func probable() throws {
        #expect(try words("研究生命的起源") == ["研究", "生命", "的", "起源"])
        #expect(try words("研究生的命") == ["研究生", "的", "命"])
    }

    @Test("What the list hasn't falls apart into characters, letters and digits stay together")
    func unknown() throws {
        #expect(try words("龙猫的iPhone15手机") == ["龙", "猫", "的", "iPhone15", "手", "机"])
        #expect(try words("买T恤") == ["买", "T恤"])
        #expect(try words("𠀀的𠀁é龙") == ["𠀀", "的", "𠀁", "é", "龙"])
    }

    @Test("Of equally probable ways the one with the longer word comes first; of two lines the last counts")
    func ties() throws {
        #expect(try words("ab", "ab 1\na 1\nb 1\nc 1").count == 1)
        #expect(try words("甲乙丙", "甲乙 8\n乙丙 1\n乙丙 8\n甲 4\n丙 4") == ["甲乙", "丙"])
    }

    @Test("Every text is covered, in order, without gaps", arguments: ["", "的", "a", "研究生命的起源x的"])
    func covered(text: String) throws {
        let list = try WordList(Array(Self.list.utf8), name: "chinese", digest: "d")
        let bytes = Array(text.utf8)
        var end = 0
        for word in list.words(of: bytes) {
            #expect(word.lowerBound == end && word.upperBound > end)
            end = word.upperBound
        }
        #expect(end == bytes.count)
    }

    @Test("A long run is cut in the same way as a short one, and takes time in proportion")
    func long() throws {
        let list = try WordList(Array(Self.list.utf8), name: "chinese", digest: "d")
        let bytes = Array(String(repeating: "研究生命的起源", count: 20_000).utf8)
        let words = list.words(of: bytes)
        #expect(words.last?.upperBound == bytes.count)
        // Only where a window ends may a word be cut in two.
        #expect(abs(words.count - 80_000) <= 2 * (bytes.count / 65_536 + 1))
    }

    @Test(
        "A list that can't be read is refused with its line",
        arguments: [
            ("", "words"), ("的\n", "line 1"), ("的 9 uj\n研究 many v\n", "line 2"), ("的 0\n", "line 1"),
            ("的 99999999999\n", "line 1"), ("的 -4\n", "line 1"),
            (String(repeating: "的", count: 100) + " 4\n", "line 1"),
        ])
    func refused(list: String, field: String) {
        #expect(
            throws: TokenizerError.badField(
                file: "word list", field: field, expected: "a word and how often it occurs")
        ) { try WordList(Array(list.utf8), name: "chinese", digest: "d") }
    }

    @Test("Bytes that aren't text are refused, line ends of Windows aren't")
    func bytes() throws {
        #expect(throws: TokenizerError.self) {
            try WordList([0xE4, 0xB8, 0x20, 0x39, 10], name: "chinese", digest: "d")
        }
        #expect(try words("研究的", "研究 3 v\r\n的 4\r\n") == ["研究", "的"])
    }
}
