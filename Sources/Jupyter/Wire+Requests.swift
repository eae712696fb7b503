extension Wire {
    /// Handles one request: at once, or by handing it to the evaluator or the responder.
    func handle(_ request: Request) {
        switch (request.channel, request.message.type) {
        case (.shell, "execute_request"): enqueueCell(request)
        case (.shell, "complete_request"), (.shell, "inspect_request"), (.shell, "is_complete_request"):
            responder.enqueue(request)
            startResponder()
        default:
            publishStatus("busy", of: request.message)
            conclude(request, answer(to: request))
        }
    }

    /// The reply to a request that needs no other thread; nil if none is due.
    private func answer(to request: Request) -> JSON? {
        switch (request.channel, request.message.type) {
        case (_, "kernel_info_request"): return Contents.kernelInfo(backend.info)
        case (_, "shutdown_request"): return shutDown(request)
        case (.shell, "history_request"): return answerHistory(request.message.content)
        case (.shell, "comm_info_request"): return ["status": "ok", "comms": [:]]
        case (.shell, "comm_open"): closeComm(request.message)
        case (.shell, "comm_msg"), (.shell, "comm_close"): break
        case (.shell, "connect_request"): return Contents.ports(connection)
        case (.control, "interrupt_request"):
            interrupt()
            return ["status": "ok"]
        case (.control, "usage_request"): return usage.measure()
        default:
            log.note("unknown request \(request.message.type) on \(request.channel.rawValue)")
        }
        return nil
    }

    /// Hands the next question about code to the responder, if it is free.
    func startResponder() {
        guard let request = responder.dequeue() else { return }
        publishStatus("busy", of: request.message)
        responder.run(request)
    }

    private func answerHistory(_ content: JSON) -> JSON {
        let count = content["n"]?.integer
        let entries =
            switch content["hist_access_type"]?.string {
            case "range":
                history.range(
                    session: content["session"]?.integer ?? 0, start: content["start"]?.integer ?? 0,
                    stop: content["stop"]?.integer)
            case "search":
                history.search(
                    content["pattern"]?.string ?? "*", count: count, unique: content["unique"]?.bool ?? false)
            default: history.tail(count ?? 10)
            }
        return Contents.history(entries, output: content["output"]?.bool ?? false)
    }

    /// Nobody here speaks through comms, so each is closed as soon as it opens.
    private func closeComm(_ message: Message) {
        guard let id = message.content["comm_id"]?.string else { return }
        publish("comm_close", ["comm_id": .string(id), "data": [:]], parent: message)
    }

    /// Prepares to stop.
    ///
    /// The reply goes to iopub too, so that every front end hears of it.
    private func shutDown(_ request: Request) -> JSON {
        let content: JSON = [
            "status": "ok", "restart": .bool(request.message.content["restart"]?.bool ?? false),
        ]
        publish("shutdown_reply", content, parent: request.message)
        exitReason = .shutdown
        return content
    }
}
