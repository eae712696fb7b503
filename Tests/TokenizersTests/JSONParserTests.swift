import Testing

@testable import Tokenizers

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws(JSONFailure) -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }

    @Test func allKindsOfValuesAreRead() throws {
        let value = try parse(
            #" {"a": [1, -2.5e1, true, false, null], "b": {"c": "x\n\u00e9\ud83d\ude42\/"}} "#)
        #expect(value["a"]?.array == [.integer(1), .number(-25), .boolean(true), .boolean(false), .null])
        #expect(value["b"]?["c"]?.string == "x\né🙂/")
    }

    @Test(arguments: [
        "", "{", "[", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "nul", "tru", "\"", "\"\\", "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\x\"", "1 2", "-", "+", "1e999", "01x", "\"\n\"", "[1 2]",
        "]",
    ])
    func malformedTextIsRefused(_ text: String) {
        #expect(throws: JSONFailure.self) { try parse(text) }
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        _ = try parse(deep)
        #expect(throws: JSONFailure.self) { try parse(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONFailure.self) { try parse(String(repeating: "{\"a\":", count: 1_000_000)) }
    }

    @Test func invalidUTF8IsRefused() {
        #expect(throws: JSONFailure.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONFailure.self) { try JSONParser.parse([0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
    }

    @Test func everyBeginningOfADocumentIsRefused() {
        let document = Array(#"{"a":[1,2.5,"\u00e9",{"b":null}],"c":true}"#.utf8)
        for count in 0..<document.count {
            #expect(throws: JSONFailure.self) { try JSONParser.parse(Array(document.prefix(count))) }
        }
    }
}
