internal import CKernels
internal import Tensors

/// A narrow layer behind half a layer, both ways: h + up(gelu(down(h))).
///
/// Source: Houlsby et al. 2019.
struct TrainableBottleneck: Sendable {
    let down, up: TrainableLinear

    var size: Int { up.outputs }
    var width: Int { down.outputs }
    var linears: [TrainableLinear] { [down, up] }
    var parameters: [Parameter] { down.parameters + up.parameters }

    /// What is kept of a batch, each [tokens × its width]: the input, the narrow layer before its activation, and on the way
    /// back the gradients with regard to the result and to the narrow layer.
    struct Activations: Sendable {
        let input, inner, gradient, innerGradient: FloatBuffer

        init(tokens: Int, size: Int, width: Int) {
            (input, gradient) = (FloatBuffer(count: tokens * size), FloatBuffer(count: tokens * size))
            (inner, innerGradient) = (
                FloatBuffer(count: tokens * width), FloatBuffer(count: tokens * width)
            )
        }
    }

    /// What it needs for a batch.
    func activations(tokens: Int) -> Activations { Activations(tokens: tokens, size: size, width: width) }

    /// Adds to the states of some rows of a batch, in place.
    func forward(_ rows: Range<Int>, _ states: FloatBuffer, _ kept: Activations) {
        let (state, count) = (rows.lowerBound * size, rows.count * size)
        (kept.input.pointer + state).update(from: states.pointer + state, count: count)
        let inner = kept.inner.pointer + rows.lowerBound * width
        down(rows.count, kept.input.pointer + state, to: inner)
        let activated = FloatBuffer(count: rows.count * width)
        kernel_activate(Kernels.level, KERNEL_GELU, activated.count, inner, activated.pointer)
        let added = FloatBuffer(count: count)
        up(rows.count, activated.pointer, to: added.pointer)
        kernel_add(Kernels.level, count, added.pointer, states.pointer + state)
    }

    /// Turns the gradient with regard to the result of some rows into that with regard to the input, in place.
    ///
    /// What was kept before the activation is replaced by what it made of it.
    func backward(_ rows: Range<Int>, _ gradient: FloatBuffer, _ kept: Activations) {
        let (state, count) = (rows.lowerBound * size, rows.count * size)
        (kept.gradient.pointer + state).update(from: gradient.pointer + state, count: count)
        let inner = rows.lowerBound * width
        up.backward(rows.count, kept.gradient.pointer + state, to: kept.innerGradient.pointer + inner)
        kernel_activation_backward(
            Kernels.level, KERNEL_GELU, rows.count * width, kept.inner.pointer + inner,
            kept.innerGradient.pointer + inner)
        let added = FloatBuffer(count: count)
        down.backward(rows.count, kept.innerGradient.pointer + inner, to: added.pointer)
        kernel_add(Kernels.level, count, added.pointer, gradient.pointer + state)
    }

    /// What adds a batch's gradients to the parameters', when all its texts have been run back.
    func accumulation(tokens: Int, _ kept: Activations) -> GradientWork {
        var work = up.accumulation(rows: tokens, input: kept.inner, gradient: kept.gradient)
        work.append(down.accumulation(rows: tokens, input: kept.input, gradient: kept.innerGradient))
        return work
    }
}
