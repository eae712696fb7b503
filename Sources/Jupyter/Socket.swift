internal import CZeroMQ
internal import Glibc

/// A libzmq socket.
///
/// It belongs to the thread that made it.
///
/// libzmq's default of 1,000 messages that may wait for a reader loses output, and the final `idle`, when a client
/// pauses. Without any mark a client that never reads fills memory. `OutputAllowance` keeps them from being large.
final class Socket {
    enum Kind: Sendable {
        case router
        case publisher
        case dealer

        var number: Int32 {
            switch self {
            case .router: ZMQ_ROUTER
            case .publisher: ZMQ_XPUB
            case .dealer: ZMQ_DEALER
            }
        }
    }

    /// How many frames of one message are kept; the rest of a longer one is dropped.
    static let frameLimit = 1000
    /// The largest frame that is taken; a peer that sends a larger one is disconnected.
    static let frameByteLimit = 1 << 28
    /// How many messages may wait for one reader; one that is further behind misses some, and nobody else does.
    static let readerMark = 10_000
    /// How many requests of one client libzmq keeps before it leaves them in the network.
    static let requestMark: Int32 = 1000

    let handle: UnsafeMutableRawPointer
    /// Where it listens, once it does.
    private(set) var port = 0

    /// A socket that listens at the channel's endpoint, or at one that it chooses where the port is open.
    convenience init(
        _ context: Context, _ kind: Kind, _ channel: ConnectionFile.Channel, of connection: ConnectionFile
    ) throws(WireError) {
        try self.init(context, kind)
        if let key = connection.curveSecretKey { try encrypt(key) }
        if connection.endpoint(of: channel).hasPrefix("tcp://[") { try set(ZMQ_IPV6, 1) }
        port = try bind(channel, of: connection)
    }

    /// A socket that sends to a router and gets its answers.
    convenience init(_ context: Context, dealerTo endpoint: String) throws(WireError) {
        try self.init(context, .dealer)
        try set(ZMQ_LINGER, 0)
        try set(ZMQ_IPV6, 1)
        guard zmq_connect(handle, endpoint) == 0 else {
            throw .socket(operation: "zmq_connect \(endpoint)", reason: lastZeroMQError())
        }
    }

    private init(_ context: Context, _ kind: Kind) throws(WireError) {
        guard let handle = zmq_socket(context.handle, kind.number) else {
            throw .socket(operation: "zmq_socket", reason: lastZeroMQError())
        }
        self.handle = handle
        try set(ZMQ_SNDHWM, Int32(Self.readerMark))
        try set(ZMQ_RCVHWM, kind == .publisher ? 0 : Self.requestMark)
        try setNumber(ZMQ_MAXMSGSIZE, Int64(Self.frameByteLimit))
        try set(ZMQ_LINGER, 1000)
        switch kind {
        case .router: try set(ZMQ_ROUTER_HANDOVER, 1)
        case .publisher: try set(Self.admitsSubscribers ? ZMQ_XPUB_MANUAL : ZMQ_XPUB_VERBOSE, 1)
        case .dealer: break
        }
    }

    deinit { zmq_close(handle) }

    func set(_ option: Int32, _ value: Int32) throws(WireError) { try setNumber(option, value) }

    /// Sets an option to a number of the width that libzmq expects there.
    private func setNumber<Value: FixedWidthInteger>(_ option: Int32, _ value: Value) throws(WireError) {
        var value = value
        guard zmq_setsockopt(handle, option, &value, MemoryLayout<Value>.size) == 0 else {
            throw .socket(operation: "zmq_setsockopt \(option)", reason: lastZeroMQError())
        }
    }

    /// Takes connections only from those who know the public key to `secretKey` (CurveZMQ, Z85).
    private func encrypt(_ secretKey: String) throws(WireError) {
        try set(ZMQ_CURVE_SERVER, 1)
        guard zmq_setsockopt(handle, ZMQ_CURVE_SECRETKEY, secretKey, secretKey.utf8.count) == 0 else {
            throw .socket(operation: "ZMQ_CURVE_SECRETKEY", reason: lastZeroMQError())
        }
    }

    /// Waits until there is something to receive, or for so long; a signal may end the wait early.
    func wait(milliseconds: Int) -> Bool {
        var item = zmq_pollitem_t(socket: handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        return zmq_poll(&item, 1, milliseconds) > 0
    }

    /// The frames of the next message; nil if there is none now or, `blocking`, if the context shuts down.
    func receive(blocking: Bool = false) -> [[UInt8]]? {
        var frames: [[UInt8]] = []
        var hasMore = true
        while hasMore {
            var part = zmq_msg_t()
            zmq_msg_init(&part)
            defer { zmq_msg_close(&part) }
            while zmq_msg_recv(&part, handle, blocking ? 0 : ZMQ_DONTWAIT) < 0 {
                guard zmq_errno() == EINTR else { return nil }
            }
            hasMore = zmq_msg_more(&part) != 0
            guard frames.count < Self.frameLimit else { continue }
            frames.append(
                Array(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))))
        }
        return frames
    }

    /// Whether subscribers wait until `subscribe` takes them in, so that nothing can reach them before their welcome.
    ///
    /// Before libzmq 4.3.5 this could crash when a subscriber vanished at once (zeromq/libzmq#4137). There libzmq takes
    /// subscribers in by itself, and within a microsecond or so a message may overtake the welcome.
    static let admitsSubscribers: Bool = {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        zmq_version(&major, &minor, &patch)
        return (major, minor, patch) >= (4, 3, 5)
    }()

    /// Takes in or drops the subscriber whose wish was received last; without effect if libzmq has done so.
    func subscribe(_ topic: [UInt8], _ isWanted: Bool) {
        zmq_setsockopt(handle, isWanted ? ZMQ_SUBSCRIBE : ZMQ_UNSUBSCRIBE, topic, topic.count)
    }

    /// Sends one message without waiting; false if it has nowhere to go.
    @discardableResult
    func send(_ frames: [[UInt8]]) -> Bool {
        for (index, frame) in frames.enumerated() {
            let flags = ZMQ_DONTWAIT | (index < frames.count - 1 ? ZMQ_SNDMORE : 0)
            while zmq_send(handle, frame, frame.count, flags) < 0 {
                guard zmq_errno() == EINTR else { return false }
            }
        }
        return true
    }
}
