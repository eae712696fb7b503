extension Array {
    /// Shuffles in place by Fisher and Yates's method (Durstenfeld 1964), from the last element down.
    ///
    /// Unlike the library's, it never changes: the same generator gives the same order for ever.
    mutating func shufflePinned(using random: inout some RandomNumberGenerator) {
        guard count > 1 else { return }
        for last in stride(from: count - 1, to: 0, by: -1) {
            swapAt(last, Int(truncatingIfNeeded: Self.below(UInt64(last) + 1, &random)))
        }
    }

    /// A number in `0 ..< bound` without bias (Lemire 2019, "Fast random integer generation in an interval").
    private static func below(_ bound: UInt64, _ random: inout some RandomNumberGenerator) -> UInt64 {
        var product = random.next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = random.next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }
}
