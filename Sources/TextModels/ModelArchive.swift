internal import Crypto
internal import FoundationEssentials

/// The bytes of a model file: a JSON header and named arrays, sealed by a SHA-256.
///
/// Layout, little-endian: `LOUPEMDL`, version (u32), header length (u32), header (JSON), then for each section its
/// name length (u32), name, byte count (u64) and bytes; last the SHA-256 of all that precedes. Nothing in it is code.
struct ModelArchive: Equatable {
    /// The layout that this program writes; it reads all older ones too.
    ///
    /// 1: the first. 2: calibration, abstention and the audit card's facts in the header. 3: columns; words cut by a list;
    /// several labels a text, each with a threshold.
    static let version: UInt32 = 3
    private static let magic: [UInt8] = Array("LOUPEMDL".utf8)

    /// The JSON header.
    var header: [UInt8]
    /// The arrays, in the order in which they were added.
    var sections: [(name: String, bytes: [UInt8])] = []

    static func == (left: ModelArchive, right: ModelArchive) -> Bool {
        left.header == right.header
            && left.sections.elementsEqual(right.sections) { $0.name == $1.name && $0.bytes == $1.bytes }
    }

    /// The whole file.
    func encoded() -> [UInt8] {
        var bytes = Self.magic
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(Self.version)
        append(UInt32(truncatingIfNeeded: header.count))
        bytes += header
        for section in sections {
            append(UInt32(truncatingIfNeeded: section.name.utf8.count))
            bytes += Array(section.name.utf8)
            append(UInt64(section.bytes.count))
            bytes += section.bytes
        }
        return bytes + Array(SHA256.hash(data: bytes))
    }

    init(header: [UInt8]) { self.header = header }

    /// Reads a file's bytes; throws `.badModelFile` with the reason when they are foreign, damaged or too new.
    init(decoding bytes: [UInt8], path: String) throws(TextModelError) {
        func refuse(_ reason: ModelFileFault) -> TextModelError { .badModelFile(path: path, fault: reason) }
        guard bytes.count >= 48, Array(bytes[0..<8]) == Self.magic else { throw refuse(.foreign) }
        var reader = ByteReader(bytes: bytes[8..<(bytes.count - 32)])
        guard let version = reader.integer(UInt32.self) else { throw refuse(.truncated) }
        guard (1...Self.version).contains(version) else { throw refuse(.version(Int(version))) }
        let seal = Array(bytes[(bytes.count - 32)...])
        guard Array(SHA256.hash(data: bytes[..<(bytes.count - 32)])) == seal else { throw refuse(.damaged) }
        guard let length = reader.integer(UInt32.self), let header = reader.take(UInt64(length)) else {
            throw refuse(.truncated)
        }
        self.header = header
        while !reader.isAtEnd {
            guard let length = reader.integer(UInt32.self), let name = reader.take(UInt64(length)),
                let count = reader.integer(UInt64.self), let body = reader.take(count)
            else { throw refuse(.truncated) }
            sections.append((String(decoding: name, as: UTF8.self), body))
        }
    }

    /// Adds an array of numbers under a name.
    mutating func add<Number: BitwiseCopyable>(_ name: String, _ numbers: [Number]) {
        sections.append((name, numbers.withUnsafeBytes { Array($0) }))
    }

    /// The numbers under a name; nil when absent or not a whole number of elements.
    func numbers<Number: BitwiseCopyable>(_ name: String, as type: Number.Type) -> [Number]? {
        guard let bytes = sections.first(where: { $0.name == name })?.bytes else { return nil }
        let size = MemoryLayout<Number>.size
        guard bytes.count % size == 0 else { return nil }
        return bytes.withUnsafeBytes { raw in
            (0..<raw.count / size).map { raw.loadUnaligned(fromByteOffset: $0 * size, as: type) }
        }
    }
}

/// Reads numbers and runs of bytes, never past the end.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position >= bytes.endIndex }

    mutating func take(_ count: UInt64) -> [UInt8]? {
        guard count <= UInt64(bytes.endIndex - position) else { return nil }
        defer { position += Int(count) }
        return Array(bytes[position..<position + Int(count)])
    }

    mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        guard let raw = take(UInt64(MemoryLayout<Number>.size)) else { return nil }
        return raw.reversed().reduce(0) { ($0 << 8) | Number(truncatingIfNeeded: $1) }
    }
}
