import Foundation
import Testing

@testable import Tokenizers

/// Damaged tokenizers give errors that name the file and the field, never a trap.
@Suite struct HostilePipelineTests {
    private func failure(_ name: String, replacing old: String, with new: String) throws -> TokenizerError? {
        let text = String(decoding: try Trained.json(name), as: UTF8.self)
        #expect(text.contains(old))
        do throws(TokenizerError) {
            _ = try TokenizerFolder.tokenizer(
                json: Array(text.replacingOccurrences(of: old, with: new).utf8), file: "t.json")
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("roberta", "\"type\":\"BPE\"", "\"type\":\"WordLevel\"", "model.type", "WordLevel"),
        ("xlm-roberta", "\"type\":\"Metaspace\"", "\"type\":\"Digits\"", "pre_tokenizer.type", "Digits"),
        ("albert", "\"type\":\"NFKD\"", "\"type\":\"Nmt\"", "normalizer.normalizers[2].type", "Nmt"),
        ("roberta", "RobertaProcessing", "Other", "post_processor.type", "Other"),
        ("roberta", "\"byte_fallback\":false", "\"byte_fallback\":true", "model.byte_fallback", "true"),
        ("roberta", "\"dropout\":null", "\"dropout\":0.5", "model.dropout", "0.5"),
        ("xlm-roberta", "\" {2,}\"", "\"\\\\d\"", "normalizer.normalizers[1].pattern.Regex", "\\d"),
    ])
    func whatIsNotKnownIsRefusedByName(
        _ name: String, _ old: String, _ new: String, _ field: String, _ value: String
    ) throws {
        let found = try failure(name, replacing: old, with: new)
        #expect(found == .unsupported(file: "t.json", field: field, value: value))
    }

    @Test(arguments: [
        ("roberta", "\"merges\":[[", "\"merges\":[[\"zz\",\"a\"],["),
        ("roberta", "\"merges\":[[", "\"merges\":[[\"a\"],["),
        ("roberta", "\"id\":900", "\"id\":2147483647"), ("roberta", "[\"</s>\",2]", "[\"</s>\",99999]"),
        ("xlm-roberta", "\"unk_id\":3", "\"unk_id\":-1"), ("xlm-roberta", "\"unk_id\":3", "\"unk_id\":99999"),
        ("xlm-roberta", "\"precompiled_charsmap\":\"", "\"precompiled_charsmap\":\"AAAA"),
        ("xlm-roberta", "\"precompiled_charsmap\":\"", "\"precompiled_charsmap\":\"/////"),
        ("xlm-roberta", "\"prepend_scheme\":\"always\"", "\"prepend_scheme\":\"perhaps\""),
    ])
    func contradictionsAreRefused(_ name: String, _ old: String, _ new: String) throws {
        #expect(try "\(#require(try failure(name, replacing: old, with: new)))".contains("t.json"))
    }

    @Test(arguments: ["roberta", "mpnet", "xlm-roberta"])
    func damagedBytesNeverTrap(_ name: String) throws {
        let bytes = try Trained.json(name)
        let texts = Array(try Trained.read("texts.json", as: [String].self)[100..<110])
        var state: UInt64 = 9
        for _ in 0..<25 {
            var damaged = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 25)
            }
            guard let tokenizer = try? TokenizerFolder.tokenizer(json: damaged, file: "t.json") else {
                continue
            }
            for text in texts {
                let ids = tokenizer.ids(of: text, limit: 50)
                #expect(ids.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularySize })
            }
        }
    }

    @Test func damagedCharacterMapsNeverTrap() throws {
        let text = try String(contentsOfFile: Trained.folder + "/charsmap.txt", encoding: .utf8)
        let bytes = try #require(Base64.bytes(of: String(text.split(separator: "\n")[0])))
        #expect(CharacterMap(bytes) != nil)
        let sample = Array("ﬁnal ½ Ａ＋ｶﾞ e\u{301}\u{0} 한국어".utf8)
        for seed in 0..<30 {
            var damaged = bytes
            for place in stride(from: 4 + seed, to: 180_000, by: 37 + seed) {
                damaged[place] ^= UInt8(seed + 1)
            }
            guard let map = CharacterMap(damaged) else { continue }
            sample.withUnsafeBufferPointer { sample in
                var aligned = AlignedText(sample, 0..<sample.count)
                map.apply(to: &aligned)
                #expect(aligned.ends.allSatisfy { $0 <= sample.count })
            }
        }
        for count in [0, 3, 4, 5, 1000] { #expect(CharacterMap(Array(bytes.prefix(count))) == nil) }
    }
}
