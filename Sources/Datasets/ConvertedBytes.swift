import Glibc

/// Another source's bytes as UTF-8, converted by the system's `iconv`.
final class ConvertedBytes: ByteSource {
    private let source: any ByteSource
    private let encoding: TextEncoding
    private let file: String
    private let handle: iconv_t
    private var skip: Int
    private var block = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0
    private var output = [UInt8](repeating: 0, count: 1 << 17)
    private var ready = 0..<0
    private var lines = 0
    private var atEnd = false

    /// Converts what comes after `skip` bytes; nil when the system lacks the encoding.
    init?(_ source: any ByteSource, from encoding: TextEncoding, skip: Int, file: String) {
        guard let handle = iconv_open(TextEncoding.utf8.rawValue, encoding.rawValue),
            handle != iconv_t(bitPattern: -1)
        else { return nil }
        self.handle = handle
        self.source = source
        self.encoding = encoding
        self.skip = skip
        self.file = file
    }

    deinit { iconv_close(handle) }

    func read(into target: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        while ready.isEmpty {
            while !atEnd, filled < block.count {
                let count = try source.read(into: &block, from: filled)
                filled += count
                atEnd = count == 0
            }
            let dropped = min(skip, filled)
            skip -= dropped
            if filled == dropped, atEnd { return 0 }
            try convert(from: dropped)
        }
        let count = min(target.count, ready.count)
        output.withUnsafeBytes {
            target.copyMemory(
                from: UnsafeRawBufferPointer(
                    rebasing: $0[ready.lowerBound..<ready.lowerBound + count]))
        }
        ready = ready.lowerBound + count..<ready.upperBound
        return count
    }

    /// Converts as much as there is and fits; a character that isn't whole yet waits for its rest.
    private func convert(from place: Int) throws(DataError) {
        let (read, written) = block.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (filled - place, target.count)
                _ = iconv(handle, &from, &left, &to, &room)
                return (filled - place - left, target.count - room)
            }
        }
        guard read > 0 || written > 0 else {
            throw .undecodable(
                file: file, line: lines + 1, bytes: Array(block[place..<min(place + 4, filled)]),
                encoding: encoding)
        }
        let rest = place + read..<filled
        block.replaceSubrange(0..<rest.count, with: Array(block[rest]))
        filled = rest.count
        ready = 0..<written
        lines += output[..<written].count { $0 == UInt8(ascii: "\n") }
    }
}
