/// Finds the longest symbol of a table at each place of a text.
struct SymbolEncoder: Sendable {
    /// What stands for the next bytes: a code, or the escape, and how many bytes it takes.
    struct Match {
        var code: UInt8
        var length: Int
    }

    /// A symbol of three bytes and more.
    fileprivate struct Slot {
        /// No word of which a byte is looked at has the value of an empty slot.
        var value = UInt64.max
        /// How many bits of a word are not looked at.
        var ignored: UInt8 = 56
        var code: UInt8 = 0
        /// 0 in an empty slot.
        var length: UInt8 = 0
    }

    fileprivate static let slotBits: UInt64 = 11

    let table: SymbolTable
    // Code and length (above 8 bits) of the symbol of at most two bytes that a pair of bytes, or a last byte, begins with.
    private var pairs: [UInt16]
    private var singles: [UInt16]
    private var slots: [Slot]

    /// Takes symbols in order; of those of three bytes and more that fall together only the first counts.
    init(_ candidates: some Sequence<SymbolTable.Symbol>) {
        let escape = UInt16(1 << 8 | Int(SymbolTable.escape))
        pairs = [UInt16](repeating: escape, count: 1 << 16)
        singles = [UInt16](repeating: escape, count: 256)
        slots = [Slot](repeating: Slot(), count: 1 << Int(Self.slotBits))
        var symbols: [SymbolTable.Symbol] = []
        for symbol in candidates where symbols.count < Int(SymbolTable.escape) {
            if symbol.length > 2 {
                let place = Self.slot(symbol.value)
                guard slots[place].length == 0 else { continue }
                slots[place] = Slot(
                    value: symbol.value, ignored: UInt8(64 - 8 * symbol.length),
                    code: UInt8(symbols.count), length: UInt8(symbol.length))
            }
            symbols.append(symbol)
        }
        table = SymbolTable(symbols)
        for (code, symbol) in symbols.enumerated() where symbol.length == 1 {
            let byte = Int(symbol.value & 255)
            singles[byte] = UInt16(1 << 8 | code)
            for next in 0..<256 { pairs[byte | next << 8] = UInt16(1 << 8 | code) }
        }
        for (code, symbol) in symbols.enumerated() where symbol.length == 2 {
            pairs[Int(symbol.value & 0xFFFF)] = UInt16(2 << 8 | code)
        }
    }

    /// The slot of a string by its first three bytes.
    @inline(__always)
    fileprivate static func slot(_ word: UInt64) -> Int {
        let prefix = (word & 0xFF_FFFF) &* 2_971_215_073
        return Int((prefix ^ prefix >> 15) & (1 << slotBits - 1))
    }

    /// The tables as memory, for the time of `body`.
    func withMatcher<Result>(_ body: (Matcher) -> Result) -> Result {
        slots.withUnsafeBufferPointer { slots in
            pairs.withUnsafeBufferPointer { pairs in
                singles.withUnsafeBufferPointer { singles in
                    body(Matcher(slots: slots, pairs: pairs, singles: singles))
                }
            }
        }
    }

    /// Tells what stands for the next bytes.
    struct Matcher {
        fileprivate let slots: UnsafeBufferPointer<Slot>
        fileprivate let pairs: UnsafeBufferPointer<UInt16>
        fileprivate let singles: UnsafeBufferPointer<UInt16>

        /// The match at the start of a word of which `room` bytes, at least one, belong to the text.
        @inline(__always)
        func match(_ word: UInt64, room: Int) -> Match {
            // Everything is looked up and then chosen among: which symbol fits can't be foreseen, so branches would cost more.
            let slot = slots[SymbolEncoder.slot(word)]
            let (pair, single) = (pairs[Int(word & 0xFFFF)], singles[Int(word & 0xFF)])
            let short = room > 1 ? pair : single
            let fits = word & (UInt64.max &>> UInt64(slot.ignored)) == slot.value && Int(slot.length) <= room
            return Match(
                code: fits ? slot.code : UInt8(truncatingIfNeeded: short),
                length: fits ? Int(slot.length) : Int(short >> 8))
        }
    }
}
