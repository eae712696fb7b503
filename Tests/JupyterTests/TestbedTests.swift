import Testing

@testable import Jupyter

/// The 27 checks of a public test bed for kernels, in its four tiers: basic, interactive, rich, advanced.
@Suite struct TestbedTests {
    // MARK: basic

    @Test(arguments: Testbed.allCases) func `01 the heartbeat echoes`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            try client.send([Array("ping".utf8)], on: .heartbeat)
            #expect(try client.receiveFrames(.heartbeat) == [Array("ping".utf8)])
        }
    }

    @Test(arguments: Testbed.allCases) func `02 a subscriber is welcomed`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            let second = try Client(client.connection, greeted: false)
            let welcome = try second.receive(.iopub)
            #expect(welcome.type == "iopub_welcome")
            #expect(welcome.content == ["subscription": ""])
        }
    }

    @Test(arguments: Testbed.allCases) func `03 kernel_info is answered on shell`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            let reply = try client.ask("kernel_info_request").reply
            #expect(reply.type == "kernel_info_reply")
            #expect(reply.status == "ok")
        }
    }

    @Test(arguments: Testbed.allCases) func `04 kernel_info names kernel and protocol`(kernel: Testbed) throws
    {
        try kernel.run { client, _ in
            let content = try client.ask("kernel_info_request").reply.content
            for field in ["implementation", "implementation_version", "banner"] {
                #expect(content[field]?.string?.isEmpty == false)
            }
            #expect(content["protocol_version"]?.string?.hasPrefix("5.") == true)
        }
    }

    @Test(arguments: Testbed.allCases) func `05 kernel_info names the language`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            let language = try client.ask("kernel_info_request").reply.content["language_info"]
            for field in ["name", "version", "mimetype", "file_extension"] {
                #expect(language?[field]?.string?.isEmpty == false)
            }
            #expect(language?["file_extension"]?.string?.first == ".")
        }
    }

    @Test(arguments: Testbed.allCases) func `06 printed text comes on stdout`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let text = try client.run(snippets.hello).outputs.filter { $0.summary == "stdout" }
            #expect(text.compactMap { $0.content["text"]?.string }.joined() == "hello, world\n")
        }
    }

    @Test(arguments: Testbed.allCases) func `07 warnings come on stderr`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let (reply, outputs) = try client.run(snippets.warning)
            #expect(reply.status == "ok")
            #expect(outputs.contains { $0.summary == "stderr" })
        }
    }

    @Test(arguments: Testbed.allCases) func `08 a cell that succeeds replies ok`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let reply = try client.run(snippets.hello).reply
            #expect(reply.status == "ok")
            #expect(reply.content["execution_count"] == 1)
        }
    }

    @Test(arguments: Testbed.allCases) func `09 outputs lie between busy and idle`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let outputs = try client.run(snippets.hello).outputs
            #expect(outputs.first?.summary == "busy")
            #expect(outputs.last?.summary == "idle")
        }
    }

    @Test(arguments: Testbed.allCases) func `10 the input is broadcast`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let input = try client.run(snippets.hello).outputs.first { $0.type == "execute_input" }
            #expect(input?.content == ["code": .string(snippets.hello), "execution_count": 1])
        }
    }

    @Test(arguments: Testbed.allCases) func `11 a shutdown is answered`(kernel: Testbed) throws {
        try kernel.run(stops: true) { client, _ in
            let id = try client.send("shutdown_request", ["restart": false], on: .control)
            let reply = try client.receive(.control)
            #expect(reply.type == "shutdown_reply")
            #expect(reply.parentID == id)
        }
    }

    // MARK: interactive

    @Test(arguments: Testbed.allCases) func `12 words are completed`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let (code, match) = snippets.completion
            let cursor = JSON.integer(code.unicodeScalars.count)
            let content = try client.ask(
                "complete_request", ["code": .string(code), "cursor_pos": cursor]
            ).reply.content
            #expect(content["matches"]?.elements?.contains(.string(match)) == true)
            #expect(content["cursor_start"] == 0)
            #expect(content["cursor_end"] == cursor)
        }
    }

    @Test(arguments: Testbed.allCases) func `13 a word is explained`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let reply = try client.ask(
                "inspect_request", ["code": .string(snippets.inspection), "cursor_pos": 2, "detail_level": 0]
            ).reply
            #expect(reply.content["found"] == true)
            #expect(reply.plain?.isEmpty == false)
        }
    }

    @Test(arguments: Testbed.allCases) func `14 whole code is complete`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let reply = try client.ask("is_complete_request", ["code": .string(snippets.hello)]).reply
            #expect(reply.status == "complete")
        }
    }

    @Test(arguments: Testbed.allCases) func `15 half a statement is incomplete`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let reply = try client.ask("is_complete_request", ["code": .string(snippets.incomplete)]).reply
            #expect(reply.status == "incomplete")
            #expect(reply.content["indent"]?.string != nil)
        }
    }

    @Test(arguments: Testbed.allCases) func `16 what was run is in the history`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            _ = try client.run(snippets.hello)
            let content = try client.ask("history_request", ["hist_access_type": "tail", "n": 1]).reply
                .content
            #expect(content["history"]?.elements?.first?.elements?.last == .string(snippets.hello))
        }
    }

    @Test(arguments: Testbed.allCases) func `17 comms are listed`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            let content = try client.ask("comm_info_request").reply.content
            #expect(content == ["status": "ok", "comms": [:]])
        }
    }

    @Test(arguments: Testbed.allCases) func `18 an error has name, value and traceback`(kernel: Testbed)
        throws
    {
        try kernel.run { client, snippets in
            let (reply, outputs) = try client.run(snippets.error)
            let shown = try #require(outputs.first { $0.type == "error" })
            #expect(reply.status == "error")
            for field in ["ename", "evalue"] { #expect(shown.content[field]?.string?.isEmpty == false) }
            #expect(shown.content["traceback"]?.elements?.isEmpty == false)
        }
    }

    // MARK: rich

    @Test(arguments: Testbed.allCases) func `19 a display has plain text at least`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let display = try client.run(snippets.display).outputs.first { $0.type == "display_data" }
            #expect(display?.plain?.isEmpty == false)
        }
    }

    @Test(arguments: Testbed.allCases) func `20 a display is updated under its id`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let cell = try client.send("execute_request", ["code": .string(snippets.update)])
            var ids: [JSON] = []
            var update = try client.receive(.iopub)
            while update.type != "update_display_data" {
                if update.type == "display_data" { ids.append(update.content["transient"] ?? .null) }
                update = try client.receive(.iopub)
            }
            #expect(update.parentID == cell)
            #expect(ids.contains(update.content["transient"] ?? .null))
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == cell)
        }
    }

    @Test(arguments: Testbed.allCases) func `21 the value of a cell is its result`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let result = try client.run(snippets.result).outputs.first { $0.type == "execute_result" }
            #expect(result?.plain == "11")
            #expect(result?.content["execution_count"] == 1)
        }
    }

    @Test(arguments: Testbed.allCases) func `22 a result can be rich`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let result = try client.run(snippets.rich).outputs.first { $0.type == "execute_result" }
            #expect(result?.content["data"]?["text/html"]?.string?.contains("<") == true)
        }
    }

    // MARK: advanced

    @Test(arguments: Testbed.allCases) func `23 a cell can ask and gets the answer`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let content: JSON = ["code": .string(snippets.ask), "allow_stdin": true]
            let cell = try client.send("execute_request", content)
            #expect(try client.receive(.stdin).type == "input_request")
            try client.send("input_reply", ["value": "someone"], on: .stdin)
            #expect(try client.outputs(of: cell).contains { $0.plain?.contains("someone") == true })
        }
    }

    @Test(arguments: Testbed.allCases) func `24 a comm lives and ends politely`(kernel: Testbed) throws {
        try kernel.run { client, _ in
            let open: JSON = ["comm_id": "c", "target_name": "nobody", "data": [:]]
            let outputs = try client.outputs(of: client.send("comm_open", open))
            #expect(outputs.map(\.summary) == ["busy", "comm_close", "idle"])
            #expect(outputs[1].content["comm_id"] == "c")
            for type in ["comm_msg", "comm_close"] {
                let id = try client.send(type, ["comm_id": "c", "data": [:]])
                #expect(try client.outputs(of: id).map(\.summary) == ["busy", "idle"])
            }
        }
    }

    @Test(arguments: Testbed.allCases) func `25 an interrupt stops a cell`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            let cell = try client.send("execute_request", ["code": .string(snippets.long)])
            while try client.receive(.iopub).type != "execute_input" {}
            #expect(try client.ask("interrupt_request", on: .control).reply.status == "ok")
            let reply = try client.receive(.shell)
            #expect(reply.parentID == cell)
            #expect(reply.status == "error")
            #expect(try client.run(snippets.hello).reply.status == "ok")
        }
    }

    @Test(arguments: Testbed.allCases) func `26 cells are counted`(kernel: Testbed) throws {
        try kernel.run { client, snippets in
            for count in 1...3 {
                let content = try client.run(snippets.hello).reply.content
                #expect(content["execution_count"] == .integer(count))
            }
        }
    }

    @Test(arguments: Testbed.allCases) func `27 what a request causes carries its header`(kernel: Testbed)
        throws
    {
        try kernel.run { client, snippets in
            let (reply, outputs) = try client.run(snippets.hello)
            #expect(outputs.allSatisfy { $0.parentFrame == reply.parentFrame })
            #expect(reply.parent["msg_type"] == "execute_request")
            #expect(reply.header["session"] != reply.parent["session"])
        }
    }
}
