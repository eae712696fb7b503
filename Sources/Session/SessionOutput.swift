public import Display
import Language

/// Where a running cell shows what it makes.
public protocol SessionOutput: Sendable {
    /// Whether warnings and errors may have ANSI colours.
    var isColoured: Bool { get }
    /// Prints text.
    func print(_ text: String)
    /// Prints a warning.
    func warn(_ text: String)
    /// Shows something; under `id` it can be changed later.
    func display(_ bundle: MIMEBundle, id: String?)
    /// Changes what is shown under `id`.
    func update(_ bundle: MIMEBundle, id: String)
    /// Shows the value of the cell's last statement.
    func result(_ bundle: MIMEBundle)
    /// Shows a page of help.
    func page(_ bundle: MIMEBundle)
    /// Clears what the cell has shown; with `wait`, when the next output comes.
    func clear(wait: Bool)
    /// Asks the user for a line; nil when the front end can't ask, or the user won't answer.
    func ask(_ prompt: String) -> String?
}

extension SessionOutput {
    /// Jupyter's front ends show ANSI colours.
    public var isColoured: Bool { true }

    /// What makes the lines of warnings and errors.
    var renderer: DiagnosticRenderer { DiagnosticRenderer(style: isColoured ? .ansi : .plain) }
}

/// How a cell ended.
public enum CellEnd: Sendable, Equatable {
    /// It ran to its end.
    case done
    /// It stopped at errors: the first one's code and sentence, and all lines to show.
    case failed(code: String, sentence: String, lines: [String])
}
