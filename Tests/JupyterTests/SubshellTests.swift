import Testing

@testable import Jupyter

/// Cells that run beside the main shell (JEP 91).
@Suite struct SubshellTests {
    @Test func `subshells are announced, made, listed and deleted`() throws {
        try withKernel { _, client in
            let info = try client.ask("kernel_info_request").reply
            #expect(info.content["supported_features"] == ["kernel subshells"])
            let (first, second) = (try client.makeSubshell(), try client.makeSubshell())
            #expect(first != second)
            func list() throws -> JSON? {
                try client.ask("list_subshell_request", on: .control).reply.content["subshell_id"]
            }
            #expect(try list() == [.string(first), .string(second)])
            let gone = try client.ask(
                "delete_subshell_request", ["subshell_id": .string(first)], on: .control)
            #expect(gone.reply.content == ["status": "ok"])
            #expect(gone.outputs.map(\.summary) == ["busy", "idle"])
            #expect(try list() == [.string(second)])
        }
    }

    @Test func `a cell runs in a subshell while another runs in the main shell`() throws {
        try withKernel { _, client in
            let long = try client.startWaiting()
            let subshell = try client.makeSubshell()
            let (reply, outputs) = try client.run("print a\necho b", in: subshell)
            #expect(reply.status == "ok")
            #expect(
                outputs.map(\.summary) == ["busy", "execute_input", "stdout", "execute_result", "idle"])
            let again = try client.receive(.iopub)
            #expect(again.summary == "busy", "the kernel still works on the other cell")
            #expect(again.parentID == long)
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == long)
        }
    }

    @Test func `each subshell counts its own cells, in the history too`() throws {
        try withKernel { _, client in
            for _ in 0..<3 { _ = try client.run("number") }
            let subshell = try client.makeSubshell()
            #expect(try client.run("number", in: subshell).outputs[2].plain == "1")
            #expect(try client.run("number", in: subshell).reply.content["execution_count"] == 2)
            #expect(try client.run("number").reply.content["execution_count"] == 4)
            let range: JSON = ["hist_access_type": "range", "session": 0, "start": 1]
            let (own, main) = (
                try client.ask("history_request", range, to: subshell).reply.content["history"],
                try client.ask("history_request", range).reply.content["history"]
            )
            #expect(own == [[2, 1, "number"], [2, 2, "number"]])
            #expect(main == [[1, 1, "number"], [1, 2, "number"], [1, 3, "number"], [1, 4, "number"]])
        }
    }

    @Test func `an interrupt stops the cells of all subshells`() throws {
        try withKernel { _, client in
            var cells = [try client.startWaiting()]
            for _ in 0..<2 { cells.append(try client.startWaiting(in: client.makeSubshell())) }
            try client.send("interrupt_request", on: .control)
            var ended: Set<String?> = []
            for _ in cells {
                let reply = try client.receive(.shell)
                #expect(reply.content["ename"] == "Interrupted")
                ended.insert(reply.parentID)
            }
            #expect(ended == Set(cells))
            try client.expectAlive()
        }
    }

    @Test func `each line of cells drops only its own when one of them stops`() throws {
        try withKernel { _, client in
            let subshell = try client.makeSubshell()
            let main = try client.startWaiting()
            let other = try client.startWaiting(in: subshell)
            let kept = try client.send("execute_request", ["code": "echo kept"])
            let dropped = try client.send("execute_request", ["code": "echo dropped"], to: subshell)
            let info = try client.send("kernel_info_request")
            #expect(try client.receive(.shell).parentID == info, "what was sent before has arrived")
            try client.send(
                "delete_subshell_request", ["subshell_id": .string(subshell)], on: .control)
            #expect(try client.receive(.control).status == "ok")
            var statuses: [String?: String?] = [:]
            for _ in 0..<2 {
                let reply = try client.receive(.shell)
                statuses[reply.parentID] = reply.status
            }
            #expect(statuses == [other: "error", dropped: "aborted"])
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == main)
            #expect(try client.receive(.shell).status == "aborted")
            #expect(try client.outputs(of: kept).map(\.summary) == ["busy", "idle"])
        }
    }

    @Test func `a failing cell in a subshell leaves the main shell's queue alone`() throws {
        try withKernel { _, client in
            let subshell = try client.makeSubshell()
            let main = try client.startWaiting(["stop_on_error": false])
            let kept = try client.send("execute_request", ["code": "echo kept"])
            #expect(try client.run("fail x", in: subshell).reply.status == "error")
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == main)
            #expect(try client.receive(.shell).status == "ok")
            #expect(try client.outputs(of: kept).contains { $0.plain == "kept" })
        }
    }

    @Test(arguments: ["execute_request", "kernel_info_request", "complete_request", "history_request"])
    func `a request to an unknown subshell gets an error reply between busy and idle`(type: String) throws {
        try withKernel { _, client in
            let (reply, outputs) = try client.ask(type, ["code": "echo a"], to: "nowhere")
            #expect(reply.status == "error")
            #expect(reply.content["ename"] == "UnknownSubshell")
            #expect(outputs.map(\.summary) == ["busy", "idle"])
            try client.expectAlive()
        }
    }

    @Test func `deleting an unknown subshell is an error`() throws {
        try withKernel { _, client in
            for content: JSON in [[:], ["subshell_id": "x"], ["subshell_id": .null]] {
                let reply = try client.ask("delete_subshell_request", content, on: .control).reply
                #expect(reply.content["ename"] == "UnknownSubshell")
            }
        }
    }

    @Test func `a deleted subshell's cell is interrupted and its end told`() throws {
        try withKernel { _, client in
            let subshell = try client.makeSubshell()
            let cell = try client.startWaiting(in: subshell)
            let gone = try client.send(
                "delete_subshell_request", ["subshell_id": .string(subshell)], on: .control)
            #expect(try client.receive(.control).parentID == gone)
            #expect(try client.receive(.shell).content["ename"] == "Interrupted")
            #expect(try client.outputs(of: cell).map(\.summary).suffix(2) == ["error", "idle"])
            #expect(try client.run("echo a", in: subshell).reply.content["ename"] == "UnknownSubshell")
        }
    }

    @Test func `there is a most of subshells, and room again after deleting one`() throws {
        try withKernel { _, client in
            var last = ""
            for _ in 0..<Subshell.limit { last = try client.makeSubshell() }
            let refused = try client.ask("create_subshell_request", on: .control).reply
            #expect(refused.content["ename"] == "TooManySubshells")
            _ = try client.ask("delete_subshell_request", ["subshell_id": .string(last)], on: .control)
            _ = try client.makeSubshell()
        }
    }

    @Test func `two subshells can ask at once, and each gets its own answer`() throws {
        try withKernel { _, client in
            var cells: [String: Received] = [:]
            for shell in [try client.makeSubshell(), try client.makeSubshell()] {
                let cell = try client.send("execute_request", ["code": "ask who"], to: shell)
                cells[cell] = try client.receive(.stdin)
            }
            for (cell, question) in cells {
                #expect(question.parentID == cell)
                try client.send(
                    "input_reply", ["value": .string(cell)], on: .stdin,
                    parent: ["msg_id": question.header["msg_id"] ?? ""])
                #expect(try client.outputs(of: cell).compactMap(\.plain) == [cell])
            }
        }
    }

    @Test func `a shutdown does not wait for the cells of subshells`() throws {
        let kernel = try LiveKernel()
        let client = try Client(kernel.connection)
        _ = try client.startWaiting(in: client.makeSubshell())
        try client.shutDown(kernel)
    }
}
