internal import Tensors

/// How the weights of a linear layer, or of a part of its outputs, are made of what is trained.
///
/// The layer computes with the whole matrix whatever the form; a form says what of it changes, and what a gradient means
/// for that. Frozen weights have no form.
protocol WeightForm: Sendable {
    /// What is trained, in a fixed order.
    var parameters: [Parameter] { get }

    /// Writes the whole matrix [outputs × inputs], as the parameters have it now.
    func materialise(to weight: UnsafeMutablePointer<Float>)

    /// Adds to the parameters' gradients what `rows` rows of input [rows × inputs] and of the output's gradient
    /// [rows × outputs] give, rows at distances of `stride` floats.
    ///
    /// Called once a layer and step, or a part of it, from one thread at a time for each form; what it adds must be summed in a fixed order.
    func accumulate(
        rows: Int, input: UnsafePointer<Float>, inputStride: Int, gradient: UnsafePointer<Float>,
        gradientStride: Int)
}
