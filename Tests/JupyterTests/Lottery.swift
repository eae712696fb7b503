/// Seeded random numbers (SplitMix64), so that a failure can be repeated.
struct Lottery {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number in `0 ..< limit`.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
}

extension [UInt8] {
    /// Changes, adds, drops or repeats a few bytes.
    mutating func mutate(_ random: inout Lottery) {
        let markers = Array("{}[]\",:\\u0123eE-+.ntf".utf8) + [0, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
        for _ in 0...random.below(3) {
            let place = random.below(count)
            switch random.below(5) {
            case 0 where !isEmpty: self[place] = markers[random.below(markers.count)]
            case 1 where !isEmpty: self[place] ^= 1 << UInt8(random.below(8))
            case 2 where !isEmpty: remove(at: place)
            case 3 where !isEmpty: removeLast(random.below(count))
            default: insert(markers[random.below(markers.count)], at: place)
            }
        }
    }
}
