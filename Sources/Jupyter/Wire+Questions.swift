/// A question that the front end shows.
struct OpenQuestion {
    let question: Question
    /// Who was asked.
    let identities: [[UInt8]]
    /// The name of the `input_request`.
    let id: String
}

extension Wire {
    /// Sends a question to the front end that sent the cell.
    func ask(_ question: Question, _ origin: Message) {
        guard evaluator.running?.interruption.isRequested == false else {
            return question.fill(.failure(.interrupted))
        }
        while stdin.receive() != nil {}  // answers to questions that were withdrawn
        let content: JSON = ["prompt": .string(question.prompt), "password": .bool(question.password)]
        let (frames, id) = encoder.encode("input_request", content, to: origin.identities, parent: origin)
        guard stdin.send(frames) else { return question.fill(.failure(.notAllowed)) }
        openQuestion = OpenQuestion(question: question, identities: origin.identities, id: id)
    }

    /// Takes answers; those to no question or from someone else are dropped.
    ///
    /// Some front ends name the question that they answer and some don't.
    func receiveAnswers() {
        while let frames = stdin.receive() {
            do {
                let answer = try decoder.decode(frames)
                guard let open = openQuestion, answer.type == "input_reply",
                    answer.identities == open.identities,
                    answer.parentID.isEmpty || answer.parentID == open.id
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
