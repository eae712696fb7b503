@testable import Jupyter

/// Messages that were right until something happened to them: an endless seeded series.
struct MutatedMessages {
    /// What is inserted whole: names that matter, and text on which parsers break.
    private static let tokens = [
        "\"msg_type\"", "\"msg_id\":", "{\"a\":", "[[[[[[[[", "]]]]", "1e999", "-0", "-", "1.",
        "9223372036854775808",
        "\\ud800", "\\udc00\\ud83d", "\\u0000", "\u{FEFF}", "\u{0}", "null", "truefalse", "\"\"", "{}",
        "<IDS|MSG>",
        "e\u{301}", "😀", "\\", "\"", "//", "NaN",
    ].map { Array($0.utf8) }

    /// Requests of every kind but the one that ends a kernel.
    private static let requests: [(type: String, content: JSON)] = [
        (
            "execute_request",
            ["code": "echo a", "silent": false, "store_history": true, "user_expressions": ["x": "1"]]
        ),
        ("execute_request", ["code": "fail 😀", "stop_on_error": true, "allow_stdin": false]),
        ("execute_request", ["code": "print a\nprint b\npage c\nclear", "silent": true]),
        ("complete_request", ["code": "e\u{301}cho", "cursor_pos": 3]),
        ("inspect_request", ["code": "known", "cursor_pos": 2, "detail_level": 1]),
        ("is_complete_request", ["code": "open"]),
        (
            "history_request",
            ["hist_access_type": "search", "pattern": "*a?[", "unique": true, "n": 3, "output": true]
        ),
        ("history_request", ["hist_access_type": "range", "session": -1, "start": 0, "stop": 9]),
        ("kernel_info_request", [:]), ("connect_request", [:]), ("usage_request", [:]),
        ("comm_info_request", [:]),
        ("comm_open", ["comm_id": "c", "target_name": "t", "data": [:]]),
        ("comm_msg", ["comm_id": "c", "data": [:]]),
        ("input_reply", ["value": "x", "status": "ok"]), ("interrupt_request", [:]),
        ("debug_request", ["seq": 1]),
        ("create_subshell_request", [:]), ("list_subshell_request", [:]),
        ("delete_subshell_request", ["subshell_id": "s"]),
    ]

    var random: Lottery
    private let signer: Signer
    private var count = 0

    init(seed: UInt64, signer: Signer) {
        random = Lottery(seed: seed)
        self.signer = signer
    }

    /// The frames of the next message.
    ///
    /// Half stay JSON and well signed and only have an odd member, so that they get to whoever answers. Of the others
    /// two of three are changed before they are signed, so that they get past the signature; the rest afterwards.
    mutating func next() -> [[UInt8]] {
        count += 1
        let request = Self.requests[random.below(Self.requests.count)]
        let header: JSON = [
            "msg_id": .string("fuzz-\(count)"), "session": "s", "username": "u", "version": "5.6",
            "date": "2026-01-01T00:00:00.000000Z", "msg_type": .string(request.type),
        ]
        if random.below(2) == 0 { return gentle(header, request.content) }
        var parts = [header.serialized, Array("{}".utf8), Array("{}".utf8), request.content.serialized]
        let isChangedFirst = random.below(3) > 0
        if isChangedFirst { change(&parts[[0, 3, 3, 3, 1, 2][random.below(6)]]) }
        var frames = [Message.delimiter, HexDigits.encode(signer.code(of: parts[...]))] + parts
        if !isChangedFirst { change(&frames[random.below(frames.count)]) }
        if random.below(12) == 0 { rearrange(&frames) }
        return frames
    }

    /// A message that decodes, unless it is the header's own members that are odd.
    private mutating func gentle(_ header: JSON, _ content: JSON) -> [[UInt8]] {
        var objects: [JSON] = [header, [:], [:], content]
        for _ in 0...random.below(2) {
            let place = [0, 1, 2, 3, 3, 3, 3, 3][random.below(8)]
            objects[place] = withOddMember(objects[place])
        }
        let parts = objects.map(\.serialized)
        return [Message.delimiter, HexDigits.encode(signer.code(of: parts[...]))] + parts
    }

    private mutating func change(_ frame: inout [UInt8]) {
        for _ in 0...random.below(3) {
            switch random.below(4) {
            case 0:
                frame.insert(
                    contentsOf: Self.tokens[random.below(Self.tokens.count)], at: random.below(frame.count))
            case 1 where frame.count > 2:
                let start = random.below(frame.count)
                frame.insert(
                    contentsOf: frame[start..<min(frame.count, start + 1 + random.below(40))], at: start)
            default: frame.mutate(&random)
            }
        }
    }

    private mutating func rearrange(_ frames: inout [[UInt8]]) {
        let place = random.below(frames.count)
        switch random.below(4) {
        case 0: frames.remove(at: place)
        case 1: frames.insert(frames[place], at: random.below(frames.count))
        case 2: frames.swapAt(place, random.below(frames.count))
        default: frames.append(Self.tokens[random.below(Self.tokens.count)])
        }
    }
}
