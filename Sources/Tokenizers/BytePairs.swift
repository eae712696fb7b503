/// Byte-level byte-pair encoding: a word's bytes are merged pair by pair, in the order in which training found the pairs.
///
/// Sources: Sennrich et al. 2016; Radford et al. 2019. n log n in the bytes of a word.
struct BytePairs: TokenModel {
    /// What two neighbours become, and when.
    struct Merge: Sendable {
        let rank: Int32
        let id: Int32
    }

    let pieces: Pieces
    let unknown: Int32?
    /// The piece of each byte; nil where training left it out.
    let bytePieces: [Int32?]
    let merges: PairTable
    /// Whole words, where these are taken before any merge.
    let wholeWords: PieceTable?
    /// Whether unknown bytes that touch become one token.
    let fusesUnknown: Bool

    func cut(_ word: Word, into list: inout PieceList, _ scratch: inout TokenScratch) {
        if let wholeWords, let id = wholeWords.id(of: word.bytes[...]) {
            return list.append(piece(id, word, 0..<word.bytes.count))
        }
        scratch.pairs.clear()
        var lastIsUnknown = false
        for (place, byte) in word.bytes.enumerated() {
            if let id = bytePieces[Int(byte)] {
                scratch.pairs.append(id, place..<place + 1)
                lastIsUnknown = false
            } else if let unknown {
                if lastIsUnknown, fusesUnknown {
                    scratch.pairs.extendLast(to: place + 1)
                } else {
                    scratch.pairs.append(unknown, place..<place + 1)
                }
                lastIsUnknown = true
            }
        }
        scratch.pairs.merge(merges)
        scratch.pairs.forEach { id, range in list.append(piece(id, word, range)) }
    }

    private func piece(_ id: Int32, _ word: Word, _ range: Range<Int>) -> PieceList.Piece {
        PieceList.Piece(id: id, start: word.starts[range.lowerBound], end: word.ends[range.upperBound - 1])
    }
}

/// The symbols of a word as a linked list, and a heap of the pairs that may merge.
struct PairMerger: Sendable {
    private struct Symbol {
        var id: Int32
        var range: Range<Int>
        var previous: Int
        var next: Int
        var isGone = false
    }

    private struct Candidate {
        let rank: Int32
        let place: Int
        let id: Int32
        func precedes(_ other: Candidate) -> Bool {
            rank != other.rank ? rank < other.rank : place < other.place
        }
    }

    private var symbols: [Symbol] = []
    private var heap: [Candidate] = []

    mutating func clear() {
        symbols.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
    }

    mutating func append(_ id: Int32, _ range: Range<Int>) {
        if let last = symbols.indices.last { symbols[last].next = symbols.count }
        symbols.append(Symbol(id: id, range: range, previous: symbols.count - 1, next: -1))
    }

    mutating func extendLast(to end: Int) {
        guard let last = symbols.indices.last else { return }
        symbols[last].range = symbols[last].range.lowerBound..<end
    }

    func forEach(_ body: (Int32, Range<Int>) -> Void) {
        for symbol in symbols where !symbol.isGone { body(symbol.id, symbol.range) }
    }

    /// Merges until no pair is left: the earliest rank first, then from left to right.
    mutating func merge(_ table: PairTable) {
        for place in symbols.indices.dropLast() { offer(place, table) }
        while let top = pop() {
            let next = symbols[top.place].next
            guard !symbols[top.place].isGone, next >= 0,
                let merge = table.merge(symbols[top.place].id, symbols[next].id), merge.id == top.id
            else { continue }
            symbols[top.place].id = merge.id
            symbols[top.place].range =
                symbols[top.place].range.lowerBound..<symbols[next].range.upperBound
            symbols[top.place].next = symbols[next].next
            symbols[next].isGone = true
            if symbols[next].next >= 0 { symbols[symbols[next].next].previous = top.place }
            if symbols[top.place].previous >= 0 { offer(symbols[top.place].previous, table) }
            offer(top.place, table)
        }
    }

    private mutating func offer(_ place: Int, _ table: PairTable) {
        let next = symbols[place].next
        guard next >= 0, let merge = table.merge(symbols[place].id, symbols[next].id) else { return }
        heap.append(Candidate(rank: merge.rank, place: place, id: merge.id))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Candidate? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in 2 * parent + 1...2 * parent + 2
            where child < heap.count && heap[child].precedes(heap[least]) { least = child }
            if least == parent { return top }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
