internal import Glibc

/// One file of cached vectors of one encoder with one setting; a cache is a row of such files.
///
/// A header of 512 bytes (magic, version, dimension, capacity, the number of committed records and its complement, the
/// encoder's name and settings in words), then groups of 1,024 records: first their keys (16 bytes each), then
/// their bodies (check sum, 8 bytes, and vector, 4 · dimension), all little-endian. So a million keys are read in a
/// thousand pieces. A writer, alone by the cache's lock, writes bodies and keys behind the committed ones and then the
/// number: killed at any moment it loses only what it hadn't committed. The check sum covers key and vector, so what a
/// power cut leaves half-written reads as absent.
final class VectorSegment: Sendable {
    /// What a header says.
    struct Header: Sendable, Equatable {
        let dimension: Int
        /// The most records of the file.
        let capacity: Int
        /// The encoder's name.
        let encoder: String
        /// The settings in force, in words.
        let settings: String
    }

    static let headerSize = 512
    private static let group = 1024
    private static let magic: [UInt8] = Array("LOUPEVEC".utf8)
    private static let version: UInt32 = 2
    private static let countOffset = 24

    let path: String
    /// The number in its name; later files have greater ones.
    let number: Int
    let header: Header
    private let descriptor: Int32

    private init(_ path: String, _ number: Int, _ header: Header, _ descriptor: Int32) {
        (self.path, self.number, self.header, self.descriptor) = (path, number, header, descriptor)
    }

    deinit { close(descriptor) }

    /// Opens a segment; nil for a file that isn't one, or of another dimension than `dimension`.
    static func open(_ path: String, number: Int, dimension: Int? = nil) -> VectorSegment? {
        var descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0 { descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        guard let header = readHeader(descriptor), dimension == nil || header.dimension == dimension else {
            close(descriptor)
            return nil
        }
        return VectorSegment(path, number, header, descriptor)
    }

    /// Makes an empty segment, complete or not at all; the caller holds the cache's lock.
    static func create(_ path: String, number: Int, _ header: Header) -> VectorSegment? {
        let draft = path + ".new"
        let descriptor = Glibc.open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return nil }
        let bytes = header.bytes
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, rename(draft, path) == 0 else {
            close(descriptor)
            unlink(draft)
            return nil
        }
        return VectorSegment(path, number, header, descriptor)
    }

    // MARK: places

    private var bodySize: Int { 8 + 4 * header.dimension }
    private func start(ofGroup group: Int) -> Int {
        Self.headerSize + group * Self.group * (VectorKey.size + bodySize)
    }
    private func place(ofKey record: Int) -> Int {
        start(ofGroup: record / Self.group) + record % Self.group * VectorKey.size
    }
    private func place(ofBody record: Int) -> Int {
        start(ofGroup: record / Self.group) + Self.group * VectorKey.size + record % Self.group * bodySize
    }

    /// The bytes that so many records take.
    static func size(records: Int, dimension: Int) -> Int {
        headerSize + (records + group - 1) / group * group * VectorKey.size + records * (8 + 4 * dimension)
    }

    // MARK: reading

    /// Whether nobody will find the file any more: it was evicted or cleared.
    ///
    /// What is open stays readable.
    var isUnlinked: Bool {
        var status = stat()
        return fstat(descriptor, &status) != 0 || status.st_nlink == 0
    }

    /// The number of committed records; nil when it can't be told.
    var count: Int? {
        var words: (UInt64, UInt64) = (0, 0)
        let got = withUnsafeMutableBytes(of: &words) {
            pread(descriptor, $0.baseAddress, 16, Self.countOffset)
        }
        let count = UInt64(littleEndian: words.0)
        // A number that is just being written may be torn; the next look will see it whole.
        guard got == 16, count == ~UInt64(littleEndian: words.1) else { return nil }
        return Int(exactly: count).map { min($0, header.capacity) }
    }

