import CZlib

/// What a gzip archive (RFC 1952; several members are read one after the other) holds, unpacked by zlib.
///
/// Text shrinks to a third or a tenth; what grows more than `ratioLimit`-fold beyond `freeBytes` is refused, since an
/// archive of a few kilobytes can be made to fill any memory.
final class InflatedBytes: ByteSource {
    static let ratioLimit = 200
    static let freeBytes = 16 << 20

    private let source: RawBytes
    private let file: String
    // zlib keeps the stream's address, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var block = [UInt8](repeating: 0, count: 1 << 16)
    private var place = 0
    private var filled = 0
    private var written = 0
    private var atMemberEnd = false
    private var isDone = false

    init(_ source: RawBytes, file: String) {
        self.source = source
        self.file = file
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A window of 2^15 bytes, and a gzip header.
        isReady =
            inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        guard isReady else { throw fault(.noMemory) }
        var made = 0
        while made == 0, !isDone, target.count > 0 {
            if place == filled {
                filled = try source.read(into: &block)
                place = 0
                if filled == 0 {
                    guard atMemberEnd else { throw fault(.truncated) }
                    isDone = true
                    break
                }
            }
            if atMemberEnd, try !beginMember() { continue }
            made = try inflate(into: target)
        }
        written += made
        if written > Self.freeBytes, written / Self.ratioLimit > source.consumed { throw fault(.bomb) }
        return made
    }

    /// Zero bytes may fill up the end of an archive; anything else is a new member.
    private func beginMember() throws(DataError) -> Bool {
        while place < filled, block[place] == 0 { place += 1 }
        guard place < filled else { return false }
        guard block[place] == 0x1F, inflateReset(stream) == Z_OK else { throw fault(.damaged) }
        atMemberEnd = false
        return true
    }

    private func inflate(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        let room = min(target.count, 1 << 30)
        var code = Z_OK
        block.withUnsafeMutableBytes { input in
            stream.pointee.next_in = input.baseAddress?.advanced(by: place).assumingMemoryBound(
                to: UInt8.self)
            stream.pointee.avail_in = UInt32(filled - place)
            stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room)
            code = CZlib.inflate(stream, Z_NO_FLUSH)
        }
        place = filled - Int(stream.pointee.avail_in)
        switch code {
        case Z_STREAM_END: atMemberEnd = true
        case Z_OK, Z_BUF_ERROR: break
        case Z_MEM_ERROR: throw fault(.noMemory)
        default: throw fault(.damaged)
        }
        return room - Int(stream.pointee.avail_out)
    }

    private func fault(_ fault: ArchiveFault) -> DataError {
        .badArchive(file: file, fault: fault, read: source.consumed, unpacked: written)
    }
}

/// What can be wrong with an archive.
public enum ArchiveFault: Sendable, Equatable {
    /// It ends before its end.
    case truncated
    /// Its bytes or its check sum are wrong.
    case damaged
    /// It grows beyond all measure.
    case bomb
    /// Unpacking needs more memory than there is.
    case noMemory
}
