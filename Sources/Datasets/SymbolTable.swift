/// Up to 255 strings of 1 to 8 bytes that stand for single codes, by which text is packed (FSST: Boncz, Neumann and Leis,
/// "Fast Random Access String Compression", VLDB 2020).
///
/// Every cell is packed by itself, so any one can be unpacked without the others.
final class SymbolTable: Sendable {
    /// A string, its first byte the lowest.
    struct Symbol: Sendable, Equatable {
        var value: UInt64
        var length: Int

        /// This string and another behind it, cut after 8 bytes.
        func joined(to next: Symbol) -> Symbol {
            guard length < 8 else { return self }
            let length = min(8, length + next.length)
            return Symbol(
                value: (value | next.value << UInt64(self.length * 8)) & Self.mask(length), length: length)
        }

        /// The bits of the first bytes of a word.
        static func mask(_ length: Int) -> UInt64 { length >= 8 ? .max : 1 << UInt64(length * 8) - 1 }
    }

    /// The code before a byte that no symbol stands for.
    static let escape: UInt8 = 255

    let symbols: [Symbol]
    // 256 of each, so that every byte has a place.
    private let values: [UInt64]
    private let lengths: [UInt8]

    /// Takes at most 255 symbols; a symbol's place is its code.
    init(_ symbols: [Symbol]) {
        self.symbols = Array(symbols.prefix(Int(Self.escape)))
        let rest = 256 - self.symbols.count
        values = self.symbols.map(\.value) + [UInt64](repeating: 0, count: rest)
        lengths = self.symbols.map { UInt8($0.length) } + [UInt8](repeating: 0, count: rest)
    }

    /// Unpacks codes, and lends the text for the time of `body`.
    func withText<Result>(
        of codes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        // Short cells take room on the stack for the longest that they can be.
        let most = codes.count <= 112 ? codes.count * 8 : length(of: codes)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most + 8) { room in
            let count = unpack(codes, into: UnsafeMutableRawBufferPointer(room))
            return body(UnsafeBufferPointer(rebasing: room[..<count]))
        }
    }

    /// How many bytes codes stand for.
    private func length(of codes: UnsafeBufferPointer<UInt8>) -> Int {
        lengths.withUnsafeBufferPointer { lengths in
            var (length, place) = (0, 0)
            while place < codes.count {
                let isEscape = codes[place] == Self.escape
                length += isEscape ? 1 : Int(lengths[Int(codes[place])])
                place += isEscape ? 2 : 1
            }
            return length
        }
    }

    /// Writes the text of codes into a room that has 8 bytes more than needed, and gives its length.
    private func unpack(_ codes: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableRawBufferPointer) -> Int
    {
        withUnpacker { $0.unpack(codes, into: room) }
    }

    /// The table as memory, for the time of `body`.
    func withUnpacker<Result>(_ body: (Unpacker) -> Result) -> Result {
        values.withUnsafeBufferPointer { values in
            lengths.withUnsafeBufferPointer { body(Unpacker(values: values, lengths: $0)) }
        }
    }

    /// Turns codes into text.
    struct Unpacker {
        fileprivate let values: UnsafeBufferPointer<UInt64>
        fileprivate let lengths: UnsafeBufferPointer<UInt8>

        /// Writes the text of codes into a room that has 8 bytes more than needed, and gives its length.
        @inline(__always)
        func unpack(_ codes: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableRawBufferPointer) -> Int {
            var (place, filled) = (0, 0)
            while place < codes.count {
                let code = codes[place]
                if code != SymbolTable.escape {
                    room.storeBytes(
                        of: values[Int(code)].littleEndian, toByteOffset: filled, as: UInt64.self)
                    filled += Int(lengths[Int(code)])
                    place += 1
                } else {
                    if place + 1 < codes.count { room[filled] = codes[place + 1] }
                    filled += 1
                    place += 2
                }
            }
            return filled
        }
    }
}
