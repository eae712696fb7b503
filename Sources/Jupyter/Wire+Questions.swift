/// A question on its way to the front end, or shown there.
struct OpenQuestion {
    /// How long a front end may take to connect its stdin channel, in milliseconds.
    static let patience = 5000

    let question: Question
    /// The cell that asks.
    let origin: Message
    /// When to give up if it can't be delivered.
    let deadline = Clock.milliseconds() + patience
    /// The name of the `input_request`; nil until it is sent.
    var id: String?
}

extension Wire {
    /// Sends a question to the front end that sent the cell.
    func ask(_ question: Question, _ origin: Message) {
        let asking = allShells.first { $0.id == origin.subshell }?.evaluator.running
        guard asking?.interruption.isRequested == false else { return question.fill(.failure(.interrupted)) }
        receiveAnswers()  // drops answers to questions that were withdrawn
        openQuestions.append(OpenQuestion(question: question, origin: origin))
        sendQuestions()
    }

    /// Sends the open questions that are still to be sent.
    ///
    /// Returns in how many milliseconds to try again.
    ///
    /// A front end's stdin channel may connect a little later than its shell.
    @discardableResult
    func sendQuestions() -> Int? {
        for index in openQuestions.indices where openQuestions[index].id == nil {
            send(&openQuestions[index])
        }
        let now = Clock.milliseconds()
        openQuestions.removeAll { open in
            guard open.id == nil, now >= open.deadline else { return false }
            open.question.fill(.failure(.notAllowed))
            return true
        }
        return openQuestions.contains { $0.id == nil } ? 10 : nil
    }

    private func send(_ open: inout OpenQuestion) {
        let content: JSON = [
            "prompt": .string(open.question.prompt), "password": .bool(open.question.password),
        ]
        let (frames, id) = encoder.encode(
            "input_request", content, to: open.origin.identities, parent: open.origin)
        if stdin.send(frames) { open.id = id }
    }

    /// Ends the questions of a subshell's cell without an answer.
    func withdrawQuestions(of subshell: Subshell, _ reason: InputError) {
        openQuestions.removeAll { open in
            guard open.origin.subshell == subshell.id else { return false }
            open.question.fill(.failure(reason))
            return true
        }
    }

    /// Takes answers; those to no question or from someone else are dropped.
    ///
    /// Some front ends name the question that they answer; for the others the oldest counts.
    func receiveAnswers() {
        while let frames = stdin.receive() {
            do {
                let answer = try decoder.decode(frames)
                guard answer.type == "input_reply",
                    let index = openQuestions.firstIndex(where: { $0.takes(answer) })
                else { continue }
                let open = openQuestions.remove(at: index)
                let value = answer.content["value"]?.string ?? ""
                open.question.fill(value == "\u{4}" ? .failure(.endOfInput) : .success(value))
            } catch {
                log.note("dropped a message on stdin: \(error)")
            }
        }
    }
}

extension OpenQuestion {
    /// Whether an answer comes from who was asked and is not meant for another question.
    fileprivate func takes(_ answer: Message) -> Bool {
        guard let id else { return false }
        return answer.identities == origin.identities && (answer.parentID.isEmpty || answer.parentID == id)
    }
}
