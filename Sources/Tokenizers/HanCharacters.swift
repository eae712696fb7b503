extension Unicode.Scalar {
    /// Whether it is a Han character: an ideograph of any block, the iteration mark or the ideographic zero; not kana.
    @inlinable public var isHan: Bool {
        switch value {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
