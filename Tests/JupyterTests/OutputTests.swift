import Display
import Testing

@testable import Jupyter

/// Much output: joined, capped, and never after idle.
@Suite struct OutputTests {
    @Test func `ten thousand lines come whole, before idle, in few messages`() throws {
        try withKernel { _, client in
            let outputs = try client.run("flood 10000").outputs
            let text = outputs.filter { $0.type == "stream" }
            #expect(
                text.compactMap { $0.content["text"]?.string }.joined()
                    == (0..<10_000).map { "line \($0)\n" }.joined())
            #expect(text.count < 100)
        }
    }

    @Test func `a flood of text is cut at its limit, with a line that says so`() throws {
        try withKernel { _, client in
            let outputs = try client.run("flood 200000").outputs.filter { $0.type == "stream" }
            let shown = outputs.filter { $0.summary == "stdout" }.compactMap { $0.content["text"]?.string }
                .joined()
            #expect(shown.utf8.count == OutputBudget.textLimit)
            let size = (0..<200_000).reduce(0) { $0 + "line \($1)\n".utf8.count }
            let notice = try #require(outputs.last?.content["text"]?.string)
            #expect(notice.contains("\(size - OutputBudget.textLimit) bytes of text after the first 1000000"))
        }
    }

    @Test func `a flood of displays is cut at its limit, the result is not`() throws {
        try withKernel { _, client in
            let outputs = try client.run("displays 2000\necho end").outputs
            #expect(outputs.count { $0.type == "display_data" } == OutputBudget.displayLimit)
            #expect(outputs.contains { $0.plain == "end" })
            #expect(
                outputs.last { $0.type == "stream" }?.content["text"]?.string?.contains("1500 displays")
                    == true)
        }
    }

    @Test func `of many updates of one display few are sent, the last one always`() throws {
        try withKernel { _, client in
            let updates = try client.run("updates 20000").outputs.filter { $0.type == "update_display_data" }
            #expect(updates.last?.plain == "20000")
            #expect(updates.count < 200)
        }
    }

    @Test func `a client that does not read loses nothing`() throws {
        try withKernel { _, client in
            var ids: [String] = []
            for _ in 0..<20 { ids.append(try client.send("execute_request", ["code": "displays 450"])) }
            for id in ids { #expect(try client.receive(.shell).parentID == id) }
            for id in ids {
                let outputs = try client.outputs(of: id)
                #expect(outputs.count { $0.type == "display_data" } == 450)
            }
        }
    }

    @Test func `text is cut between code points`() {
        var budget = OutputBudget(allowance: OutputAllowance())
        #expect(
            budget.take(String(repeating: "a", count: OutputBudget.textLimit - 2)).utf8.count == OutputBudget
                .textLimit - 2)
        #expect(budget.take("😀x") == "")
        #expect(budget.take("x") == "")
        #expect(budget.notice?.contains("6 bytes") == true)
    }

    @Test func `the session's allowance is a burst and then a rate`() {
        let time = Lock(0)
        let allowance = OutputAllowance { time.withLock(\.self) }
        #expect(allowance.take(upTo: 10) == 10)
        #expect(!allowance.takeWhole(OutputAllowance.burst))
        #expect(allowance.take(upTo: .max) == OutputAllowance.burst - 10)
        #expect(allowance.take(upTo: 1) == 0)
        time.withLock { $0 = 500 }
        #expect(allowance.takeWhole(OutputAllowance.rate / 2))
        allowance.spend(OutputAllowance.rate)
        time.withLock { $0 = 1500 }
        #expect(allowance.take(upTo: .max) == 0, "what was always shown is paid for first")
        time.withLock { $0 = .max }
        #expect(allowance.take(upTo: .max) == OutputAllowance.burst)
    }

    @Test func `what may wait for a reader that never reads is bounded, and messages make room again`() {
        let time = Lock(0)
        let allowance = OutputAllowance { time.withLock(\.self) }
        func shown(in seconds: Int) -> Int {
            (0..<seconds).reduce(0) { sum, _ in
                time.withLock { $0 += 1000 }
                return sum + allowance.take(upTo: OutputAllowance.rate)
            }
        }
        #expect(shown(in: 1000) == OutputAllowance.windowLimit)
        #expect(!allowance.takeWhole(1))
        for _ in 0..<Socket.readerMark { allowance.countMessage() }
        #expect(!allowance.takeWhole(1), "all of it may still wait")
        for _ in 0..<Socket.readerMark { allowance.countMessage() }
        #expect(shown(in: 1000) == OutputAllowance.windowLimit)
    }

    @Test func `text of one stream is joined in the inbox, and order is kept`() throws {
        let inbox = try Inbox()
        let first = try Self.message("1")
        let second = try Self.message("2")
        for text in ["a", "b", "c"] { inbox.add(.stream(.stdout, text, first)) }
        inbox.add(.stream(.stderr, "d", first))
        inbox.add(.stream(.stderr, "e", second))
        inbox.add(.publish(type: "x", [:], second))
        let texts = inbox.take().posts.map { post in
            if case .stream(_, let text, _) = post { text } else { "-" }
        }
        #expect(texts == ["abc", "d", "e", "-"])
    }

    @Test func `the last text waits for more, but not for long`() throws {
        let inbox = try Inbox()
        inbox.add(.stream(.stdout, "a", try Self.message("1")))
        let (posts, wait) = inbox.take()
        #expect(posts.isEmpty)
        #expect((1...Inbox.holdTime).contains(try #require(wait)))
    }

    private static func message(_ id: String) throws -> Message {
        var decoder = MessageDecoder(signer: Signer(key: [], scheme: .sha256))
        let header = Array(#"{"msg_id":"\#(id)","msg_type":"x"}"#.utf8)
        let empty = Array("{}".utf8)
        return try decoder.decode([Message.delimiter, [], header, empty, empty, empty])
    }
}
