import CZeroMQ
import Glibc
import Testing

@testable import Jupyter

/// Kernels that choose their ports themselves (JEP 66).
@Suite struct RegistrationTests {
    private static let signer = Signer(key: Array("secret".utf8), scheme: .sha256)

    private static func file(_ more: String = "", id: String = "\"k1\"") -> [UInt8] {
        Array(
            #"{"kernel_id": \#(id), "registration_ip": "127.0.0.1", "registration_port": "7", "key": "secret"\#(more)}"#
                .utf8)
    }

    private static func registration(_ contents: [UInt8], path: String = "/run/launch.json") throws
        -> Registration
    {
        guard case .registration(let found) = try LaunchFile(contents: contents, path: path) else {
            throw Silence(channel: .shell)
        }
        return found
    }

    @Test func `the members of the file tell a registration from a connection`() throws {
        let found = try Self.registration(Self.file())
        #expect(found.kernelID == "k1")
        #expect(found.endpoint == "tcp://127.0.0.1:7")
        #expect(found.connection.endpoint(of: .iopub) == "tcp://127.0.0.1:*")
        #expect(try Self.registration(Self.file(#", "ip": "::1""#)).connection.ip == "::1")
        let connection = try LiveKernel.connection()
        #expect(try LaunchFile(contents: connection.json.serialized, path: "") == .connection(connection))
    }

    @Test(arguments: [
        ("\"a\"", "/run/a.json", "/run/kernel-a.json"), ("\"a\"", "a.json", "kernel-a.json"),
        ("\"a\"", "/run/kernel-a.json", "/run/kernel-a-ports.json"), ("\"../a\"", "/run/a.json", nil),
    ])
    func `the connection file lies beside the registration file`(id: String, path: String, own: String?)
        throws
    {
        #expect(try Self.registration(Self.file(id: id), path: path).connectionPath == own)
    }

    @Test(arguments: [
        (#"{"registration_port": 7}"#, "kernel_id"),
        (#"{"registration_port": 7, "kernel_id": "k"}"#, "registration_ip"),
        (#"{"registration_ip": "127.0.0.1", "kernel_id": "k"}"#, "registration_port"),
        (#"{"registration_ip": "127.0.0.1", "kernel_id": 5, "registration_port": 7}"#, "kernel_id"),
    ])
    func `what can't be used is named`(text: String, field: String) {
        #expect(throws: WireError.badConnection(field: field)) {
            try LaunchFile(contents: Array(text.utf8), path: "")
        }
    }

    private static func answer(_ content: String, _ signer: Signer = signer) -> [[UInt8]] {
        let content = Array(content.utf8)
        return [Message.delimiter, HexDigits.encode(signer.code(of: [content])), content]
    }

    @Test func `only a signed ACK acknowledges`() {
        let stranger = Signer(key: Array("guess".utf8), scheme: .sha256)
        #expect(Registration.fault(in: Self.answer("ACK"), Self.signer) == nil)
        #expect(Registration.fault(in: [[1]] + Self.answer("ACK"), Self.signer) == nil)
        #expect(Registration.fault(in: Self.answer("NAK"), Self.signer) == .otherContent)
        #expect(Registration.fault(in: Self.answer("ACK", stranger), Self.signer) == .wrongSignature)
        #expect(Registration.fault(in: [[1], [2]], Self.signer) == .otherFrames(2))
        #expect(Registration.fault(in: Self.answer("ACK") + [[]], Self.signer) == .otherFrames(4))
        #expect(
            Registration.fault(in: [Message.delimiter, [], Array("ACK".utf8)], Self.signer) == .wrongSignature
        )
    }

    @Test(arguments: [ConnectionFile.Transport.tcp, .ipc])
    func `a kernel tells its ports, and serves there once they are acknowledged`(
        transport: ConnectionFile.Transport
    ) throws {
        let stem = transport == .tcp ? "127.0.0.1" : "/tmp/loupe-\(UInt64.random(in: 0 ... .max))"
        let launcher = try Launcher(transport, stem)
        let file = Self.file(
            #", "transport": "\#(transport)", "registration_ip": "\#(stem)", "registration_port": \#(launcher.port)"#
        )
        let launch = try LaunchFile(contents: file, path: "/nowhere/launch.json")
        let kernel = Kernel(launch: launch, backend: TestBackend())
        let ended = Mailbox<Result<ExitReason, WireError>>()
        try Thread.start("kernel") {
            do throws(WireError) { ended.put(.success(try kernel.run(interrupts: nil, parent: nil))) } catch {
                ended.put(.failure(error))
            }
        }
        var connection = try launcher.take(Self.signer, acknowledging: Self.answer("ACK"))
        connection.transport = transport
        connection.ip = stem
        let client = try Client(connection)
        try client.expectAlive()
        #expect(
            try client.ask("connect_request").reply.content["iopub_port"]?.integer
                == connection.port(of: .iopub))
        try client.send("shutdown_request", ["restart": false], on: .control)
        #expect(try ended.take()?.get() == .shutdown)
    }
}

/// Waits for one kernel to register.
private final class Launcher {
    private let context: UnsafeMutableRawPointer
    private let socket: UnsafeMutableRawPointer
    private(set) var port = 1

    init(_ transport: ConnectionFile.Transport, _ stem: String) throws {
        context = try #require(zmq_ctx_new())
        socket = try #require(zmq_socket(context, ZMQ_ROUTER))
        let open = ConnectionFile.endpoint(transport, stem, transport == .tcp ? "*" : "1")
        try #require(zmq_bind(socket, open) == 0)
        guard transport == .tcp else { return }
        var name = [CChar](repeating: 0, count: 64)
        var size = name.count
        zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, &name, &size)
        let endpoint = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        port = try #require(endpoint.split(separator: ":").last.flatMap { Int($0) })
    }

    deinit {
        zmq_close(socket)
        zmq_ctx_term(context)
    }

    /// Reads what a kernel tells, answers it, and returns the connection that it describes.
    func take(_ signer: Signer, acknowledging answer: [[UInt8]]) throws -> ConnectionFile {
        var frames: [[UInt8]] = []
        var more = true
        while more {
            var part = zmq_msg_t()
            zmq_msg_init(&part)
            defer { zmq_msg_close(&part) }
            try #require(zmq_msg_recv(&part, socket, 0) >= 0)
            more = zmq_msg_more(&part) != 0
            frames.append(
                Array(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))))
        }
        try #require(frames.count == 4)
        #expect(frames[1] == Message.delimiter)
        #expect(frames[2] == HexDigits.encode(signer.code(of: frames[3...])))
        let content = try JSON(parsing: frames[3])
        #expect(content["kernel_id"] == "k1")
        let reply = [frames[0]] + answer
        for (index, frame) in reply.enumerated() {
            try #require(zmq_send(socket, frame, frame.count, index < reply.count - 1 ? ZMQ_SNDMORE : 0) >= 0)
        }
        #expect(content["shell_port"]?.string != nil, "ports are told as text")
        let rest: [JSON.Member] = [.init("ip", "-"), .init("key", "secret")]
        return try ConnectionFile(json: .object((content.members ?? []) + rest))
    }
}
