internal import FoundationEssentials
internal import Glibc

/// A file of scalars that TensorBoard shows: records framed as in TFRecord files, each an `Event` in protocol buffers' encoding.
///
/// Every event is written at once, so that TensorBoard can watch, and a death loses nothing before it.
final class EventFile {
    private let descriptor: Int32

    /// Begins a file of its own in a folder; nil when the folder can't be written, which must not end a run.
    init?(in folder: String) {
        let seconds = Int(Self.wallTime)
        let path = folder + "/events.out.tfevents.\(seconds).loupe.\(getpid()).\(Self.number)"
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return nil }
        write(Self.event(time: Self.wallTime, step: 0) { $0.text(3, "brain.Event:2") })
    }

    deinit { close(descriptor) }

    /// Adds the values of a step under their names.
    func add(_ scalars: [(name: String, value: Double)], step: Int) {
        write(Self.event(time: Self.wallTime, step: step) { $0.message(5, Self.summary(scalars)) })
    }

    private func write(_ event: [UInt8]) {
        let record = Self.record(event)
        // a full disk costs the chart, not the run
        _ = record.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    private static var wallTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Tells files of one second apart.
    private static var number: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_nsec
    }
}

extension EventFile {
    /// A record: its length, that number's check sum, its bytes, their check sum.
    static func record(_ bytes: [UInt8]) -> [UInt8] {
        let length = Wire.bytes(UInt64(bytes.count))
        return length + Wire.bytes(CRC32C.masked(length)) + bytes + Wire.bytes(CRC32C.masked(bytes))
    }

    /// An event: wall time in seconds, step, and what `fill` adds.
    static func event(time: Double, step: Int, _ fill: (inout Wire) -> Void) -> [UInt8] {
        var event = Wire()
        event.double(1, time)
        event.integer(2, step)
        fill(&event)
        return event.encoded
    }

    /// A summary: one value for each scalar.
    static func summary(_ scalars: [(name: String, value: Double)]) -> [UInt8] {
        var summary = Wire()
        for (name, value) in scalars {
            var scalar = Wire()
            scalar.text(1, name)
            scalar.float(2, Float(value))
            summary.message(1, scalar.encoded)
        }
        return summary.encoded
    }

    /// Fields in protocol buffers' encoding, in the order in which they are added.
    struct Wire {
        private(set) var encoded: [UInt8] = []

        static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }

        mutating func double(_ field: Int, _ value: Double) {
            encoded.append(UInt8(truncatingIfNeeded: field << 3 | 1))
            encoded += Self.bytes(value.bitPattern)
        }

        mutating func float(_ field: Int, _ value: Float) {
            encoded.append(UInt8(truncatingIfNeeded: field << 3 | 5))
            encoded += Self.bytes(value.bitPattern)
        }

        mutating func integer(_ field: Int, _ value: Int) {
            encoded.append(UInt8(truncatingIfNeeded: field << 3))
            varint(UInt64(bitPattern: Int64(value)))
        }

        mutating func text(_ field: Int, _ value: String) { message(field, Array(value.utf8)) }

        mutating func message(_ field: Int, _ bytes: [UInt8]) {
            encoded.append(UInt8(truncatingIfNeeded: field << 3 | 2))
            varint(UInt64(bytes.count))
            encoded += bytes
        }

        private mutating func varint(_ number: UInt64) {
            var rest = number
            while rest >= 0x80 {
                encoded.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            encoded.append(UInt8(truncatingIfNeeded: rest))
        }
    }
}

/// The check sum of TFRecord files: CRC-32C (Castagnoli), masked so that sums of sums don't hide errors.
enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in
            sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
        }
    }

    static func masked(_ bytes: [UInt8]) -> UInt32 {
        let sum = of(bytes)
        return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
    }
}
