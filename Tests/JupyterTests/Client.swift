import CZeroMQ
import Glibc
import Testing

@testable import Jupyter

/// A message as a front end sees it.
struct Received {
    let type: String
    let parent: JSON
    let content: JSON
    let header: JSON
    let topic: [UInt8]
    let parentFrame: [UInt8]

    var parentID: String? { parent["msg_id"]?.string }
    /// The message in a word or two, for comparing orders.
    var summary: String {
        switch type {
        case "status": content["execution_state"]?.string ?? "?"
        case "stream": content["name"]?.string ?? "?"
        default: type
        }
    }
    var plain: String? { content["data"]?["text/plain"]?.string }
    var status: String? { content["status"]?.string }
}

/// The kernel did not answer in time.
struct Silence: Error { let channel: ConnectionFile.Channel }

/// A front end over real sockets, for one thread.
final class Client {
    private let context: UnsafeMutableRawPointer
    private var sockets: [ConnectionFile.Channel: UnsafeMutableRawPointer] = [:]
    let connection: ConnectionFile
    private let signer: Signer
    var encoder: MessageEncoder

    /// Connects to a kernel; with `greeted`, waits for the welcome, so that no later message is missed.
    init(
        _ connection: ConnectionFile, identity: String = "client-\(UInt64.random(in: 0 ... .max))",
        without missing: ConnectionFile.Channel? = nil, curveKey: [CChar]? = nil, greeted: Bool = true
    ) throws {
        context = try #require(zmq_ctx_new())
        self.connection = connection
        signer = Signer(key: connection.key, scheme: connection.scheme)
        encoder = MessageEncoder(signer: signer)
        for channel in ConnectionFile.Channel.allCases where channel != missing {
            let socket = try #require(zmq_socket(context, channel == .iopub ? ZMQ_SUB : ZMQ_DEALER))
            sockets[channel] = socket
            for option in [ZMQ_LINGER, ZMQ_RCVHWM, ZMQ_SNDHWM] {
                var zero: Int32 = 0
                zmq_setsockopt(socket, option, &zero, 4)
            }
            if let curveKey { try encrypt(socket, curveKey) }
            if channel == .iopub {
                zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0)
            } else {
                zmq_setsockopt(socket, ZMQ_ROUTING_ID, identity, identity.utf8.count)
            }
            try #require(zmq_connect(socket, connection.endpoint(of: channel)) == 0)
        }
        // Before libzmq 4.3.5 a first status may overtake the welcome (see `Socket.admitsSubscribers`).
        while greeted, try receive(.iopub).type != "iopub_welcome" {}
    }

    /// Speaks only to the kernel that has the secret key to `key`.
    private func encrypt(_ socket: UnsafeMutableRawPointer, _ key: [CChar]) throws {
        var (publicKey, secretKey) = (key, key)
        try #require(zmq_curve_keypair(&publicKey, &secretKey) == 0)
        for (option, value) in [
            (ZMQ_CURVE_SERVERKEY, key), (ZMQ_CURVE_PUBLICKEY, publicKey), (ZMQ_CURVE_SECRETKEY, secretKey),
        ] {
            try #require(zmq_setsockopt(socket, option, value, 40) == 0)
        }
    }

    deinit {
        for socket in sockets.values { zmq_close(socket) }
        zmq_ctx_term(context)
    }

    /// Sends a signed message and returns its name.
    @discardableResult
    func send(
        _ type: String, _ content: JSON = [:], on channel: ConnectionFile.Channel = .shell,
        parent: JSON? = nil, to subshell: String? = nil
    ) throws -> String {
        let parent = parent.map { header in
            Message(
                identities: [], headerFrame: header.serialized, id: "", type: "", parentID: "", metadata: [:],
                content: [:])
        }
        let (frames, id) = encoder.encode(type, content, to: [], parent: parent)
        try send(subshell.map { try named(frames, $0) } ?? frames, on: channel)
        return id
    }

    /// The frames of a message with the name of a subshell in its header.
    private func named(_ frames: [[UInt8]], _ subshell: String) throws -> [[UInt8]] {
        var parts = Array(frames.dropFirst(2))
        let members = try #require(try JSON(parsing: parts[0]).members)
        parts[0] = JSON.object(members + [.init("subshell_id", .string(subshell))]).serialized
        return [frames[0], HexDigits.encode(signer.code(of: parts[...]))] + parts
    }

    /// Sends frames as they are.
    func send(_ frames: [[UInt8]], on channel: ConnectionFile.Channel = .shell) throws {
        for (index, frame) in frames.enumerated() {
            let flags = index < frames.count - 1 ? ZMQ_SNDMORE : 0
            try #require(zmq_send(sockets[channel], frame, frame.count, flags) >= 0)
        }
    }

    /// The frames of the next message on a channel.
    func receiveFrames(_ channel: ConnectionFile.Channel, milliseconds: Int = 20_000) throws -> [[UInt8]] {
        var item = zmq_pollitem_t(socket: sockets[channel], fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        var ready = zmq_poll(&item, 1, milliseconds)
        while ready < 0 && zmq_errno() == EINTR { ready = zmq_poll(&item, 1, milliseconds) }
        guard ready == 1 else { throw Silence(channel: channel) }
        var frames: [[UInt8]] = []
        var more = true
        while more {
            var part = zmq_msg_t()
            zmq_msg_init(&part)
            defer { zmq_msg_close(&part) }
            try #require(zmq_msg_recv(&part, sockets[channel], 0) >= 0)
            more = zmq_msg_more(&part) != 0
            frames.append(
                Array(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))))
        }
        return frames
    }

    /// The next message on a channel.
    func receive(_ channel: ConnectionFile.Channel, milliseconds: Int = 20_000) throws -> Received {
        let frames = try receiveFrames(channel, milliseconds: milliseconds)
        let start = try #require(frames.firstIndex(of: Message.delimiter))
        try #require(frames.count == start + 6)
        let parts = try frames[(start + 2)...].map { try JSON(parsing: $0) }
        return Received(
            type: try #require(parts[0]["msg_type"]?.string), parent: parts[1], content: parts[3],
            header: parts[0],
            topic: frames[0], parentFrame: frames[start + 3])
    }

    /// What iopub brings for the request `id`, up to its idle.
    func outputs(of id: String) throws -> [Received] {
        var messages: [Received] = []
        while true {
            let message = try receive(.iopub)
            guard message.parentID == id else { continue }
            messages.append(message)
            if message.summary == "idle" { return messages }
        }
    }

    /// Sends a request, and returns its reply and outputs.
    func ask(
        _ type: String, _ content: JSON = [:], on channel: ConnectionFile.Channel = .shell,
        to subshell: String? = nil
    ) throws -> (reply: Received, outputs: [Received]) {
        let id = try send(type, content, on: channel, to: subshell)
        let reply = try receive(channel)
        #expect(reply.parentID == id)
        return (reply, try outputs(of: id))
    }

    /// Runs a cell.
    func run(
        _ code: String, _ more: JSON = [:], in subshell: String? = nil
    ) throws -> (reply: Received, outputs: [Received]) {
        let content = [JSON.Member("code", .string(code))] + (more.members ?? [])
        return try ask("execute_request", .object(content), to: subshell)
    }

    /// Makes a subshell.
    func makeSubshell() throws -> String {
        try #require(try ask("create_subshell_request", on: .control).reply.content["subshell_id"]?.string)
    }

    /// Sends a cell that runs until it is interrupted, and returns its name once it runs.
    func startWaiting(_ more: JSON = [:], in subshell: String? = nil) throws -> String {
        let content = [JSON.Member("code", "wait")] + (more.members ?? [])
        let id = try send("execute_request", .object(content), to: subshell)
        while true {
            let message = try receive(.iopub)
            if message.parentID == id, message.plain == "waiting" { return id }
        }
    }

    /// Shows that the kernel is alive: runs a cell whose reply must be the next one on shell.
    func expectAlive() throws {
        let (reply, outputs) = try run("echo alive")
        #expect(reply.status == "ok")
        #expect(outputs.contains { $0.plain == "alive" })
    }

    /// Stops the kernel, and checks that it ends.
    func shutDown(_ kernel: LiveKernel) throws {
        try send("shutdown_request", ["restart": false], on: .control)
        #expect(try receive(.control).type == "shutdown_reply")
        #expect(try kernel.end() == .shutdown)
    }
}

/// Runs `body` with a kernel and a client of its own, and stops the kernel afterwards.
func withKernel(_ connection: ConnectionFile? = nil, _ body: (LiveKernel, Client) throws -> Void) throws {
    let kernel = try LiveKernel(connection: connection)
    let client = try Client(kernel.connection)
    try body(kernel, client)
    let last = try Client(kernel.connection, greeted: false)
    try last.shutDown(kernel)
}
