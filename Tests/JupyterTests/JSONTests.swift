import Testing

@testable import Jupyter

@Suite struct JSONTests {
    private func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    private static let values: [(String, JSON)] = [
        ("null", JSON.null), (" true\n", true), ("-0", 0), ("12", 12), ("1.5e2", .number(150)),
        ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9223372036854775808)),
        ("\"\"", ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u4e2d\ud83d\ude00""#, "中😀"),
        ("[1 , [] ,{ }]", [1, [], [:]]), (#"{"a":{"b":[null]}}"#, ["a": ["b": [.null]]]),
    ]

    @Test(arguments: values)
    func `values are read`(text: String, value: JSON) throws { #expect(try parse(text) == value) }

    @Test(arguments: [
        "", " ", "nul", "tru", "True", "NaN", "Infinity", "-", "+1", "01", "1.", ".5", "1e", "1e999", "\"",
        "\"\n\"", #""\x""#,
        #""\u12"#, #""\u12g4""#, "[", "[1", "[1,]", "[,]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "1 2", "[]]", "'a'",
    ])
    func `what is not JSON is refused`(text: String) { #expect(throws: JSONError.self) { try parse(text) } }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xEF, 0xBB, 0xBF, 0x31],
    ])
    func `bytes that are not UTF-8 text are refused`(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
    }

    @Test(arguments: [
        (#""\ud800""#, "\u{FFFD}"), (#""\udc00x""#, "\u{FFFD}x"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""\ud800\n""#, "\u{FFFD}\n"), (#""\ud800\u0041""#, "\u{FFFD}A"),
    ])
    func `lone surrogates become replacement characters`(text: String, value: String) throws {
        #expect(try parse(text) == .string(value))
    }

    @Test func `nesting is refused beyond the limit, at any depth`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try parse(nested(JSONParser.depthLimit))
        for depth in [JSONParser.depthLimit + 1, 1_000_000] {
            #expect(throws: JSONError.tooDeep(at: JSONParser.depthLimit)) { try parse(nested(depth)) }
        }
        #expect(throws: JSONError.self) { try parse(String(repeating: #"{"a":"#, count: 1_000_000)) }
    }

    @Test func `of members with one name the last counts`() throws {
        #expect(try parse(#"{"a":1,"a":2}"#)["a"] == 2)
    }

    @Test func `what is written is read back the same`() throws {
        let control = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
        let value: JSON = [
            "text": .string(control + "\"\\/é中😀\u{2028}"),
            "numbers": [0, .integer(.min), .number(0.1), .number(1e300)],
            "words": [true, false, .null], "nested": ["": [[:], []]],
        ]
        #expect(try JSON(parsing: value.serialized) == value)
        #expect(JSON.array([.number(.nan), .number(.infinity)]).serialized == Array("[null,null]".utf8))
    }

    @Test func `mutated JSON is refused or survives a round trip`() throws {
        var random = Lottery(seed: 7)
        let seed = Array(#"{"msg_id":"a\u00e9\ud83d\ude00","n":[1,-2.5e3,true,null],"o":{"é":"中"}} "#.utf8)
        var accepted = 0
        for _ in 0..<100_000 {
            var bytes = seed
            bytes.mutate(&random)
            let value: JSON
            do { value = try JSON(parsing: bytes) } catch { continue }
            accepted += 1
            #expect(try JSON(parsing: value.serialized) == value)
        }
        #expect(accepted > 1000)
    }
}
