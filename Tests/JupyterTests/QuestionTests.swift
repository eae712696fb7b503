import Testing

@testable import Jupyter

/// Questions to the user over stdin.
@Suite struct QuestionTests {
    /// Sends a cell that asks, and returns its name and the question.
    private func ask(_ client: Client, _ prompt: String) throws -> (cell: String, question: Received) {
        let cell = try client.send(
            "execute_request", ["code": .string("ask " + prompt), "allow_stdin": true])
        return (cell, try client.receive(.stdin))
    }

    @Test func `an answer reaches the cell that asked`() throws {
        try withKernel { _, client in
            let (cell, question) = try ask(client, "secret")
            #expect(question.type == "input_request")
            #expect(question.parentID == cell)
            #expect(question.content == ["prompt": "secret", "password": true])
            try client.send("input_reply", ["value": "x"], on: .stdin)
            #expect(try client.outputs(of: cell).contains { $0.plain == "x" })
        }
    }

    @Test func `a question ends with an interrupt, and its late answer is not taken for the next one's`()
        throws
    {
        try withKernel { _, client in
            let (cell, first) = try ask(client, "first")
            try client.send("interrupt_request", on: .control)
            #expect(try client.receive(.shell).content["ename"] == "Interrupted")
            _ = try client.outputs(of: cell)
            let (next, _) = try ask(client, "second")
            let parent: JSON = ["msg_id": first.header["msg_id"] ?? ""]
            try client.send("input_reply", ["value": "late"], on: .stdin, parent: parent)
            try client.send("input_reply", ["value": "fresh"], on: .stdin)
            #expect(try client.outputs(of: next).compactMap(\.plain) == ["fresh"])
        }
    }

    @Test func `a front end without a stdin channel is given up, not waited for`() throws {
        try withKernel { kernel, client in
            let stranger = try Client(kernel.connection, identity: "other", without: .stdin)
            let id = try stranger.send("execute_request", ["code": "ask x", "allow_stdin": true])
            let reply = try stranger.receive(.shell)
            #expect(reply.parentID == id)
            #expect(reply.content["ename"] == "notAllowed")
            try client.expectAlive()
        }
    }

    @Test func `control-D ends the input`() throws {
        try withKernel { _, client in
            _ = try ask(client, "more")
            try client.send("input_reply", ["value": "\u{4}"], on: .stdin)
            #expect(try client.receive(.shell).content["ename"] == "endOfInput")
        }
    }

    @Test func `a front end that can't ask is not asked`() throws {
        try withKernel { _, client in
            let reply = try client.run("ask x", ["allow_stdin": false]).reply
            #expect(reply.content["ename"] == "notAllowed")
        }
    }

    @Test func `somebody else's answer is not taken`() throws {
        try withKernel { kernel, client in
            let other = try Client(kernel.connection)
            let (cell, _) = try ask(client, "who")
            try other.send("input_reply", ["value": "other"], on: .stdin)
            _ = try other.ask("kernel_info_request", on: .control)
            try client.send("input_reply", ["value": "mine"], on: .stdin)
            #expect(try client.outputs(of: cell).contains { $0.plain == "mine" })
        }
    }

    @Test func `a running question does not hold up a shutdown`() throws {
        let kernel = try LiveKernel()
        let client = try Client(kernel.connection)
        _ = try ask(client, "wait")
        try client.shutDown(kernel)
    }
}
