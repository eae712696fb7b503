/// The letters that a byte-level vocabulary writes bytes with: printable ones stand for themselves.
///
/// The rest are written with the letters from U+0100 on. Source: Radford et al. 2019, GPT-2.
enum ByteAlphabet {
    private static let printable: [ClosedRange<UInt8>] = [0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF]
    private static let letters: [Unicode.Scalar] = {
        var next: UInt32 = 0x100
        return (0...255).map { (byte: UInt32) in
            if printable.contains(where: { $0.contains(UInt8(byte)) }) { return Unicode.Scalar(byte) ?? " " }
            defer { next += 1 }
            return Unicode.Scalar(next) ?? " "
        }
    }()
    private static let bytes = Dictionary(
        letters.enumerated().map { ($1, UInt8($0)) }, uniquingKeysWith: { first, _ in first })

    /// The letter of a byte.
    static func letter(of byte: UInt8) -> Unicode.Scalar { letters[Int(byte)] }

    /// The text that a piece stands for; nil where that is no text of whole characters.
    static func text(of piece: String) -> String? {
        let found = piece.unicodeScalars.compactMap { bytes[$0] }
        guard found.count == piece.unicodeScalars.count else { return nil }
        return String(validating: found, as: UTF8.self)
    }
}
