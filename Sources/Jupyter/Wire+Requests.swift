extension Wire {
    /// Handles one request: at once, or by handing it to an evaluator or the responder.
    func handle(_ request: Request) {
        guard let subshell = subshell(of: request) else { return refuseSubshell(request) }
        switch (request.channel, request.message.type) {
        case (.shell, "execute_request"): enqueueCell(request, subshell)
        case (.shell, "complete_request"), (.shell, "inspect_request"), (.shell, "is_complete_request"):
            responder.enqueue(request)
            startResponder()
        case (.shell, "history_request"):
            publishStatus("busy", of: request.message)
            historian.recall(request, subshell: subshell.id)
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
        case (.shell, "comm_info_request"): return ["status": "ok", "comms": [:]]
        case (.shell, "comm_open"): closeComm(request.message)
        case (.shell, "comm_msg"), (.shell, "comm_close"): break
        case (.shell, "connect_request"): return Contents.ports(connection)
        case (.control, "interrupt_request"):
            interrupt()
            return ["status": "ok"]
        case (.control, "usage_request"): return usage.measure()
        case (.control, "create_subshell_request"): return createSubshell()
        case (.control, "delete_subshell_request"): return deleteSubshell(request.message.content)
        case (.control, "list_subshell_request"): return listSubshells()
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
