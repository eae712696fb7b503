/// Why a kernel died in a cell.
public enum DeathCause: Sendable, Equatable {
    /// The system ended it, for memory ran out.
    case outOfMemory
    /// It was ended from outside without a word, most likely because memory ran out.
    case perhapsOutOfMemory
    /// It was ended from outside without a word, and not for want of memory.
    case killed
    /// The machine was switched off or started anew.
    case machineStopped
    /// A fault of the process itself: a signal's number.
    case signal(Int)
}
