import Glibc
import Testing

@testable import Jupyter

/// Requests other than cells, also while a cell runs.
@Suite struct RequestTests {
    @Test func `every subscriber is greeted first, also while the kernel publishes`() throws {
        try withKernel { kernel, client in
            try client.send("execute_request", ["code": "displays 400"])
            var late = 0
            for _ in 0..<20 {
                let client = try Client(kernel.connection, greeted: false)
                var welcome = try client.receive(.iopub)
                if welcome.type != "iopub_welcome" { late += 1 }
                while welcome.type != "iopub_welcome" { welcome = try client.receive(.iopub) }
                #expect(welcome.content == ["subscription": ""])
                #expect(welcome.parent == [:])
                #expect(welcome.topic == [])
            }
            #expect(late <= (Socket.admitsSubscribers ? 0 : 2))
        }
    }

    @Test(arguments: [ConnectionFile.Channel.shell, .control])
    func `kernel_info is answered on shell and control, while a cell runs`(channel: ConnectionFile.Channel)
        throws
    {
        try withKernel { _, client in
            let cell = try client.startWaiting()
            let (reply, outputs) = try client.ask("kernel_info_request", on: channel)
            #expect(outputs.map(\.summary) == ["busy", "idle"])
            #expect(reply.status == "ok")
            #expect(reply.content["protocol_version"] == "5.6")
            #expect(reply.content["language_info"]?["file_extension"] == ".test")
            #expect(reply.content["help_links"] == [["text": "Help", "url": "https://example.org"]])
            let again = try client.receive(.iopub)
            #expect(again.summary == "busy", "front ends take the last status for the kernel's")
            #expect(again.parentID == cell)
            try client.send("interrupt_request", on: .control)
            #expect(try client.outputs(of: cell).last?.summary == "idle")
        }
    }

