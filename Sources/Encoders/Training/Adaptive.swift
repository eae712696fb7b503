internal import Glibc
internal import Tensors

/// W + alpha / rank · P · Λ · Q, whose ranks are masked one by one: the form of a singular value decomposition.
///
/// P is PEFT's `lora_B`, Λ its `lora_E` and Q its `lora_A`; P and Q begin with deviation 0.02, Λ with 0. What is held
/// orthogonal and which ranks go is ``AdaptiveBudget``'s. Source: Zhang et al. 2023 (AdaLoRA).
struct Adaptive: WeightForm {
    /// Q [rank × inputs], Λ [rank × 1], P [outputs × rank].
    let right, values, left: Parameter
    private let frozen: FloatBuffer
    private let scale: Float
    var rank: Int { values.count }
    private var inputs: Int { right.shape[1] }
    private var outputs: Int { left.shape[0] }

    var parameters: [Parameter] { [right, left, values] }

    /// Over the matrix `frozen` of `module`, [outputs × inputs].
    init(
        _ module: String, inputs: Int, outputs: Int, rank: Int, alpha: Float, depth: Int, frozen: FloatBuffer,
        seed: UInt64
    ) {
        self.frozen = frozen
        // as PEFT has it, which so avoids dividing by 0
        scale = alpha / (Float(rank) + 1e-5)
        var random = SeededRandom(seed: seed ^ SeededName.hash(of: module))
        func drawn(_ count: Int) -> FloatBuffer {
            let buffer = FloatBuffer(count: count)
            for place in 0..<count { buffer.pointer[place] = Float(0.02 * random.normal()) }
            return buffer
        }
        right = Parameter(
            module + ".lora_A", shape: [rank, inputs], depth: depth, value: drawn(rank * inputs))
        left = Parameter(
            module + ".lora_B", shape: [outputs, rank], depth: depth, value: drawn(outputs * rank))
        let zeros = FloatBuffer(count: rank)
        zeros.pointer.update(repeating: 0, count: rank)
        values = Parameter(module + ".lora_E", shape: [rank, 1], depth: depth, value: zeros)
    }

    func materialise(to weight: UnsafeMutablePointer<Float>) {
        weight.update(from: frozen.pointer, count: frozen.count)
        LowRankProduct(left: left.value, right: scaledRight, rank: rank, columns: inputs, scale: scale)
            .add(0..<frozen.count, to: weight)
    }

    /// Λ · Q.
    private var scaledRight: FloatBuffer {
        let scaled = FloatBuffer(count: right.count)
        for row in 0..<rank {
            for column in 0..<inputs {
                let place = row * inputs + column
                scaled.pointer[place] = right.value.pointer[place] * values.value.pointer[row]
            }
        }
        return scaled
    }

    /// With Z = X · Qᵀ and G = dY · P: dP = s · dYᵀ · (Z Λ), dΛ = s · Σ Z ∘ G, dQ = s · Λ · Gᵀ · X.
    func accumulate(
        rows: Int, input: UnsafePointer<Float>, inputStride: Int, gradient: UnsafePointer<Float>,
        gradientStride: Int
    ) {
        let (projected, pulled) = (NarrowRows(rows: rows, rank: rank), NarrowRows(rows: rows, rank: rank))
        projected.multiply(input, inputStride, inputs, by: right.value.pointer, isTransposed: true)
        pulled.multiply(gradient, gradientStride, outputs, by: left.value.pointer, isTransposed: false)
        for row in 0..<rows {
            for part in 0..<rank {
                let place = row * rank + part
                values.gradient.pointer[part] +=
                    scale * projected.values.pointer[place] * pulled.values.pointer[place]
                projected.values.pointer[place] *= values.value.pointer[part]
                pulled.values.pointer[place] *= values.value.pointer[part]
            }
        }
        projected.addOuter(gradient, gradientStride, outputs, scale: scale, toColumns: left.gradient.pointer)
        pulled.addOuter(input, inputStride, inputs, scale: scale, toRows: right.gradient.pointer)
    }
}
