/// Decimal numbers as data files write them.
enum Decimal {
    /// The value of `[+-] digits [. digits] [e [+-] digits]`, spaces around it allowed; nil for anything else.
    static func value(of bytes: UnsafeBufferPointer<UInt8>) -> Double? { nil }
}
extension Column { static func kind(of cells: CellStore) -> Kind { .text } }
