import Foundation
import Testing

@testable import Tokenizers

/// Ids and ranges are those of Hugging Face's `tokenizers`, as `make_tokenizers.py` recorded them.
@Suite struct TrainedTokenizerTests {
    struct Golden: Decodable {
        let blocks: [String]
        let whole: [String: [[Int]]]
    }

    static let downloaded = ["all-MiniLM-L6-v2", "multilingual-e5-small"]
    static let forms = ["NFC", "NFD", "NFKC", "NFKD"]
    static let names = [
        "albert", "e5", "first", "gpt2", "mpnet", "roberta", "roberta-prefixed", "xlm-roberta",
    ]

    private static func rows(_ tokenizer: any Tokenizer, _ text: String) -> [[Int]] {
        tokenizer.encode(text, limit: .max).tokens.map {
            [Int($0.id), $0.range.lowerBound, $0.range.upperBound]
        }
    }

    /// FNV-1a over the decimal figures of several texts.
    private static func mark(_ texts: [[[Int]]]) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for rows in texts {
            let figures =
                rows.map { $0.map(String.init).joined(separator: ",") }.joined(separator: ";") + "\n"
            for byte in figures.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return String(repeating: "0", count: value.leadingZeroBitCount / 4 - (value == 0 ? 1 : 0))
            + String(value, radix: 16)
    }

    @Test(arguments: names)
    func tokensAreTheReferences(_ name: String) throws {
        try check(name, Trained.tokenizer(name), "tokens.json")
    }

    @Test(arguments: downloaded)
    func tokensOfDownloadedEncodersAreTheReferences(_ name: String) throws {
        guard let tokenizer = try Trained.downloaded(name) else { return }
        try check(name, tokenizer, "real.json")
    }

    @Test(arguments: forms)
    func tokensInEveryNormalFormAreTheReferences(_ name: String) throws {
        try check(name, Trained.tokenizer(name), "forms.json")
    }

    private func check(_ name: String, _ tokenizer: any Tokenizer, _ file: String) throws {
        let texts = try Trained.read("texts.json", as: [String].self)
        let golden = try #require(try Trained.read(file, as: [String: Golden].self)[name])
        for (number, expected) in golden.whole {
            let text = texts[try #require(Int(number))]
            #expect(Self.rows(tokenizer, text) == expected, "\(text.debugDescription)")
        }
        #expect(golden.blocks.count == texts.count / 20)
        for (block, expected) in golden.blocks.enumerated() {
            let found = texts[block * 20..<block * 20 + 20].map { Self.rows(tokenizer, $0) }
            #expect(Self.mark(found) == expected, "texts \(block * 20)…\(block * 20 + 19)")
        }
    }

    /// The long run: 20,000 texts, whose goldens are made beside the repository.
    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["LOUPE_TOKENIZERS"] != nil),
        arguments: names + forms + downloaded)
    func tokensOfManyTextsAreTheReferences(_ name: String) throws {
        let folder = try #require(ProcessInfo.processInfo.environment["LOUPE_TOKENIZERS"])
        func read<Value: Decodable>(_ file: String, as type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
        }
        let tokenizer = try Trained.downloaded(name) ?? Trained.tokenizer(name)
        let texts = try read("texts.json", as: [String].self)
        let marks = try #require(try read("tokens.json", as: [String: [String]].self)[name])
        var wrong: [Int] = []
        for (number, text) in texts.enumerated()
        where Self.mark([Self.rows(tokenizer, text)]) != marks[number] {
            wrong.append(number)
        }
        for number in wrong.prefix(8) { print(name, number, texts[number].debugDescription) }
        print("\(name): \(texts.count - wrong.count) of \(texts.count) texts alike")
        #expect(wrong.isEmpty)
    }

    @Test(arguments: names)
    func idsAloneAreTheSame(_ name: String) throws {
        let tokenizer = try Trained.tokenizer(name)
        for text in try Trained.read("texts.json", as: [String].self) {
            for truncation in Truncation.allCases {
                let found = tokenizer.encode(text, limit: 9, truncation: truncation)
                #expect(tokenizer.ids(of: text, limit: 9, truncation: truncation) == found.ids)
                #expect(found.tokens.count <= 9)
                #expect(found.tokens.allSatisfy { $0.range.upperBound <= text.utf8.count })
            }
        }
    }

    @Test func theHeadAndTheTailAreKept() throws {
        let tokenizer = try Trained.tokenizer("roberta")
        let text =
            "It arrived late, the box was open, one cup was broken; the seller answered within an hour."
        let whole = tokenizer.encode(text, limit: .max)
        let count = whole.tokens.count - 2
        for room in 1..<count {
            let found = tokenizer.encode(text, limit: room + 2, truncation: .headAndTail)
            let inner = Array(whole.tokens.dropFirst().dropLast())
            let expected = inner.prefix(room / 4) + inner.suffix(room - room / 4)
            #expect(Array(found.tokens.dropFirst().dropLast()) == Array(expected))
            #expect(found.droppedCount == count - room)
        }
    }

    @Test(arguments: names)
    func hostileRunsTakeLinearTime(_ name: String) throws {
        let tokenizer = try Trained.tokenizer(name)
        for part in [
            "a", "中", " ", "e\u{301}", "\u{301}", "\u{0}", "<mask>", "<", "'", "ab ", "\u{2581}", "👍🏽",
        ] {
            let text = String(repeating: part, count: 20_000)
            let found = tokenizer.encode(text, limit: 100)
            #expect(found.tokens.count <= 100)
        }
    }
}

/// The small tokenizers that `make_tokenizers.py` trained.
enum Trained {
    static let folder = (Bundle.module.resourcePath ?? ".") + "/Goldens"

    static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }

    /// The bytes of a `tokenizer.json`; the character map that several share is put in.
    static func json(_ name: String) throws -> [UInt8] {
        let map = try String(contentsOfFile: folder + "/charsmap.txt", encoding: .utf8).split(
            separator: "\n")[0]
        let text = try String(contentsOfFile: folder + "/trained/\(name).json", encoding: .utf8)
        return Array(text.replacingOccurrences(of: "@charsmap", with: map).utf8)
    }

    /// A trained tokenizer; by the name of a normal form one that has this for its normaliser.
    static func tokenizer(_ name: String) throws -> any Tokenizer {
        guard TrainedTokenizerTests.forms.contains(name) else {
            return try TokenizerFolder.tokenizer(json: json(name), file: name + ".json")
        }
        let text = String(decoding: try json("xlm-roberta"), as: UTF8.self)
        let start = try #require(text.range(of: "\"normalizer\":")).lowerBound
        let end = try #require(text.range(of: "\"pre_tokenizer\":")).lowerBound
        let changed = text[..<start] + "\"normalizer\":{\"type\":\"\(name)\"}," + text[end...]
        return try TokenizerFolder.tokenizer(json: Array(changed.utf8), file: name + ".json")
    }

    private struct Missing: Error {
        let folder: String
    }

    /// The tokenizer of a downloaded encoder; without it, nil here and an error in CI.
    static func downloaded(_ name: String) throws -> (any Tokenizer)? {
        guard TrainedTokenizerTests.downloaded.contains(name) else { return nil }
        let environment = ProcessInfo.processInfo.environment
        let home = environment["LOUPE_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share/loupe"
        let folder = home + "/models/" + name
        guard FileManager.default.fileExists(atPath: folder + "/tokenizer.json") else {
            if environment["CI"] == "true" { throw Missing(folder: folder) }
            print("skipped: no encoder in \(folder)")
            return nil
        }
        return try TokenizerFolder.read(folder)
    }
}
