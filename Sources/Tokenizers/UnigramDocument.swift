/// A `tokenizer.json` of a Unigram model as XLM-RoBERTa's is: character map, words at white space, `<s> … </s>`.
package struct UnigramDocument {
    /// The spelling of each id, in UTF-8, and its score.
    package var pieces: [(bytes: ArraySlice<UInt8>, score: Float)]
    /// The id of what has no piece.
    package var unknown: Int32
    /// The token before every text, and the one after it.
    package var first: Int32
    package var last: Int32
    /// Ids that are found in the text before words are; a `<mask>` takes the space before it.
    package var special: [Int32]
    /// What normalisation does with single code points.
    package var replacements: [CharacterMap.Replacement]

    package init(
        pieces: [(bytes: ArraySlice<UInt8>, score: Float)], unknown: Int32, first: Int32, last: Int32,
        special: [Int32], replacements: [CharacterMap.Replacement]
    ) {
        self.pieces = pieces
        self.unknown = unknown
        self.first = first
        self.last = last
        self.special = special
        self.replacements = replacements
    }

    /// The document; nil when an id is no place of `pieces`.
    package func json() -> [UInt8]? {
        guard ([unknown, first, last] + special).allSatisfy({ pieces.indices.contains(Int($0)) }) else {
            return nil
        }
        var text: [UInt8] = []
        text.reserveCapacity(pieces.count * 32)
        text += Array("{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[".utf8)
        for (place, id) in special.enumerated() {
            let spelling = quoted(pieces[Int(id)].bytes)
            let takesSpace = spelling == Array("\"<mask>\"".utf8)
            text += Array("\(place == 0 ? "" : ",")\n{\"id\":\(id),\"content\":".utf8) + spelling
            text += Array(
                ",\"single_word\":false,\"lstrip\":\(takesSpace),\"rstrip\":false,\"normalized\":false,\"special\":true}"
                    .utf8)
        }
        text += Array(pipeline.utf8)
        for (id, piece) in pieces.enumerated() {
            text += Array((id == 0 ? "\n[" : ",\n[").utf8) + quoted(piece.bytes)
            text += Array(",\(piece.score)]".utf8)
        }
        return text + Array("],\n\"byte_fallback\":false}}\n".utf8)
    }

    /// Everything between the added tokens and the pieces.
    private var pipeline: String {
        let map = Base64.text(of: CharacterMap.bytes(of: replacements))
        let metaspace = #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"#
        let (before, after) = (spelling(first), spelling(last))
        func special(_ text: String) -> String { #"{"SpecialToken":{"id":\#(text),"type_id":0}}"# }
        func entry(_ text: String, _ id: Int32) -> String {
            #"\#(text):{"id":\#(text),"ids":[\#(id)],"tokens":[\#(text)]}"#
        }
        return """
            ],
            "normalizer":{"type":"Precompiled","precompiled_charsmap":"\(map)"},
            "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},\(metaspace)]},
            "post_processor":{"type":"TemplateProcessing",
            "single":[\(special(before)),{"Sequence":{"id":"A","type_id":0}},\(special(after))],
            "pair":[\(special(before)),{"Sequence":{"id":"A","type_id":0}},\(special(after)),\(special(after)),\
            {"Sequence":{"id":"B","type_id":0}},\(special(after))],
            "special_tokens":{\(entry(before, first)),\(entry(after, last))}},
            "decoder":\(metaspace),
            "model":{"type":"Unigram","unk_id":\(unknown),"vocab":[
            """
    }

    private func spelling(_ id: Int32) -> String {
        String(decoding: quoted(pieces[Int(id)].bytes), as: UTF8.self)
    }

    /// A JSON string.
    private func quoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text = [UInt8(ascii: "\"")]
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                text += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
            default: text.append(byte)
            }
        }
        return text + [UInt8(ascii: "\"")]
    }
}
