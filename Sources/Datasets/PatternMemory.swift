/// The sets of steps that a pattern has met, and which follows which on what code point (a lazy automaton).
struct PatternMemory: Sendable {
    /// What stood before.
    enum Previous: Sendable { case nothing, word, other }

    /// Steps to be followed at a place in a text.
    struct Steps: Hashable, Sendable {
        let steps: [Int]
        let previous: Previous
    }

    static let start = 0
    static let unknown = -1
    static let matched = -2
    /// The most that is kept, in steps, with 64 for each set and 1 for each code point beyond ASCII.
    private static let limit = 1 << 20

    private(set) var sets = [Steps(steps: [], previous: .nothing)]
    private var numbers: [Steps: Int] = [:]
    /// For each set the next one by ASCII code point.
    private var ascii = [Int32](repeating: -1, count: 128)
    private var others: [UInt64: Int32] = [:]
    private var weight = 0

    /// What follows, as far as it is known.
    @inline(__always)
    func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 128 { return Int(ascii[state * 128 + Int(scalar.value)]) }
        return others[Self.key(state, scalar)].map { Int($0) } ?? Self.unknown
    }

    /// Notes what follows.
    mutating func remember(_ state: Int, _ scalar: Unicode.Scalar, _ next: Int) {
        if scalar.value < 128 {
            ascii[state * 128 + Int(scalar.value)] = Int32(truncatingIfNeeded: next)
        } else {
            others[Self.key(state, scalar)] = Int32(truncatingIfNeeded: next)
            weight += 1
        }
    }

    /// The number of a set, which is added if it is new.
    ///
    /// A full memory is first forgotten: then there are fewer sets than before, and older numbers mean nothing.
    mutating func number(of set: Steps) -> Int {
        if let known = numbers[set] { return known }
        if weight > Self.limit { self = PatternMemory() }
        weight += 64 + set.steps.count
        sets.append(set)
        ascii.append(contentsOf: repeatElement(-1, count: 128))
        numbers[set] = sets.count - 1
        return sets.count - 1
    }

    private static func key(_ state: Int, _ scalar: Unicode.Scalar) -> UInt64 {
        UInt64(truncatingIfNeeded: state) << 21 | UInt64(scalar.value)
    }
}
