/// What BERT's reference tokenizer does with each code point, by its own version of Unicode.
enum UnicodeTables {
    static let removedSet = CodePointSet(removed)
    static let blankSet = CodePointSet(blanks)
    static let separatorSet = CodePointSet(separators)
    static let punctuationSet = CodePointSet(punctuation)
    static let ideographSet = CodePointSet(ideographs)
    static let markSet = CodePointSet(marks)
    static let baseMap = CodePointMap(bases)
    static let lowercaseMap = CodePointMap(lowercase)
    static let sequenceMap = CodePointSequences(sequences)
    static let letterSet = CodePointSet(letters)
    static let digitSet = CodePointSet(digits)
    static let spaceSet = CodePointSet(spaces)
    static let wordPartSet = CodePointSet(wordParts)
    static let allMarkSet = CodePointSet(allMarks)
    static let compatibleMap = CodePointMap(compatibles)
    static let compatibleSequenceMap = CodePointSequences(compatibleSequences)
    static let canonicalMap = CodePointSequences(canonicals)
    private static let compositions = canonicalMap.compositions(without: CodePointSet(uncomposed))

    /// The full compatibility decomposition of a code point; itself where it has none.
    static func compatibleParts(of point: UInt32) -> [UInt32] {
        if point < 0xA0 { return [point] }
        if let syllable = HangulSyllable(point) { return syllable.parts }
        if let single = compatibleMap.target(of: point) { return [single] }
        return compatibleSequenceMap.parts(of: point) ?? [point]
    }

    /// The full canonical decomposition of a code point; itself where it has none.
    static func canonicalParts(of point: UInt32) -> [UInt32] {
        if point < 0xC0 { return [point] }
        if let syllable = HangulSyllable(point) { return syllable.parts }
        return canonicalMap.parts(of: point) ?? [point]
    }

    /// What two neighbours compose into; nil where they stay apart.
    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        HangulSyllable.composition(of: first, second) ?? compositions[UInt64(first) << 32 | UInt64(second)]
    }

    /// The numbers of a table's text.
    static func numbers(_ text: String) -> [UInt32] {
        var numbers: [UInt32] = []
        var number: UInt32 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: " ") {
                numbers.append(number)
                number = 0
            } else {
                number = number &* 10 &+ UInt32(byte &- UInt8(ascii: "0"))
            }
        }
        return numbers + [number]
    }
}

/// A set of code points as ascending ranges.
struct CodePointSet: Sendable {
    private let starts: [UInt32]
    private let ends: [UInt32]

    /// From a table of distances and lengths.
    init(_ table: String) {
        let numbers = UnicodeTables.numbers(table)
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        for pair in 0..<numbers.count / 2 {
            starts.append((ends.last ?? 0) + numbers[2 * pair])
            ends.append(starts[pair] + numbers[2 * pair + 1])
        }
        self.starts = starts
        self.ends = ends
    }

    /// Whether the code point is in the set: O(log ranges).
    func contains(_ point: UInt32) -> Bool {
        let after = starts.firstIndexPast(point)
        return after > 0 && point < ends[after - 1]
    }
}

/// A map between code points, as runs of evenly spaced ones.
///
/// Runs may be interleaved (`Ā ā Ă ă`), so a look-up goes back over the few that can hold the point.
struct CodePointMap: Sendable {
    private struct Run {
        let first, count, step, target, targetStep: UInt32
    }
    private let starts: [UInt32]
    private let runs: [Run]
    private let reach: UInt32

    /// From a table of distances, counts, steps, targets and their steps.
    init(_ table: String) {
        let numbers = UnicodeTables.numbers(table)
        var first: UInt32 = 0
        var runs: [Run] = []
        for at in stride(from: 0, to: numbers.count - 4, by: 5) {
            first += numbers[at]
            runs.append(
                Run(
                    first: first, count: numbers[at + 1], step: numbers[at + 2], target: numbers[at + 3],
                    targetStep: numbers[at + 4]))
        }
        self.runs = runs
        starts = runs.map(\.first)
        reach = runs.map { ($0.count - 1) * $0.step }.max() ?? 0
    }

    /// What the code point becomes; nil where it stays.
    func target(of point: UInt32) -> UInt32? {
        var index = starts.firstIndexPast(point)
        while index > 0, point - runs[index - 1].first <= reach {
            index -= 1
            let run = runs[index]
            let (place, rest) = (point - run.first).quotientAndRemainder(dividingBy: run.step)
            if rest == 0, place < run.count { return run.target + place * run.targetStep }
        }
        return nil
    }
}

/// The code points that become several.
struct CodePointSequences: Sendable {
    private let sequences: [UInt32: [UInt32]]

    /// From a table of distances, counts and parts.
    init(_ table: String) {
        let numbers = UnicodeTables.numbers(table)
        var sequences: [UInt32: [UInt32]] = [:]
        var at = 0
        var point: UInt32 = 0
        while at + 1 < numbers.count {
            point += numbers[at]
            let end = at + 2 + Int(numbers[at + 1])
            sequences[point] = Array(numbers[at + 2..<end])
            at = end
        }
        self.sequences = sequences
    }

    /// What the code point becomes; nil where it stays.
    func parts(of point: UInt32) -> [UInt32]? { sequences[point] }

    /// Which two give each code point but those `excluded`: all of its parts but the last, composed, and the last.
    func compositions(without excluded: CodePointSet) -> [UInt64: UInt32] {
        let composed = sequences.filter { !excluded.contains($0.key) }
        let wholes = Dictionary(composed.map { ($1, $0) }, uniquingKeysWith: { min($0, $1) })
        var pairs: [UInt64: UInt32] = [:]
        for (point, parts) in composed {
            guard parts.count > 1, let last = parts.last else { continue }
            let front = Array(parts.dropLast())
            guard let first = front.count == 1 ? front[0] : wholes[front] else { continue }
            pairs[UInt64(first) << 32 | UInt64(last)] = point
        }
        return pairs
    }
}

extension [UInt32] {
    /// The number of elements not above `value`, in ascending elements.
    fileprivate func firstIndexPast(_ value: UInt32) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
