extension SymbolEncoder {
    /// How much text is looked at.
    private static let sampleBytes = 1 << 14
    private static let generations = 5

    /// Learns the symbols that shorten a text most; `ends` are the ends of its cells.
    ///
    /// Each generation packs a sample with the symbols so far, and replaces them by those among them and their
    /// neighbours' joins that would have saved most (section 4.3 of the paper). The same text gives the same symbols.
    init(training text: [UInt8], ends: ArraySlice<UInt32>) {
        let sample = Sample(text, ends: ends, bytes: Self.sampleBytes)
        var encoder = SymbolEncoder(EmptyCollection())
        for generation in 1...Self.generations {
            encoder = SymbolEncoder(
                SymbolCensus(sample, encoder).best(withJoins: generation < Self.generations))
        }
        self = encoder
    }

    /// Pieces of a text from all over it.
    fileprivate struct Sample {
        /// The pieces end to end, and 8 bytes more.
        private(set) var bytes: [UInt8] = []
        private(set) var pieces: [Range<Int>] = []

        init(_ text: [UInt8], ends: ArraySlice<UInt32>, bytes limit: Int) {
            let share = max(1, Int(ends.last ?? 0) / limit)
            // As many bytes of every `share`-th piece as it has, at most 512.
            var start = 0
            var skipped = 0
            for end in ends {
                let end = Int(end)
                var place = start
                while place < end {
                    let piece = place..<min(end, place + 512)
                    skipped += piece.count
                    if skipped >= share * piece.count {
                        skipped -= share * piece.count
                        pieces.append(bytes.count..<bytes.count + piece.count)
                        bytes += text[piece]
                    }
                    place = piece.upperBound
                }
                start = end
            }
            bytes += repeatElement(0, count: 8)
        }
    }
}

/// How often symbols, and pairs of neighbours, occur in a sample.
private struct SymbolCensus {
    // Numbers below 256 are bytes that no symbol stands for, those above symbols.
    private var counts = [UInt32](repeating: 0, count: 512)
    private var joins = [UInt32](repeating: 0, count: 512 * 512)
    private let table: SymbolTable

    init(_ sample: SymbolEncoder.Sample, _ encoder: SymbolEncoder) {
        table = encoder.table
        var (counts, joins) = (counts, joins)
        encoder.withMatcher { matcher in
            sample.bytes.withUnsafeBytes { text in
                for piece in sample.pieces {
                    var (place, last) = (piece.lowerBound, -1)
                    while place < piece.upperBound {
                        let word = UInt64(
                            littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                        let match = matcher.match(word, room: piece.upperBound - place)
                        let first = Int(word & 255)
                        let number = match.code == SymbolTable.escape ? first : 256 + Int(match.code)
                        counts[number] += 1
                        if last >= 0 { joins[last << 9 | number] += 1 }
                        // The byte alone is a candidate too, and what came before with it.
                        if match.length > 1 {
                            counts[first] += 1
                            if last >= 0 { joins[last << 9 | first] += 1 }
                        }
                        last = number
                        place += match.length
                    }
                }
            }
        }
        (self.counts, self.joins) = (counts, joins)
    }

    private func symbol(_ number: Int) -> SymbolTable.Symbol {
        number < 256 ? SymbolTable.Symbol(value: UInt64(number), length: 1) : table.symbols[number - 256]
    }

    private struct Candidate {
        var symbol: SymbolTable.Symbol
        var gain: Int
    }

    /// The symbols in the order of what they save.
    func best(withJoins: Bool) -> [SymbolTable.Symbol] {
        let present = counts.indices.filter { counts[$0] > 0 }
        var candidates = present.map { number in
            let symbol = symbol(number)
            // A byte alone saves its escape wherever no longer symbol fits.
            return Candidate(
                symbol: symbol, gain: Int(counts[number]) * symbol.length * (symbol.length == 1 ? 8 : 1))
        }
        if withJoins {
            for left in present {
                let first = symbol(left)
                if first.length == 8 { continue }
                for right in present where joins[left << 9 | right] > 1 {
                    let join = first.joined(to: symbol(right))
                    candidates.append(
                        Candidate(symbol: join, gain: Int(joins[left << 9 | right]) * join.length))
                }
            }
        }
        return merged(candidates).sorted { left, right in
            left.gain != right.gain ? left.gain > right.gain : Self.comesFirst(left.symbol, right.symbol)
        }.map(\.symbol)
    }

    /// One candidate of each string, with all its gain.
    private func merged(_ candidates: [Candidate]) -> [Candidate] {
        var result: [Candidate] = []
        for candidate in candidates.sorted(by: { Self.comesFirst($0.symbol, $1.symbol) }) {
            if let last = result.indices.last, result[last].symbol == candidate.symbol {
                result[last].gain += candidate.gain
            } else {
                result.append(candidate)
            }
        }
        return result
    }

    private static func comesFirst(_ left: SymbolTable.Symbol, _ right: SymbolTable.Symbol) -> Bool {
        left.length != right.length ? left.length < right.length : left.value < right.value
    }
}
