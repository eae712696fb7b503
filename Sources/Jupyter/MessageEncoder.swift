internal import Glibc

/// Makes the frames of outgoing messages: numbered, dated and signed.
struct MessageEncoder {
    /// The name of this run of the kernel, in every header.
    let session: String
    private let signer: Signer
    private var count = 0

    init(signer: Signer) {
        self.signer = signer
        session = HexDigits.text((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// The frames of a message, and its name.
    ///
    /// `identities` is where it goes, for iopub the topic.
    mutating func encode(
        _ type: String, _ content: JSON, to identities: [[UInt8]], parent: Message?
    ) -> (frames: [[UInt8]], id: String) {
        count += 1
        let id = "\(session)_\(count)"
        let header: JSON = [
            "msg_id": .string(id), "session": .string(session), "username": "kernel",
            "date": .string(Self.date()),
            "msg_type": .string(type), "version": .string(KernelInfo.protocolVersion),
        ]
        let parts = [
            header.serialized, parent?.headerFrame ?? Array("{}".utf8), Array("{}".utf8), content.serialized,
        ]
        let signature = HexDigits.encode(signer.code(of: parts[...]))
        return (identities + [Message.delimiter, signature] + parts, id)
    }

    /// The present time as ISO 8601 in UTC, to the microsecond.
    static func date() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        gmtime_r(&now.tv_sec, &parts)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let day = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
        return day.map { padded($0, 2) }.joined(separator: "-") + "T" + time.joined(separator: ":")
            + "." + padded(now.tv_nsec / 1000, 6) + "Z"
    }
}
