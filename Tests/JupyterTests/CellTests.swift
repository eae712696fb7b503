import Display
import Testing

@testable import Jupyter

/// Order and state of cells (protocol, "Order and state rules").
@Suite struct CellTests {
    @Test func `outputs come between busy and idle in the order they were made`() throws {
        try withKernel { _, client in
            let (reply, outputs) = try client.run("print a\nwarn b\nprint c\necho d")
            #expect(
                outputs.map(\.summary) == [
                    "busy", "execute_input", "stdout", "stderr", "stdout", "execute_result", "idle",
                ])
            #expect(reply.content["execution_count"] == 1)
            #expect(reply.content["payload"] == [])
            #expect(reply.content["user_expressions"] == [:])
            #expect(outputs[5].content["data"]?["text/html"] == "<b>d</b>")
            #expect(outputs[5].content["execution_count"] == 1)
        }
    }

    @Test func `a silent cell leaves no trace and no result`() throws {
        try withKernel { _, client in
            let (reply, outputs) = try client.run("echo a\nprint b", ["silent": true, "store_history": true])
            #expect(outputs.map(\.summary) == ["busy", "stdout", "idle"])
            #expect(reply.content["execution_count"] == 0)
            #expect(try client.run("number").outputs[2].plain == "1")
            let history = try client.ask("history_request", ["hist_access_type": "tail", "n": 5]).reply
            #expect(history.content["history"] == [[1, 1, "number"]])
        }
    }

    @Test func `a cell outside the history does not count`() throws {
        try withKernel { _, client in
            _ = try client.run("number")
            let (reply, outputs) = try client.run("number", ["store_history": false])
            #expect(reply.content["execution_count"] == 1)
            #expect(outputs[1].content["execution_count"] == 1)
            #expect(try client.run("number").reply.content["execution_count"] == 2)
        }
    }

    @Test func `an error is the same on iopub and in the reply`() throws {
        try withKernel { _, client in
            let (reply, outputs) = try client.run("fail here", ["user_expressions": ["a": "1"]])
            #expect(outputs.map(\.summary) == ["busy", "execute_input", "error", "idle"])
            for field in ["ename", "evalue", "traceback"] {
                #expect(reply.content[field] == outputs[2].content[field])
            }
            #expect(reply.status == "error")
            #expect(reply.content["ename"] == "T001")
            #expect(reply.content["execution_count"] == 1)
            #expect(reply.content["user_expressions"] == [:])
        }
    }

    @Test func `after an error the cells that wait are aborted, other requests are served`() throws {
        try withKernel { _, client in
            let waiting = try client.startWaiting()
            let dropped = try client.send("execute_request", ["code": "echo 1"])
            let info = try client.send("kernel_info_request")
            let alsoDropped = try client.send("execute_request", ["code": "echo 2"])
            #expect(try client.receive(.shell).parentID == info)
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).parentID == waiting)
            for id in [dropped, alsoDropped] {
                let reply = try client.receive(.shell)
                #expect(reply.parentID == id)
                #expect(reply.status == "aborted")
                #expect(try client.outputs(of: id).map(\.summary) == ["busy", "idle"])
            }
            #expect(try client.run("number").outputs[2].plain == "2")
        }
    }

    @Test func `without stop_on_error the cells that wait are run`() throws {
        try withKernel { _, client in
            try client.send("execute_request", ["code": "fail a", "stop_on_error": false])
            let next = try client.send("execute_request", ["code": "echo b"])
            #expect(try client.receive(.shell).status == "error")
            #expect(try client.receive(.shell).status == "ok")
            #expect(try client.outputs(of: next).contains { $0.plain == "b" })
        }
    }

    @Test func `each user expression has its own value or error`() throws {
        try withKernel { _, client in
            let reply = try client.run("", ["user_expressions": ["a": "good", "b": "bad"]]).reply
            let values = try #require(reply.content["user_expressions"])
            #expect(values["a"]?["data"]?["text/plain"] == "good")
            #expect(values["a"]?["status"] == "ok")
            #expect(values["b"]?["status"] == "error")
            #expect(values["b"]?["ename"] == "T002")
        }
    }

    @Test func `displays carry ids, JSON as JSON, and pages go into the reply`() throws {
        try withKernel { _, client in
            let (reply, outputs) = try client.run(
                "display a\njson {\"x\": [1]}\njson {no\nclear wait\nclear\npage help")
            #expect(outputs[2].content["transient"] == ["display_id": "shown"])
            #expect(outputs[3].content["data"]?["application/json"] == ["x": [1]])
            #expect(outputs[3].content["data"]?["application/vnd.x+json"] == ["x": [1]])
            #expect(outputs[3].plain == "{\"x\": [1]}")
            #expect(outputs[4].content["data"]?["application/json"] == "{no")
            #expect(outputs[5...6].map(\.content) == [["wait": true], ["wait": false]])
            #expect(
                reply.content["payload"] == [["source": "page", "data": ["text/plain": "help"], "start": 0]])
        }
    }

    @Test func `a display can be updated after its cell has ended`() throws {
        try withKernel { kernel, client in
            let id = try client.send("execute_request", ["code": "display a\nkeep"])
            _ = try client.outputs(of: id)
            kernel.backend.kept.withLock { $0?.update(.init(plain: "b"), id: "shown") }
            let update = try client.receive(.iopub)
            #expect(update.type == "update_display_data")
            #expect(update.parentID == id)
            #expect(update.content["transient"] == ["display_id": "shown"])
        }
    }
}
