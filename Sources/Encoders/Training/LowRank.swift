internal import CKernels
internal import Tensors

/// W + alpha / rank · B · A: a product of two narrow matrices over a frozen one.
///
/// A begins as PEFT's and Microsoft's do, uniformly within ±1/√inputs (Kaiming's with a = √5), and B as 0, so that nothing
/// changes at first. Source: Hu et al. 2022.
struct LowRank: WeightForm {
    /// [rank × inputs] and [outputs × rank].
    let right, left: Parameter
    private let frozen: FloatBuffer
    private let scale: Float
    private var rank: Int { right.shape[0] }
    private var inputs: Int { right.shape[1] }
    private var outputs: Int { left.shape[0] }

    var parameters: [Parameter] { [right, left] }

    /// Over the matrix `frozen` of `module`, [outputs × inputs]; the same seed and module give the same beginning.
    init(
        _ module: String, inputs: Int, outputs: Int, rank: Int, alpha: Float, depth: Int, frozen: FloatBuffer,
        seed: UInt64
    ) {
        self.frozen = frozen
        scale = alpha / Float(rank)
        let first = FloatBuffer(count: rank * inputs)
        var random = SeededRandom(seed: seed ^ SeededName.hash(of: module))
        let bound = 1 / Double(inputs).squareRoot()
        for place in 0..<first.count { first.pointer[place] = Float((2 * random.unit() - 1) * bound) }
        let second = FloatBuffer(count: outputs * rank)
        second.pointer.update(repeating: 0, count: second.count)
        right = Parameter(module + ".lora_A.weight", shape: [rank, inputs], depth: depth, value: first)
        left = Parameter(module + ".lora_B.weight", shape: [outputs, rank], depth: depth, value: second)
    }

    func materialise(to weight: UnsafeMutablePointer<Float>) {
        weight.update(from: frozen.pointer, count: frozen.count)
        LowRankProduct(left: left.value, right: right.value, rank: rank, columns: inputs, scale: scale)
            .add(0..<frozen.count, to: weight)
    }

    /// dB = s · dYᵀ · (X · Aᵀ) and dA = s · (dY · B)ᵀ · X, without the gradient of the whole matrix.
    func accumulate(
        rows: Int, input: UnsafePointer<Float>, inputStride: Int, gradient: UnsafePointer<Float>,
        gradientStride: Int
    ) {
        let narrow = NarrowRows(rows: rows, rank: rank)
        narrow.multiply(input, inputStride, inputs, by: right.value.pointer, isTransposed: true)
        narrow.addOuter(gradient, gradientStride, outputs, scale: scale, toColumns: left.gradient.pointer)
        narrow.multiply(gradient, gradientStride, outputs, by: left.value.pointer, isTransposed: false)
        narrow.addOuter(input, inputStride, inputs, scale: scale, toRows: right.gradient.pointer)
    }
}

/// A seed of each name's own, the same on every machine.
enum SeededName {
    /// FNV-1a over the name's bytes.
    static func hash(of name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    }
}

/// Rows of few numbers between two wide products: [rows × rank], summed over rows in their order.
struct NarrowRows {
    let rows: Int
    let rank: Int
    let values: FloatBuffer

    init(rows: Int, rank: Int) {
        self.rows = rows
        self.rank = rank
        values = FloatBuffer(count: rows * rank)
    }

    /// values = wide[rows × depth] · matrix, which is [depth × rank], or [rank × depth] transposed.
    func multiply(
        _ wide: UnsafePointer<Float>, _ stride: Int, _ depth: Int, by matrix: UnsafePointer<Float>,
        isTransposed: Bool
    ) {
        let panels = FloatBuffer(count: kernel_packed_count(depth, rank))
        if isTransposed {
            kernel_pack_transposed(depth, rank, matrix, depth, panels.pointer)
        } else {
            kernel_pack(depth, rank, matrix, rank, panels.pointer)
        }
        kernel_product(
            Kernels.level, rows, depth, rank, wide, stride, panels.pointer, nil, KERNEL_IDENTITY,
            values.pointer, rank)
    }

    /// sum[rank × columns] += scale · valuesᵀ · wide[rows × columns].
    func addOuter(
        _ wide: UnsafePointer<Float>, _ stride: Int, _ columns: Int, scale: Float,
        toRows sum: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<rows {
            for part in 0..<rank {
                kernel_add_scaled(
                    Kernels.level, columns, scale * values.pointer[row * rank + part], wide + row * stride,
                    sum + part * columns)
            }
        }
    }

    /// sum[columns × rank] += scale · wideᵀ · values.
    func addOuter(
        _ wide: UnsafePointer<Float>, _ stride: Int, _ columns: Int, scale: Float,
        toColumns sum: UnsafeMutablePointer<Float>
    ) {
        let turned = FloatBuffer(count: rank * columns)
        turned.pointer.update(repeating: 0, count: turned.count)
        addOuter(wide, stride, columns, scale: scale, toRows: turned.pointer)
        for column in 0..<columns {
            for part in 0..<rank { sum[column * rank + part] += turned.pointer[part * columns + column] }
        }
    }
}

extension FloatBuffer {
    /// A buffer of its own with the same numbers.
    func copy() -> FloatBuffer {
        let copy = FloatBuffer(count: count)
        copy.pointer.update(from: pointer, count: count)
        return copy
    }
}