    @Test func `completion answers while a cell runs, with types by the same index`() throws {
        try withKernel { _, client in
            let cell = try client.startWaiting()
            let (reply, outputs) = try client.ask("complete_request", ["code": "a😀b", "cursor_pos": 2])
            #expect(outputs.map(\.summary) == ["busy", "idle"])
            #expect(reply.content["matches"] == ["alpha", "beta"])
            #expect(reply.content["cursor_end"] == 2)
            #expect(
                reply.content["metadata"]?["_jupyter_types_experimental"] == [
                    ["text": "alpha", "type": "keyword", "start": 0, "end": 2, "signature": "2"],
                    ["text": "beta", "type": "keyword", "start": 0, "end": 2, "signature": "2"],
                ])
            let info = try client.ask(
                "inspect_request", ["code": "known", "cursor_pos": 3, "detail_level": 1]
            ).reply
            #expect(info.content["found"] == true)
            #expect(info.plain == "help at 3, 1")
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == cell)
        }
    }

    @Test(arguments: [(-5, 0), (0, 0), (2, 2), (99, 3)])
    func `the cursor is clamped to the code points of the code`(sent: Int, used: Int) throws {
        try withKernel { _, client in
            let reply = try client.ask("complete_request", ["code": "a😀é", "cursor_pos": .integer(sent)])
                .reply
            #expect(reply.content["cursor_end"] == .integer(used))
        }
    }

    @Test func `nothing to complete or to inspect is an ordinary reply`() throws {
        try withKernel { _, client in
            let none = try client.ask("complete_request", ["code": "", "cursor_pos": 0]).reply
            #expect(none.content["matches"] == [])
            #expect(none.content["metadata"] == ["_jupyter_types_experimental": []])
            let unknown = try client.ask("inspect_request", ["code": "x", "cursor_pos": 0]).reply
            #expect(unknown.content == ["status": "ok", "found": false, "data": [:], "metadata": [:]])
        }
    }

    @Test(arguments: ["fine": "complete", "open": "incomplete", "wrong": "invalid", "odd": "unknown"])
    func `completeness is told, with an indent only where more is needed`(code: String, status: String) throws
    {
        try withKernel { _, client in
            let reply = try client.ask("is_complete_request", ["code": .string(code)]).reply
            #expect(reply.status == status)
            #expect(reply.content["indent"] == (status == "incomplete" ? "  " : nil))
        }
    }

    @Test func `history gives tails, ranges and searches, with output if asked`() throws {
        try withKernel { _, client in
            for code in ["echo a", "print b", "echo a"] { _ = try client.run(code) }
            func history(_ content: JSON) throws -> JSON? {
                try client.ask("history_request", content).reply.content["history"]
            }
            #expect(
                try history(["hist_access_type": "tail", "n": 2]) == [[1, 2, "print b"], [1, 3, "echo a"]])
            #expect(
                try history(["hist_access_type": "tail", "n": 2, "output": true]) == [
                    [1, 2, ["print b", .null]], [1, 3, ["echo a", "a"]],
                ])
            #expect(
                try history(["hist_access_type": "range", "session": 0, "start": 1, "stop": 2]) == [
                    [1, 1, "echo a"]
                ])
            #expect(
                try history(["hist_access_type": "search", "pattern": "ec*a", "unique": true]) == [
                    [1, 3, "echo a"]
                ])
        }
    }

    @Test func `comms are closed as soon as they open, and there are none`() throws {
        try withKernel { _, client in
            let id = try client.send(
                "comm_open", ["comm_id": "c1", "target_name": "jupyter.widget", "data": [:]])
            let outputs = try client.outputs(of: id)
            #expect(outputs.map(\.summary) == ["busy", "comm_close", "idle"])
            #expect(outputs[1].content == ["comm_id": "c1", "data": [:]])
            #expect(try client.ask("comm_info_request").reply.content == ["status": "ok", "comms": [:]])
        }
    }

    @Test(arguments: [ConnectionFile.Channel.shell, .control])
    func `unknown requests are bracketed and otherwise ignored`(channel: ConnectionFile.Channel) throws {
        try withKernel { _, client in
            let id = try client.send("never_heard_of_request", ["x": 1], on: channel)
            #expect(try client.outputs(of: id).map(\.summary) == ["busy", "idle"])
            try client.expectAlive()
        }
    }

    @Test func `usage is told on control`() throws {
        try withKernel { _, client in
            let usage = try client.ask("usage_request", on: .control).reply
            #expect(usage.type == "usage_reply")
            #expect(usage.content["pid"]?.integer == Int(getpid()))
            #expect(try #require(usage.content["kernel_memory"]?.integer) > 1_000_000)
            #expect(try #require(usage.content["host_virtual_memory"]?["total"]?.integer) > 1_000_000)
        }
    }

    @Test func `an interrupt of an idle kernel is answered and leaves the next cell alone`() throws {
        try withKernel { _, client in
            #expect(try client.ask("interrupt_request", on: .control).reply.status == "ok")
            try client.expectAlive()
        }
    }

    @Test func `an interrupt stops the cell, and the kernel goes on`() throws {
        try withKernel { _, client in
            let cell = try client.startWaiting()
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.control).status == "ok")
            let reply = try client.receive(.shell)
            #expect(reply.status == "error")
            #expect(reply.content["ename"] == "Interrupted")
            #expect(try client.outputs(of: cell).contains { $0.type == "error" })
            try client.expectAlive()
        }
    }

    @Test(arguments: [ConnectionFile.Channel.shell, .control])
    func `shutdown is answered while a cell runs, on iopub too`(channel: ConnectionFile.Channel) throws {
        let kernel = try LiveKernel()
        let client = try Client(kernel.connection)
        let cell = try client.startWaiting()
        let id = try client.send("shutdown_request", ["restart": true], on: channel)
        #expect(try client.receive(channel).content == ["status": "ok", "restart": true])
        let outputs = try client.outputs(of: id)
        #expect(outputs.map(\.summary) == ["busy", "shutdown_reply", "idle"])
        #expect(cell != id)
        #expect(try kernel.end() == .shutdown)
    }

    @Test func `the heartbeat echoes what it gets while a cell runs`() throws {
        try withKernel { _, client in
            _ = try client.startWaiting()
            try client.send([[], [1, 2, 3], Array(repeating: 7, count: 100_000)], on: .heartbeat)
            #expect(
                try client.receiveFrames(.heartbeat) == [[], [1, 2, 3], Array(repeating: 7, count: 100_000)])
            try client.send("interrupt_request", on: .control)
        }
    }

    @Test func `a reply carries the request's header as it came`() throws {
        try withKernel { _, client in
            let header = Array(
                #"{ "msg_id":"m1" ,"msg_type" : "kernel_info_request","x":[1.50, "\ud800"],"version":"9"}"#
                    .utf8)
            let parts = [header, Array("{}".utf8), Array("{}".utf8), Array("{}".utf8)]
            let code = Signer(key: Array("secret".utf8), scheme: .sha256).code(of: parts[...])
            try client.send([Message.delimiter, HexDigits.encode(code)] + parts)
            #expect(try client.receive(.shell).parentFrame == header)
        }
    }
}
