internal import Display

/// What other threads hand to the wire's thread.
enum Post: Sendable {
    /// Text to write; joins text of the same stream that still waits.
    case stream(StreamName, String, Message)
    /// A change of what is shown under an id; replaces a change of the same that still waits.
    case update(id: String, JSON, Message)
    /// An iopub message.
    case publish(type: String, JSON, Message)
    /// A question to the user.
    case ask(Question, Message)
    /// A subshell's evaluator is done with a cell.
    case cellDone(CellReport, subshell: String?)
    /// The responder's reply to a request.
    case answered(JSON, Request)
    /// The historian's reply to a request.
    case recalled(JSON, Request)

    /// True for what may wait a little for more of its kind.
    var mayWait: Bool {
        switch self {
        case .stream, .update: true
        default: false
        }
    }

    /// Whether this can be sent together with `earlier`, right before it: more text of the same stream, or a
    /// newer change of the same display.
    func joins(_ earlier: Post) -> Bool {
        switch (earlier, self) {
        case (.stream(let name, _, let cell), .stream(let newName, _, let origin)):
            name == newName && cell.id == origin.id
        case (.update(let id, _, let cell), .update(let newID, _, let origin)):
            id == newID && cell.id == origin.id
        default: false
        }
    }
}

/// A request and the channel that it came on.
struct Request: Sendable {
    let message: Message
    let channel: ConnectionFile.Channel
}

/// How a cell ended and what its reply carries.
struct CellReport: Sendable {
    let outcome: CellOutcome
    /// The values of `user_expressions`.
    let expressions: [JSON.Member]
    /// What `CellOutput.page` was given.
    let pages: [MIMEBundle]
    /// The plain text of the result.
    let result: String?
}
