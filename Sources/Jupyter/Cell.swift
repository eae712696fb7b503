/// One cell to run.
public struct Cell: Sendable {
    /// The source.
    public var code: String
    /// The number shown beside the cell.
    public var executionCount: Int
    /// True if the front end wants neither a result nor a trace of this in the history.
    public var silent: Bool
    /// True if the cell counts and enters the history.
    public var storeHistory: Bool
    /// True if `CellOutput.input` may ask the user.
    public var allowsInput: Bool
    /// The notebook's name for the cell, if the front end sent one.
    public var id: String?
    /// True as soon as this cell was interrupted.
    ///
    /// Belongs to this cell alone; cheap, and may be called from any thread.
    public var shouldStop: @Sendable () -> Bool

    /// A cell, as the wire or a test makes it.
    public init(
        code: String, executionCount: Int = 1, silent: Bool = false, storeHistory: Bool = true,
        allowsInput: Bool = false, id: String? = nil, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.code = code
        self.executionCount = executionCount
        self.silent = silent
        self.storeHistory = storeHistory
        self.allowsInput = allowsInput
        self.id = id
        self.shouldStop = shouldStop
    }
}

/// How a cell ended.
public enum CellOutcome: Sendable, Equatable {
    /// It ran to its end.
    case ok
    /// It stopped at an error, which the wire shows.
    case failed(CellFailure)
    /// It stopped because `shouldStop` became true; the wire says so.
    case interrupted
}

/// An error as front ends show it.
public struct CellFailure: Error, Sendable, Equatable {
    /// Its name or code.
    public var name: String
    /// The sentence.
    public var value: String
    /// The lines to show, which may hold ANSI colours.
    public var traceback: [String]

    /// An error with the lines that show it.
    public init(name: String, value: String, traceback: [String]) {
        self.name = name
        self.value = value
        self.traceback = traceback
    }
}
