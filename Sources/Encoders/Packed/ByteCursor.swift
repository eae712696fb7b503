/// Reads little-endian numbers from a mapped file, one after another, never beyond its end.
struct ByteCursor {
    let file: MappedFile
    private var position = 0

    init(_ file: MappedFile) { self.file = file }

    func damaged(_ field: String, _ reason: String) -> EncoderError {
        .damagedWeights(file: file.path, tensor: field, reason: reason)
    }

    /// The next `count` bytes.
    mutating func bytes(_ count: Int, _ field: String) throws(EncoderError) -> Slice<UnsafeRawBufferPointer> {
        guard count >= 0, count <= file.bytes.count - position else {
            throw damaged(field, "\(count) bytes at \(position) reach beyond its end at \(file.bytes.count)")
        }
        defer { position += count }
        return file.bytes[position..<position + count]
    }

    mutating func byte(_ field: String) throws(EncoderError) -> UInt8 {
        try bytes(1, field).first ?? 0
    }

    /// An unsigned number of 16 bits.
    mutating func short(_ field: String) throws(EncoderError) -> Int {
        Int(
            UInt16(
                littleEndian: UnsafeRawBufferPointer(rebasing: try bytes(2, field)).loadUnaligned(
                    as: UInt16.self)))
    }

    /// An unsigned number of 32 bits.
    mutating func number(_ field: String) throws(EncoderError) -> UInt32 {
        UInt32(
            littleEndian: UnsafeRawBufferPointer(rebasing: try bytes(4, field)).loadUnaligned(as: UInt32.self)
        )
    }

    mutating func float(_ field: String) throws(EncoderError) -> Float {
        Float(bitPattern: try number(field))
    }

    /// A number of 32 bits from 0.
    mutating func count(_ field: String) throws(EncoderError) -> Int {
        let number = try number(field)
        guard number <= UInt32(Int32.max) else { throw damaged(field, "\(number) is far too large") }
        return Int(number)
    }

    /// A number of 32 bits from 1.
    mutating func size(_ field: String) throws(EncoderError) -> Int {
        let number = try count(field)
        guard number > 0 else { throw damaged(field, "it is 0") }
        return number
    }

    /// A number of 64 bits from 0.
    mutating func long(_ field: String) throws(EncoderError) -> Int {
        let raw = UnsafeRawBufferPointer(rebasing: try bytes(8, field))
        guard let number = Int(exactly: UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))) else {
            throw damaged(field, "it is far too large")
        }
        return number
    }

    /// `count` unsigned numbers of 32 bits.
    mutating func numbers(_ count: Int, _ field: String) throws(EncoderError) -> [UInt32] {
        let raw = UnsafeRawBufferPointer(rebasing: try bytes(4 * count, field))
        return (0..<count).map {
            UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
        }
    }
}
