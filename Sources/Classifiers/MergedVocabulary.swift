internal import Tensors

/// The features of all counters under one numbering, in ascending order of their bytes.
struct MergedVocabulary: Sendable {
    /// A feature of one counter.
    private struct Member: Sendable {
        var counter: Int32
        var number: Int32
        /// The first eight bytes, big-endian: compared before the rest.
        var prefix: UInt64
    }

    private let counters: [CountedFeatures]
    /// Sorted, so that those of one feature stand side by side.
    private let members: [Member]
    /// Where each feature's members begin.
    private let starts: [Int32]
    /// The number of texts that each feature occurs in.
    let documents: [Int]

    /// Nil when `shouldStop` says so.
    init?(_ counters: [CountedFeatures], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool) {
        self.counters = counters
        members = Self.sorted(counters, pool, shouldStop)
        var (starts, documents): ([Int32], [Int]) = ([], [])
        for (place, member) in members.enumerated() {
            if place & 8191 == 0, shouldStop() { return nil }
            if place == 0 || !Self.isSame(members[place - 1], member, counters) {
                starts.append(Int32(truncatingIfNeeded: place))
                documents.append(0)
            }
            documents[documents.count - 1] +=
                Int(counters[Int(member.counter)].documents[Int(member.number)])
        }
        (self.starts, self.documents) = (starts, documents)
        if shouldStop() { return nil }
    }

    /// The number of features.
    var count: Int { documents.count }

    /// The strings of `features`, ascending, in a table that numbers them so; nil when `shouldStop` says so.
    func table(of features: [Int], _ shouldStop: () -> Bool) -> SpanTable? {
        let bytes = features.reduce(0) { $0 + length($1) }
        var table = SpanTable(capacity: features.count, bytes: bytes)
        for (place, feature) in features.enumerated() {
            if place & 8191 == 0, shouldStop() { return nil }
            let member = members[Int(starts[feature])]
            let (spans, number) = (counters[Int(member.counter)].spans, Int(member.number))
            spans.withSpan(number) { table.append($0, hash: spans.hashes[number]) }
        }
        return table
    }

    private func length(_ feature: Int) -> Int {
        let member = members[Int(starts[feature])]
        return counters[Int(member.counter)].spans.length(Int(member.number))
    }

    /// The members of a feature, as counter and number.
    private func members(of feature: Int) -> ArraySlice<Member> {
        let end = feature + 1 < starts.count ? Int(starts[feature + 1]) : members.count
        return members[Int(starts[feature])..<end]
    }

    /// What the counters' features amount to, feature by feature.
    func sums(_ amounts: [[Int]]) -> [Int] {
        (0..<count).map { feature in
            members(of: feature).reduce(0) { $0 + amounts[Int($1.counter)][Int($1.number)] }
        }
    }

    /// For each counter the place of each of its features among `kept`, or −1.
    func places(in kept: [Int]) -> [[Int32]] {
        var places = counters.map { [Int32](repeating: -1, count: $0.documents.count) }
        for (place, feature) in kept.enumerated() {
            for member in members(of: feature) {
                places[Int(member.counter)][Int(member.number)] = Int32(truncatingIfNeeded: place)
            }
        }
        return places
    }
}

extension MergedVocabulary {
    /// All features of all counters by their bytes; in any order when `shouldStop` says so.
    private static func sorted(
        _ counters: [CountedFeatures], _ pool: ThreadPool, _ shouldStop: @Sendable () -> Bool
    ) -> [Member] {
        // What shares the first two bytes stands together, and is sorted by itself.
        var dealt = dealt(counters, pool)
        let (bounds, leads) = (dealt.bounds, 256)
        pool.forEachPart(of: &dealt.members, bounds: (0...leads).map { bounds[$0 * leads] }) { lead, part in
            let first = bounds[lead * leads]
            for bucket in lead * leads..<(lead + 1) * leads where bounds[bucket + 1] - bounds[bucket] > 1 {
                if shouldStop() { return }
                var equal = UnsafeMutableBufferPointer(
                    rebasing: part[bounds[bucket] - first..<bounds[bucket + 1] - first])
                equal.sort { isAscending($0, $1, counters) }
            }
        }
        return dealt.members
    }

    /// All features of all counters, dealt out by their first two bytes, and where those of each pair of bytes begin.
    private static func dealt(
        _ counters: [CountedFeatures], _ pool: ThreadPool
    ) -> (members: [Member], bounds: [Int]) {
        let prefixes = pool.map(counters.count) { counter in
            (0..<counters[counter].spans.count).map(counters[counter].spans.prefix)
        }
        var bounds = [Int](repeating: 0, count: 65_537)
        for prefix in prefixes.joined() { bounds[Int(prefix >> 48) + 1] += 1 }
        for bucket in 1..<bounds.count { bounds[bucket] += bounds[bucket - 1] }
        let total = bounds[65_536]
        var next = bounds
        let members = [Member](unsafeUninitializedCapacity: total) { members, count in
            count = total
            for (counter, prefixes) in prefixes.enumerated() {
                for (number, prefix) in prefixes.enumerated() {
                    let bucket = Int(prefix >> 48)
                    members.initializeElement(
                        at: next[bucket],
                        to: Member(
                            counter: Int32(truncatingIfNeeded: counter),
                            number: Int32(truncatingIfNeeded: number), prefix: prefix))
                    next[bucket] += 1
                }
            }
        }
        return (members, bounds)
    }

    private static func isAscending(_ left: Member, _ right: Member, _ counters: [CountedFeatures]) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return counters[Int(left.counter)].spans.withSpan(Int(left.number)) { left in
            counters[Int(right.counter)].spans.withSpan(Int(right.number)) { right in
                left.lexicographicallyPrecedes(right)
            }
        }
    }

    private static func isSame(_ left: Member, _ right: Member, _ counters: [CountedFeatures]) -> Bool {
        guard left.prefix == right.prefix else { return false }
        let (spans, other) = (counters[Int(left.counter)].spans, counters[Int(right.counter)].spans)
        let hash = other.hashes[Int(right.number)]
        return other.withSpan(Int(right.number)) { spans.holds($0, hash: hash, at: Int(left.number)) }
    }
}
