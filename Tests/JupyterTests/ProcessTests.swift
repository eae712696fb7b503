import CZeroMQ
import Glibc
import Testing

@testable import Jupyter

/// What a kernel shares with its process and its machine.
@Suite struct ProcessTests {
    @Test func `SIGINT interrupts the running cell and harms nothing else`() throws {
        let interrupts = try Wakeup()
        Signals.install(interrupts)
        defer { Signals.uninstall() }
        let kernel = try LiveKernel(interrupts: interrupts)
        let client = try Client(kernel.connection)
        kill(getpid(), SIGINT)
        try client.expectAlive()
        let cell = try client.startWaiting()
        kill(getpid(), SIGINT)
        let reply = try client.receive(.shell)
        #expect(reply.parentID == cell)
        #expect(reply.content["ename"] == "Interrupted")
        try client.expectAlive()
        try client.shutDown(kernel)
    }

    @Test func `the kernel ends when the process that launched it is gone`() throws {
        var launcher = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("60"), nil]
        defer { arguments.forEach { free($0) } }
        try #require(posix_spawnp(&launcher, "sleep", nil, nil, &arguments, nil) == 0)
        let kernel = try LiveKernel(parent: ParentWatch(launcher: launcher))
        try Client(kernel.connection).expectAlive()
        kill(launcher, SIGKILL)
        waitpid(launcher, nil, 0)
        #expect(try kernel.end() == .orphaned)
    }

    @Test(arguments: ConnectionFile.Channel.allCases)
    func `a taken port is named, and has its own exit status`(channel: ConnectionFile.Channel) throws {
        let connection = try Self.loopback(channel)
        let endpoint = connection.endpoint(of: channel)
        let context = try #require(zmq_ctx_new())
        let taken = try #require(zmq_socket(context, ZMQ_ROUTER))
        defer {
            zmq_close(taken)
            zmq_ctx_term(context)
        }
        try #require(zmq_bind(taken, endpoint) == 0)
        let kernel = try LiveKernel(connection: connection)
        let expected = WireError.cannotBind(
            channel: channel.rawValue, endpoint: endpoint, reason: "Address already in use")
        #expect(throws: expected) { try kernel.end() }
        #expect(expected.exitStatus == 75)
    }

    @Test func `a kernel serves over TCP`() throws {
        try withKernel(Self.loopback(.shell)) { _, client in try client.expectAlive() }
    }

    @Test(arguments: ConnectionFile.SignatureScheme.allCases, ["secret", ""])
    func `a kernel serves with each signature scheme and without a key`(
        scheme: ConnectionFile.SignatureScheme, key: String
    ) throws {
        try withKernel(LiveKernel.connection(scheme: scheme.rawValue, key: key)) { _, client in
            try client.expectAlive()
        }
    }

    @Test func `with a key pair, only those who know the public key are served`() throws {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = publicKey
        try #require(zmq_curve_keypair(&publicKey, &secretKey) == 0)
        let secret = String(decoding: secretKey.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let kernel = try LiveKernel(
            connection: LiveKernel.connection(
                extra:
                    #", "curve_secretkey": \#(String(decoding: JSON.string(secret).serialized, as: UTF8.self))"#
            ))
        let stranger = try Client(kernel.connection, greeted: false)
        try stranger.send("kernel_info_request")
        let friend = try Client(kernel.connection, curveKey: publicKey)
        try friend.expectAlive()
        #expect(throws: Silence.self) { try stranger.receive(.shell, milliseconds: 200) }
        try friend.shutDown(kernel)
    }

    /// Five ports of the loopback interface that were free a moment ago.
    ///
    /// `first` only varies the choice.
    private static func loopback(_ first: ConnectionFile.Channel) throws -> ConnectionFile {
        let context = try #require(zmq_ctx_new())
        defer { zmq_ctx_term(context) }
        var sockets: [UnsafeMutableRawPointer] = []
        defer { sockets.forEach { zmq_close($0) } }
        var fields = ["\"ip\":\"127.0.0.1\"", "\"key\":\"secret\"", "\"transport\":\"tcp\""]
        for channel in ConnectionFile.Channel.allCases {
            let socket = try #require(zmq_socket(context, ZMQ_ROUTER))
            sockets.append(socket)
            try #require(zmq_bind(socket, "tcp://127.0.0.1:*") == 0)
            var name = [CChar](repeating: 0, count: 64)
            var size = name.count
            zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, &name, &size)
            let endpoint = String(
                decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let port = try #require(endpoint.split(separator: ":").last)
            fields.append("\"\(channel.rawValue)_port\":\(port)")
        }
        return try ConnectionFile(contents: Array("{\(fields.joined(separator: ","))}".utf8))
    }
}
