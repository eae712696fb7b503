/// What can be wrong with the operands of a tensor operation.
public enum TensorError: Error, Sendable, Equatable {
    /// The operands' shapes don't fit the operation.
    case shapeMismatch(operation: String, left: [Int], right: [Int])
    /// A size is negative, or too large for the machine or for BLAS.
    case badSize(operation: String, sizes: [Int])
    /// Sparse rows whose offsets or column indices contradict each other.
    case badStructure(operation: String, detail: String)
    /// The work was interrupted.
    case interrupted
}
