/// A token that is found in the raw text before anything else is done to it, such as `[MASK]`.
struct AddedToken: Sendable, Equatable {
    let id: Int32
    let content: String
    let isSpecial: Bool
}

/// Finds added tokens in raw text, the longest first.
struct AddedTokens: Sendable {
    private let tokens: [(bytes: [UInt8], token: AddedToken)]
    private let firstBytes: [Bool]

    init(_ tokens: [AddedToken]) {
        self.tokens = tokens.map { (Array($0.content.utf8), $0) }.sorted {
            $0.bytes.count != $1.bytes.count ? $0.bytes.count > $1.bytes.count : $0.token.id < $1.token.id
        }
        var firstBytes = [Bool](repeating: false, count: 256)
        for (bytes, _) in self.tokens { if let first = bytes.first { firstBytes[Int(first)] = true } }
        self.firstBytes = firstBytes
    }

    /// Whether a token may begin with `byte`.
    @inline(__always)
    func mayBegin(with byte: UInt8) -> Bool { firstBytes[Int(byte)] }

    /// The longest token that begins at `start`.
    func token(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> (token: AddedToken, length: Int)? {
        for (bytes, token) in tokens
        where bytes.count <= text.count - start && bytes.elementsEqual(text[start..<start + bytes.count]) {
            return (token, bytes.count)
        }
        return nil
    }
}
