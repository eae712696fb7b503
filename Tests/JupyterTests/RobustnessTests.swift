import Testing

@testable import Jupyter

/// What kills or confuses other kernels (protocol, section 3.2).
///
/// That something is ignored shows in that the next reply is the next request's.
@Suite struct RobustnessTests {
    private static let empty = Array("{}".utf8)

    /// A correctly signed message of any four frames.
    private static func signed(_ parts: [[UInt8]], key: String = "secret") -> [[UInt8]] {
        let code = Signer(key: Array(key.utf8), scheme: .sha256).code(of: parts[...])
        return [Message.delimiter, HexDigits.encode(code)] + parts
    }

    private static func header(_ type: String, id: String = "m") -> [UInt8] {
        Array(#"{"msg_id":"\#(id)","msg_type":"\#(type)"}"#.utf8)
    }

    @Test func `a wrong signature is ignored`() throws {
        try withKernel { _, client in
            let parts = [Self.header("kernel_info_request"), Self.empty, Self.empty, Self.empty]
            try client.send(Self.signed(parts, key: "guess"))
            try client.send([Message.delimiter, []] + parts)
            try client.send([Message.delimiter, Array("zz".utf8)] + parts)
            try client.expectAlive()
        }
    }

    @Test func `the same message twice is answered once, also with its signature in capitals`() throws {
        try withKernel { _, client in
            var (frames, id) = client.encoder.encode("kernel_info_request", [:], to: [], parent: nil)
            try client.send(frames)
            try client.send(frames)
            frames[1] = Array(String(decoding: frames[1], as: UTF8.self).uppercased().utf8)
            try client.send(frames)
            #expect(try client.receive(.shell).parentID == id)
            try client.expectAlive()
        }
    }

    @Test(arguments: [ConnectionFile.Channel.shell, .control, .stdin])
    func `too few frames, odd frames and broken JSON are ignored`(channel: ConnectionFile.Channel) throws {
        try withKernel { _, client in
            let bad = [
                "{", "[]", "nul", "", "\u{0}", "{\"a\":1}}", "{\"msg_id\":1,\"msg_type\":\"x\"}",
                "{\"msg_id\":\"x\"}",
                String(repeating: "[", count: 100_000), "{\"msg_id\":NaN}",
            ]
            for count in 0...5 {
                try client.send(
                    Array(Self.signed([Self.empty, Self.empty, Self.empty, Self.empty]).prefix(count + 1)),
                    on: channel)
            }
            for text in bad {
                try client.send(
                    Self.signed([Array(text.utf8), Self.empty, Self.empty, Self.empty]), on: channel)
                try client.send(
                    Self.signed([Self.header("execute_request"), Self.empty, Self.empty, Array(text.utf8)]),
                    on: channel)
            }
            try client.send(Self.signed([[0xFF, 0xFE], Self.empty, Self.empty, Self.empty]), on: channel)
            try client.send([[UInt8]](repeating: [1], count: 5000), on: channel)
            try client.send([[]], on: channel)
            let alive = channel == .control ? ConnectionFile.Channel.control : .shell
            let sent = try client.send("kernel_info_request", on: alive)
            var reply = try client.receive(alive)
            while reply.parentID == "m" { reply = try client.receive(alive) }
            #expect(reply.parentID == sent)
        }
    }

    @Test func `a request without its fields gets an error reply`() throws {
        try withKernel { _, client in
            for type in ["execute_request", "complete_request", "inspect_request", "is_complete_request"] {
                for content: JSON in [[:], ["code": 5], ["code": .null]] {
                    let (reply, outputs) = try client.ask(type, content)
                    #expect(reply.status == "error")
                    #expect(reply.content["ename"] == "BadRequest")
                    #expect(outputs.map(\.summary) == ["busy", "idle"])
                }
            }
            try client.expectAlive()
        }
    }

    @Test func `fields of wrong types fall back to their defaults`() throws {
        try withKernel { _, client throws in
            let odd: JSON = [
                "silent": "no", "store_history": 3, "user_expressions": ["a"], "allow_stdin": [:],
                "stop_on_error": .null,
            ]
            #expect(try client.run("echo a", odd).reply.status == "ok")
            let history: JSON = ["hist_access_type": 4, "n": "many", "output": 1, "session": .number(1e300)]
            #expect(
                try client.ask("history_request", history).reply.content["history"] == [[1, 1, "echo a"]])
        }
    }

    @Test func `lone surrogates in a cell arrive as replacement characters`() throws {
        try withKernel { _, client in
            let content = Array(#"{"code":"echo a\ud83d\ude00b\udc00c\ud800"}"#.utf8)
            try client.send(Self.signed([Self.header("execute_request"), Self.empty, Self.empty, content]))
            #expect(try client.outputs(of: "m").contains { $0.plain == "a😀b\u{FFFD}c\u{FFFD}" })
        }
    }

    @Test func `a huge message is served or dropped, and the heartbeat goes on`() throws {
        try withKernel { _, client in
            let code = "print " + String(repeating: "x", count: 5_000_000)
            let id = try client.send("execute_request", ["code": .string(code), "silent": true])
            try client.send([[], [9]], on: .heartbeat)
            #expect(try client.receiveFrames(.heartbeat) == [[], [9]])
            #expect(try client.receive(.shell).parentID == id)
        }
    }

    @Test func `control answers while shell is flooded`() throws {
        try withKernel { _, client in
            let cell = try client.startWaiting()
            var last = ""
            let count = Wire.waitingLimit + 1000  // the last thousand is left in the network meanwhile
            for _ in 0..<count { last = try client.send("execute_request", ["code": "echo a"]) }
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.control).status == "ok")
            #expect(try client.receive(.shell).parentID == cell)
            var reply = try client.receive(.shell)
            var replies = 1
            while reply.parentID != last {
                reply = try client.receive(.shell)
                replies += 1
            }
            #expect(replies == count)
            #expect(try client.outputs(of: last).last?.summary == "idle")
        }
    }

    @Test func `a client that comes back under its old name is served`() throws {
        try withKernel { kernel, client in
            let first = try Client(kernel.connection, identity: "same")
            try first.expectAlive()
            let second = try Client(kernel.connection, identity: "same")
            try second.expectAlive()
            try client.expectAlive()
        }
    }

    @Test func `a client that goes away with a cell running leaves the kernel whole`() throws {
        try withKernel { kernel, client in
            let cell = try Client(kernel.connection).startWaiting()
            try client.send("interrupt_request", on: .control)
            #expect(try client.outputs(of: cell).last?.summary == "idle")
            try client.expectAlive()
        }
    }

    @Test func `subscribers that vanish at once do no harm`() throws {
        try withKernel { kernel, client in
            let cell = try client.send("execute_request", ["code": "displays 400"])
            for _ in 0..<100 { _ = try Client(kernel.connection, greeted: false) }
            #expect(try client.outputs(of: cell).count == 403)
            #expect(try client.receive(.shell).parentID == cell)
            try client.expectAlive()
        }
    }
}
