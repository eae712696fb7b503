public import Display

/// Where a running cell shows what it makes.
///
/// May be used from any thread; what one thread sends keeps its order.
public protocol CellOutput: Sendable {
    /// Writes text. Pieces are joined into few messages, and all are sent before the cell's reply.
    func stream(_ stream: StreamName, _ text: String)

    /// Shows something; under `id` it can be changed later.
    func display(_ bundle: MIMEBundle, id: String?)

    /// Changes everything shown under `id`, also after the cell ended. At most ten a second are sent,
    /// the last one always.
    func update(_ bundle: MIMEBundle, id: String)

    /// Shows the cell's value beside its number; nothing for a silent cell.
    func result(_ bundle: MIMEBundle)

    /// Clears what the cell has shown; with `wait`, when the next output comes.
    func clear(wait: Bool)

    /// Shows help: consoles page it, notebooks show it below the cell.
    func page(_ bundle: MIMEBundle)

    /// Asks the user for a line, and waits until it comes or the cell is interrupted.
    func input(prompt: String, password: Bool) throws(InputError) -> String
}

/// The two text streams of a cell.
public enum StreamName: String, Sendable {
    /// What the cell prints.
    case stdout
    /// Warnings.
    case stderr
}

/// Why a question to the user has no answer.
public enum InputError: Error, Sendable {
    /// The front end that sent the cell can't ask.
    case notAllowed
    /// The cell was interrupted.
    case interrupted
    /// The user ended the input (control-D).
    case endOfInput
    /// The kernel is shutting down.
    case closed
}
