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
        guard evaluator.running?.interruption.isRequested == false else {
            return question.fill(.failure(.interrupted))
        }
        while stdin.receive() != nil {}  // answers to questions that were withdrawn
        openQuestion = OpenQuestion(question: question, origin: origin)
        sendQuestion()
    }

    /// Sends the open question if that is still to do.
    ///
    /// Returns in how many milliseconds to try again.
    ///
    /// A front end's stdin channel may connect a little later than its shell.
    @discardableResult
    func sendQuestion() -> Int? {
        guard let open = openQuestion, open.id == nil else { return nil }
        let content: JSON = [
            "prompt": .string(open.question.prompt), "password": .bool(open.question.password),
        ]
        let (frames, id) = encoder.encode(
            "input_request", content, to: open.origin.identities, parent: open.origin)
        if stdin.send(frames) {
            openQuestion?.id = id
        } else if Clock.milliseconds() < open.deadline {
            return 10
        } else {
            openQuestion = nil
            open.question.fill(.failure(.notAllowed))
        }
        return nil
    }

    /// Takes answers; those to no question or from someone else are dropped.
    ///
    /// Some front ends name the question that they answer and some don't.
    func receiveAnswers() {
        while let frames = stdin.receive() {
            do {
                let answer = try decoder.decode(frames)
                guard let open = openQuestion, let id = open.id, answer.type == "input_reply",
                    answer.identities == open.origin.identities,
                    answer.parentID.isEmpty || answer.parentID == id
                else { continue }
                openQuestion = nil
                let value = answer.content["value"]?.string ?? ""
                open.question.fill(value == "\u{4}" ? .failure(.endOfInput) : .success(value))
            } catch {
                log.note("dropped a message on stdin: \(error)")
            }
        }
    }
}
