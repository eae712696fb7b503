internal import Tensors

/// Moves parameters against their gradients.
protocol Optimiser: Sendable {
    /// What it remembers from step to step, in a fixed order: zeros at first.
    var memory: [FloatBuffer] { get }

    /// Takes step `number`, counted from 1, with the gradients times `scale`.
    ///
    /// `rates` are the learning rates of the parameters.
    func step(_ number: Int, rates: [Double], scale: Float, _ pool: ThreadPool)
}

extension Optimiser {
    /// Memory of the same shape as the parameters.
    static func zeros(like parameters: [Parameter]) -> [FloatBuffer] {
        parameters.map { parameter in
            let buffer = FloatBuffer(count: parameter.count)
            buffer.pointer.update(repeating: 0, count: buffer.count)
            return buffer
        }
    }
}

/// What gradients are multiplied by so that their norm is `limit` at most.
///
/// Source: torch, `clip_grad_norm_`.
func clippingScale(norm: Double, limit: Double?) -> Float {
    guard let limit else { return 1 }
    let scale = limit / (norm + 1e-6)
    return scale < 1 ? Float(scale) : 1
}
