extension Wire {
    /// Sends a message on iopub to whoever listens; the bytes of its content.
    @discardableResult
    func publish(_ type: String, _ content: JSON, parent: Message?) -> Int {
        let topic = Array("kernel.\(encoder.session).\(type)".utf8)
        let frames = encoder.encode(type, content, to: [topic], parent: parent).frames
        welcomeSubscribers()
        iopub.send(frames)
        inbox.allowance.countMessage()
        return frames.last?.count ?? 0
    }

    /// Takes in those who want to subscribe, and greets each before it gets anything else (JEP 65).
    func welcomeSubscribers() {
        while let frames = iopub.receive() {
            guard let frame = frames.first, let wish = frame.first, wish <= 1 else { continue }
            let topic = Array(frame.dropFirst())
            guard let text = String(validating: topic, as: UTF8.self) else { continue }
            iopub.subscribe(topic, wish == 1)
            guard wish == 1 else { continue }
            let content: JSON = ["subscription": .string(text)]
            iopub.send(encoder.encode("iopub_welcome", content, to: [topic], parent: nil).frames)
        }
    }

    /// Answers a request where it came from.
    ///
    /// The reply's type is the request's.
    func reply(to request: Request, _ content: JSON) {
        let message = request.message
        let stem = message.type.hasSuffix("_request") ? String(message.type.dropLast(8)) : message.type
        let frames = encoder.encode(stem + "_reply", content, to: message.identities, parent: message).frames
        (request.channel == .control ? control : shell).send(frames)
    }

    func publishStatus(_ state: String, of message: Message) {
        publish("status", ["execution_state": .string(state)], parent: message)
    }

    /// Says that a request is done with.
    ///
    /// Front ends take the last status for the kernel's, so a cell that still runs is named busy again.
    func publishIdle(of message: Message) {
        publishStatus("idle", of: message)
        let running = allShells.compactMap { $0.evaluator.running?.request.message }
        if let busy = running.first(where: { $0.id != message.id }) { publishStatus("busy", of: busy) }
    }

    /// Replies, if there is something to say, and ends the request.
    func conclude(_ request: Request, _ content: JSON?) {
        if let content { reply(to: request, content) }
        publishIdle(of: request.message)
    }
}
