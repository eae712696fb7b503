/// Makes messages from frames, and refuses what is damaged, forged or sent twice.
struct MessageDecoder {
    let signer: Signer
    private var replays = ReplayGuard()

    init(signer: Signer) { self.signer = signer }

    /// The message in `frames`: identities, delimiter, signature, four JSON objects, buffers (unused).
    mutating func decode(_ frames: [[UInt8]]) throws(MessageError) -> Message {
        guard let delimiter = frames.firstIndex(of: Message.delimiter) else { throw .noDelimiter }
        let body = frames[(delimiter + 1)...]
        guard body.count >= 5, let signature = body.first else { throw .tooFewFrames(frames.count) }
        let parts = body.dropFirst().prefix(4)
        let code = signer.isSigning ? HexDigits.decode(signature) : []
        guard let code, signer.accepts(code, of: parts) else { throw .badSignature }
        if signer.isSigning, replays.contains(code) { throw .replayed }
        let message = try Self.message(Array(frames[..<delimiter]), Array(parts))
        if signer.isSigning { replays.insert(code) }
        return message
    }

    private static func message(_ identities: [[UInt8]], _ parts: [[UInt8]]) throws(MessageError) -> Message {
        var objects: [JSON] = []
        for (part, frame) in zip(MessageError.Part.allCases, parts) {
            let json: JSON
            do { json = try JSON(parsing: frame) } catch { throw .badJSON(part: part, error) }
            guard json.isObject else { throw .notAnObject(part: part) }
            objects.append(json)
        }
        guard objects.count == 4 else { throw .tooFewFrames(parts.count) }
        guard let id = objects[0]["msg_id"]?.string else { throw .missing(field: "msg_id") }
        guard let type = objects[0]["msg_type"]?.string else { throw .missing(field: "msg_type") }
        return Message(
            identities: identities, headerFrame: parts[0], id: id, type: type,
            parentID: objects[1]["msg_id"]?.string ?? "", subshell: objects[0]["subshell_id"]?.string,
            metadata: objects[2], content: objects[3])
    }
}

/// The signatures of the last messages, so that none is taken twice.
struct ReplayGuard {
    private let capacity: Int
    private var known: Set<[UInt8]> = []
    private var order: [[UInt8]] = []
    private var oldest = 0

    /// Remembers `capacity` signatures, as many as the reference client by default.
    init(capacity: Int = 65_536) { self.capacity = max(1, capacity) }

    func contains(_ code: [UInt8]) -> Bool { known.contains(code) }

    /// Remembers a signature in place of the oldest.
    mutating func insert(_ code: [UInt8]) {
        guard known.insert(code).inserted else { return }
        guard order.count == capacity else { return order.append(code) }
        known.remove(order[oldest])
        order[oldest] = code
        oldest = (oldest + 1) % capacity
    }
}
