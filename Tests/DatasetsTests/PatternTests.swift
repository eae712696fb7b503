import Datasets
import Testing

@Suite struct PatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        let dataset = try Dataset(columns: [Column(name: "t", values: [text])])
        return try dataset.mask(where: .matches(column: "t", pattern)) == [true]
    }

    @Test(arguments: [
        ("bad|good", "so good", true), ("^good", "so good", false), ("good$", "so good", true),
        ("g.{2}d", "good", true),
        ("g[aeiou]+d", "good", true), ("g[^o]d", "god", false), ("\\bcat\\b", "a cat.", true),
        ("\\bcat\\b", "concat", false),
        ("\\d{2,3}", "a 7", false), ("\\d{2,3}", "a 77", true), ("colou?r", "color", true),
        ("(ab)+c", "ababc", true),
        ("(?i)GOOD", "good", true), ("(?i)É", "é", true), ("GOOD", "good", false), ("\\p{Han}+", "评论", true),
        ("\\p{Han}", "abc", false),
        ("^\\w+$", "naïve", true), ("a{,2}b", "aab", true), ("a{2}", "a{2}", false), ("a{x}", "a{x}", true),
        ("[]a]", "]", true),
        ("[a-c-]", "-", true), ("[\\]\\d]", "5", true), ("\\.", ".", true), ("\\.", "a", false),
        ("", "x", true), ("a||b", "zz", true),
        ("(?:a|b)c", "bc", true), ("(?<n>a)b", "ab", true), ("\\u4e2d", "中", true), ("\\u{1F44D}", "👍", true),
        ("x*", "y", true),
        ("(a*)*b", "aaab", true), ("^(a?){20}a{20}$", "aaaaaaaaaaaaaaaaaaaa", true), ("中.国", "中x国", true),
        ("\\S\\s\\S", "a b", true),
        ("^$", "x", false), ("\\Bat", "cat", true), ("[^\\n]", "\n", false), ("a.c", "a\nc", false),
        ("\\AA\\z", "A", true),
    ]) func findsWhatOthersFind(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try matches(pattern, text) == expected, "\(pattern) in \(text)")
    }

    @Test(arguments: [
        ("(a", PatternFault.unbalanced), ("a)", .unbalanced), ("[a", .unbalanced), ("*a", .nothingToRepeat),
        ("a**", .nothingToRepeat),
        ("a{3,2}", .badRange), ("[z-a]", .badRange), ("a\\", .danglingEscape),
        ("(?=a)", .unsupported("(?=a")),
        ("(a)\\1", .unsupported("back-reference")), ("a++", .unsupported("possessive repetition")),
        ("a{9999}", .tooLarge),
        ("\\q", .unsupported("\\q")), ("^*", .nothingToRepeat),
    ]) func refusesWhatItCannotRead(_ pattern: String, _ reason: PatternFault) {
        guard case .invalidPattern(_, _, let found) = error({ _ = try matches(pattern, "a") }) else {
            return #expect(Bool(false), "\(pattern) was read")
        }
        #expect(found == reason)
    }

    @Test func noPatternHangsOrTraps() throws {
        #expect(try !matches("(a+)+b", String(repeating: "a", count: 20_000)))
        for pattern in [
            String(repeating: "(", count: 100_000), "((((a{1000}){1000}){1000}){1000})",
            String(repeating: "a|", count: 50_000),
        ] {
            #expect(error { _ = try matches(pattern, "b") } != nil)
        }
        var random = TestRandom(state: 3)
        let signs = Array("ab()[]{}|*+?^$\\.-,1pdwu<>:=中")
        var read = 0
        for _ in 0..<20_000 {
            let pattern = String(
                (0..<Int.random(in: 1...10, using: &random)).compactMap { _ in
                    signs.randomElement(using: &random)
                })
            if error({ _ = try matches(pattern, "ab中") }) == nil { read += 1 }
        }
        #expect(read > 1000)
    }
}
