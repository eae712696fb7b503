@testable import Jupyter

extension MutatedMessages {
    /// Values on which what comes after the decoder breaks.
    private static let oddValues: [JSON] = [
        .null, true, false, 0, -1, 1, 99, .integer(.max), .integer(.min), .number(0.5), .number(-1e300),
        .number(1e18), "", "😀e\u{301}\u{0}\u{FFFD}", "x", [], [:], [[[]]], ["a": ["b": .null]],
        ["", 1, .null], .string(String(repeating: "a\n", count: 3000)), "echo 😀", "fail a", "open", "-1",
        "*[?", "2026-01-01",
    ]

    /// The same object with one of its members, at any depth, changed, dropped, renamed or doubled.
    mutating func withOddMember(_ json: JSON, depth: Int = 0) -> JSON {
        guard case .object(var members) = json, !members.isEmpty else {
            return depth > 0 ? oddValue() : ["extra": oddValue()]
        }
        let place = random.below(members.count)
        let member = members[place]
        switch random.below(8) {
        case 0: members.remove(at: place)
        case 1: members.append(.init(member.name, oddValue()))
        case 2: members[place] = .init(member.name.uppercased(), member.value)
        case 3: members.append(.init("extra", oddValue()))
        case 4 where member.value.isObject:
            members[place] = .init(member.name, withOddMember(member.value, depth: depth + 1))
        default: members[place] = .init(member.name, oddValue())
        }
        return .object(members)
    }

    private mutating func oddValue() -> JSON {
        let value = Self.oddValues[random.below(Self.oddValues.count)]
        return random.below(4) == 0 ? [value, ["nested": value]] : value
    }
}
