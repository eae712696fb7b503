/// A regular expression that only says whether a text contains a match.
///
/// All states are followed at once (Thompson 1968; Cox 2007), so time grows with text times pattern and no pattern can
/// hang. It knows `. [] [^] | () (?:) * + ? {m,n} ^ $ \b \B \d \w \s \p{Han, Latin, L, Lu, Ll, N, P}` and a leading
/// `(?i)`; look-around and back-references are errors. `^` and `$` stand for the ends of the text.
struct Pattern: Sendable {
    private static let sizeLimit = 20_000

    private enum Step: Sendable {
        case set(Int)
        case split(Int, Int)
        case place(PatternNode.Place)
        case match
    }

    private let source: String
    private var steps: [Step] = []
    private var sets: [ScalarSet] = []
    /// For each set its ASCII members as bits.
    private var ascii: [(low: UInt64, high: UInt64)] = []
    /// Scratch, kept between texts: states of this and the next position, the mark that they are listed, a stack.
    private var current: [Int] = []
    private var following: [Int] = []
    private var marks: [Int] = []
    private var clock = 0
    private var stack: [Int] = []

    /// Reads a regular expression.
    ///
    /// Throws `invalidPattern`.
    init(_ source: String) throws(DataError) {
        self.source = source
        var parser = PatternParser(source)
        let tree = try parser.parse()
        try emit(tree)
        steps.append(.match)
        marks = [Int](repeating: 0, count: steps.count)
        ascii = sets.map { set in
            var bits: (low: UInt64, high: UInt64) = (0, 0)
            for value in UInt8(0)..<128 where set.contains(Unicode.Scalar(value)) {
                if value < 64 { bits.low |= 1 << UInt64(value) } else { bits.high |= 1 << UInt64(value - 64) }
            }
            return bits
        }
    }

    private mutating func emit(_ node: PatternNode) throws(DataError) {
        guard steps.count < Self.sizeLimit else {
            throw .invalidPattern(pattern: source, offset: 0, reason: .tooLarge)
        }
        switch node {
        case .set(let set):
            if sets.last != set { sets.append(set) }
            steps.append(.set(sets.count - 1))
        case .place(let place): steps.append(.place(place))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .choice(let branches): try emit(branches[...])
        case .repetition(let inner, let least, let most): try emit(inner, least, most)
        }
    }

    /// `split first, rest; first…; jump end; rest…`, where a jump is a split to one place.
    private mutating func emit(_ branches: ArraySlice<PatternNode>) throws(DataError) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            let split = steps.count
            if index + 1 < branches.count { steps.append(.split(split + 1, split + 1)) }
            try emit(branch)
            guard index + 1 < branches.count else { break }
            jumps.append(steps.count)
            steps.append(.split(0, 0))
            steps[split] = .split(split + 1, steps.count)
        }
        for jump in jumps { steps[jump] = .split(steps.count, steps.count) }
    }

    private mutating func emit(_ inner: PatternNode, _ least: Int, _ most: Int?) throws(DataError) {
        for _ in 0..<least { try emit(inner) }
        guard let most else {
            let split = steps.count
            steps.append(.split(0, 0))
            try emit(inner)
            steps.append(.split(split, split))
            steps[split] = .split(split + 1, steps.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(steps.count)
            steps.append(.split(0, 0))
            try emit(inner)
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
    }

    /// Whether UTF-8 text contains a match.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var decoder = Unicode.UTF8.ForwardParser()
        var bytes = text.makeIterator()
        var previous: Unicode.Scalar?
        current.removeAll(keepingCapacity: true)
        while true {
            var next: Unicode.Scalar?
            if case .valid(let encoded) = decoder.parseScalar(from: &bytes) {
                next = Unicode.UTF8.decode(encoded)
            }
            if follow(previous, next) { return true }
            guard let scalar = next else { return false }
            advance(over: scalar)
            previous = scalar
        }
    }

    /// Adds the start, and follows all that needs no code point; true at a match.
    private mutating func follow(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        stack.append(contentsOf: current)
        stack.append(0)
        current.removeAll(keepingCapacity: true)
        clock += 1
        while let state = stack.popLast() {
            guard marks[state] != clock else { continue }
            marks[state] = clock
            switch steps[state] {
            case .match:
                stack.removeAll(keepingCapacity: true)
                return true
            case .split(let first, let second):
                stack.append(first)
                stack.append(second)
            case .place(let place): if Self.holds(place, previous, next) { stack.append(state + 1) }
            case .set: current.append(state)
            }
        }
        return false
    }

    private static func holds(
        _ place: PatternNode.Place, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        switch place {
        case .start: return previous == nil
        case .end: return next == nil
        case .wordEdge, .noWordEdge:
            let isEdge = (previous.map(ScalarSet.isWord) ?? false) != (next.map(ScalarSet.isWord) ?? false)
            return isEdge == (place == .wordEdge)
        }
    }

    /// Takes one code point.
    private mutating func advance(over scalar: Unicode.Scalar) {
        following.removeAll(keepingCapacity: true)
        for state in current {
            guard case .set(let index) = steps[state] else { continue }
            let isIn: Bool
            switch scalar.value {
            case ..<64: isIn = ascii[index].low >> UInt64(scalar.value) & 1 == 1
            case ..<128: isIn = ascii[index].high >> UInt64(scalar.value - 64) & 1 == 1
            default: isIn = sets[index].contains(scalar)
            }
            if isIn { following.append(state + 1) }
        }
        swap(&current, &following)
    }
}