    /// The keys of some records; fewer when the file ends early.
    func keys(_ records: Range<Int>) -> [VectorKey] {
        var keys: [VectorKey] = []
        keys.reserveCapacity(records.count)
        var record = records.lowerBound
        while record < records.upperBound {
            let some = min(records.upperBound - record, Self.group - record % Self.group)
            let bytes = [UInt8](unsafeUninitializedCapacity: some * VectorKey.size) { buffer, count in
                count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, place(ofKey: record)))
            }
            bytes.withUnsafeBytes { raw in
                for index in 0..<raw.count / VectorKey.size {
                    keys.append(VectorKey(in: raw, at: index * VectorKey.size))
                }
            }
            guard bytes.count == some * VectorKey.size else { break }
            record += some
        }
        return keys
    }

    /// Reads a record's vector into `vector`, which has the dimension's length.
    ///
    /// False, with `vector` undefined, when the record is damaged or another key's.
    func read(_ record: Int, key: VectorKey, into vector: UnsafeMutablePointer<Float>) -> Bool {
        var stored: UInt64 = 0
        let got = withUnsafeMutableBytes(of: &stored) { sum -> Int in
            var parts = [
                iovec(iov_base: sum.baseAddress, iov_len: 8),
                iovec(iov_base: vector, iov_len: 4 * header.dimension),
            ]
            return preadv(descriptor, &parts, 2, place(ofBody: record))
        }
        guard got == bodySize else { return false }
        let floats = UnsafeRawBufferPointer(start: vector, count: 4 * header.dimension)
        return UInt64(littleEndian: stored) == Self.checkSum(key, floats)
    }

    // MARK: writing

    /// Appends as many of the records as there is room for, and commits them; how many it took.
    ///
    /// The caller holds the cache's lock. A full disk takes none.
    func append(_ keys: ArraySlice<VectorKey>, bodies: UnsafeRawBufferPointer) -> Int {
        guard let first = count else { return 0 }
        let taken = min(keys.count, header.capacity - first)
        var done = 0
        while done < taken {
            let record = first + done
            let some = min(taken - done, Self.group - record % Self.group)
            let part = UnsafeRawBufferPointer(rebasing: bodies[done * bodySize..<(done + some) * bodySize])
            var names: [UInt8] = []
            for key in keys[(keys.startIndex + done)..<(keys.startIndex + done + some)] {
                key.write(to: &names)
            }
            guard write(part, at: place(ofBody: record)),
                names.withUnsafeBytes({ write($0, at: place(ofKey: record)) })
            else { return 0 }
            done += some
        }
        guard taken > 0 else { return 0 }
        let total = UInt64(first + taken)
        let words = (total.littleEndian, (~total).littleEndian)
        return withUnsafeBytes(of: words) { write($0, at: Self.countOffset) } ? taken : 0
    }

    /// The body of a record as it stands on disk.
    static func write(_ vector: UnsafeBufferPointer<Float>, key: VectorKey, to bytes: inout [UInt8]) {
        let raw = UnsafeRawBufferPointer(vector)
        withUnsafeBytes(of: checkSum(key, raw).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: raw)
    }

    /// Notes that it was used: eviction goes by the file's time.
    func touch() { futimens(descriptor, nil) }

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let step = pwrite(descriptor, base + done, bytes.count - done, offset + done)
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { return false }
            done += step
        }
        return true
    }

    /// FNV-1a over 64-bit words of key and vector: each step is a bijection, so no single damaged word goes unnoticed.
    private static func checkSum(_ key: VectorKey, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        var sum = ((0xCBF2_9CE4_8422_2325 ^ key.high) &* prime ^ key.low) &* prime
        var offset = 0
        while offset + 8 <= bytes.count {
            sum =
                (sum ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                &* prime
            offset += 8
        }
        if offset + 4 <= bytes.count {
            sum =
                (sum
                    ^ UInt64(
                        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))))
                &* prime
        }
        return sum
    }
}

// MARK: the header

extension VectorSegment {
    private static func readHeader(_ descriptor: Int32) -> Header? {
        var bytes = [UInt8](repeating: 0, count: headerSize)
        guard pread(descriptor, &bytes, headerSize, 0) == headerSize, bytes.starts(with: magic) else {
            return nil
        }
        return bytes.withUnsafeBytes { raw in
            func number(_ offset: Int) -> UInt32 {
                UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            }
            let (dimension, capacity) = (Int(number(12)), Int(number(16)))
            guard number(8) == version, (1...65_536).contains(dimension), (1...(1 << 26)).contains(capacity)
            else { return nil }
            let words = raw[40...].prefix { $0 != 0 }
            let lines = String(decoding: words, as: UTF8.self).split(
                separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            return Header(
                dimension: dimension, capacity: capacity, encoder: lines.first.map(String.init) ?? "",
                settings: lines.count > 1 ? String(lines[1]) : "")
        }
    }
}

extension VectorSegment.Header {
    /// The header of an empty file; words that are too long are cut.
    fileprivate var bytes: [UInt8] {
        var bytes: [UInt8] = Array("LOUPEVEC".utf8)
        for number in [2, UInt32(clamping: dimension), UInt32(clamping: capacity), 0] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        for count in [0, ~UInt64(0)] {
            withUnsafeBytes(of: count.littleEndian) { bytes.append(contentsOf: $0) }
        }
        let words = encoder.filter { $0 != "\n" } + "\n" + settings
        bytes += words.utf8.prefix(VectorSegment.headerSize - bytes.count - 1)
        return bytes + [UInt8](repeating: 0, count: VectorSegment.headerSize - bytes.count)
    }
}
