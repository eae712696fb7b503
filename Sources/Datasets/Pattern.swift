/// A regular expression that only says whether a text contains a match.
///
/// All steps are followed at once (Thompson 1968; Cox 2007), so time grows with text times pattern and no pattern can
/// hang; sets of steps that were met are remembered with what follows them, so most code points cost one look-up. It knows `. [] [^] | () (?:) * + ? {m,n} ^ $ \b \B \d \w \s \p{Han, Latin, L, Lu, Ll, N, P}` and a leading
/// `(?i)`; look-around and back-references are errors. `^` and `$` stand for the ends of the text.
struct Pattern: Sendable {
    private static let sizeLimit = 5000

    enum Step: Sendable {
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
    /// For each step the time at which it was last followed, and the time.
    private var marks: [Int] = []
    private var clock = 0
    private var memory = PatternMemory()

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
        var state = PatternMemory.start
        var place = 0
        while place < text.count {
            let scalar = text.scalar(&place)
            var next = memory.next(state, scalar)
            if next == PatternMemory.unknown {
                let known = memory.sets.count
                next = step(memory.sets[state], scalar)
                if memory.sets.count >= known { memory.remember(state, scalar, next) }
            }
            if next == PatternMemory.matched { return true }
            state = next
        }
        return step(memory.sets[state], nil) == PatternMemory.matched
    }

    /// Follows steps, and the start, over one code point or to the end of the text.
    private mutating func step(_ set: PatternMemory.Steps, _ next: Unicode.Scalar?) -> Int {
        clock += 1
        let nextIsWord = next.map(ScalarSet.isWord) ?? false
        var following: [Int] = []
        var stack = set.steps + [0]
        while let index = stack.popLast() {
            guard marks[index] != clock else { continue }
            marks[index] = clock
            switch steps[index] {
            case .match: return PatternMemory.matched
            case .split(let first, let second): stack += [second, first]
            case .place(let place):
                let holds =
                    switch place {
                    case .start: set.previous == .nothing
                    case .end: next == nil
                    case .wordEdge: (set.previous == .word) != nextIsWord
                    case .noWordEdge: (set.previous == .word) == nextIsWord
                    }
                if holds { stack.append(index + 1) }
            case .set(let number):
                if let next, contains(number, next) { following.append(index + 1) }
            }
        }
        return memory.number(
            of: PatternMemory.Steps(steps: following.sorted(), previous: nextIsWord ? .word : .other))
    }

    private func contains(_ set: Int, _ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<64: ascii[set].low >> UInt64(scalar.value) & 1 == 1
        case ..<128: ascii[set].high >> UInt64(scalar.value - 64) & 1 == 1
        default: sets[set].contains(scalar)
        }
    }
}
