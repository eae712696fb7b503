internal import CKernels
internal import Tensors

/// Multi-head self-attention: softmax(Q · Kᵀ / √d + bias) · V for each text and head.
///
/// Source: Vaswani et al. 2017.
struct SelfAttention: Sendable {
    private let projection: Linear
    private let output: Linear
    let bottleneck: Bottleneck?
    let connection: SublayerConnection
    /// What is added to scores by distance.
    private let bias: RelativeBias?
    /// Whether a token sees only itself and what is before it.
    private let isCausal: Bool
    private let headCount: Int
    private let headSize: Int
    private var size: Int { headCount * headSize }

    /// Rows of scores that are in the works at once; they stay in the second cache.
    private static let rowBlock = 96

    init(
        _ path: WeightPath, _ configuration: EncoderConfiguration, _ precision: Precision,
        bias: RelativeBias? = nil
    ) throws(EncoderError) {
        let names = configuration.architecture.tensors
        let size = configuration.hiddenSize
        headCount = configuration.headCount
        headSize = configuration.headSize
        self.bias = bias
        isCausal = configuration.isCausal
        // what queries and keys lose, softmax forgives; values pass it on
        projection = try Linear(
            joining: names.attention.map { path[$0] }, inputs: size,
            outputs: 3 * size / names.attention.count,
            names.storage, precision: precision, balanced: 2 * size..<3 * size)
        output = try Linear(
            path[names.attentionOutput], inputs: size, outputs: size, names.storage, precision: precision)
        bottleneck = try Bottleneck(behind: path[names.attentionOutput], outputs: size)
        connection = try SublayerConnection(path[names.attentionNorm], configuration)
    }

    /// Joins output(attention(states)) to the states: [tokens × hidden].
    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        let rows = batch.tokenCount
        projection(rows, connection.input(rows, work), to: work.wide.pointer)
        for text in 0..<batch.textCount {
            for head in 0..<headCount {
                let range = batch.range(of: text)
                pack(range, head, work)
                let context = work.narrow.pointer + range.lowerBound * size + head * headSize
                forEachBlock(of: range, head, work) { first, count, scores, stride in
                    kernel_product(
                        Kernels.level, count, range.count, headSize, scores, stride, work.values.pointer, nil,
                        KERNEL_IDENTITY, context + first * size, size)
                }
            }
        }
        output(rows, work.narrow.pointer, to: work.wide.pointer)
        bottleneck?.add(
            rows, to: work.wide.pointer, narrow: work.narrow.pointer, wide: work.wide.pointer + rows * size)
        connection.add(rows, work.wide.pointer, to: work.state.pointer)
    }

    /// Each head's probabilities for a batch of one text: [tokens × tokens].
    func probabilities(_ batch: TokenBatch, _ work: Workspace) -> [Matrix] {
        let range = 0..<batch.tokenCount
        let rows = batch.tokenCount
        projection(rows, connection.input(rows, work), to: work.wide.pointer)
        return (0..<headCount).map { head in
            pack(range, head, work)
            var matrix = Matrix(rows: range.count, columns: range.count)
            forEachBlock(of: range, head, work) { first, count, scores, stride in
                for row in 0..<count {
                    for column in range { matrix[first + row, column] = scores[row * stride + column] }
                }
            }
            return matrix
        }
    }

    /// Packs one head's keys and values of a text.
    private func pack(_ range: Range<Int>, _ head: Int, _ work: Workspace) {
        let first = work.wide.pointer + range.lowerBound * 3 * size + head * headSize
        kernel_pack_transposed(headSize, range.count, first + size, 3 * size, work.keys.pointer)
        kernel_pack(range.count, headSize, first + 2 * size, 3 * size, work.values.pointer)
    }

    /// Computes the probabilities of a text's rows, block by block.
    private func forEachBlock(
        of range: Range<Int>, _ head: Int, _ work: Workspace,
        _ body: (_ first: Int, _ count: Int, _ scores: UnsafePointer<Float>, _ stride: Int) -> Void
    ) {
        let scale = 1 / Float(headSize).squareRoot()
        let stride = Self.rowLength(range.count)
        for first in Swift.stride(from: 0, to: range.count, by: Self.rowBlock) {
            let count = min(Self.rowBlock, range.count - first)
            let queries = work.wide.pointer + (range.lowerBound + first) * 3 * size + head * headSize
            kernel_product(
                Kernels.level, count, headSize, stride, queries, 3 * size, work.keys.pointer, nil,
                KERNEL_IDENTITY, work.scores.pointer, stride)
            normalise(work.scores.pointer, first, count, tokens: range.count, head, scale)
            body(first, count, work.scores.pointer, stride)
        }
    }

    /// Turns the scores of rows from `first` on, [count × tokens], into probabilities.
    private func normalise(
        _ scores: UnsafeMutablePointer<Float>, _ first: Int, _ count: Int, tokens: Int, _ head: Int,
        _ scale: Float
    ) {
        let stride = Self.rowLength(tokens)
        if let bias {
            for row in 0..<count {
                kernel_add_scaled(
                    Kernels.level, tokens, 1 / scale, bias.row(first + row, head: head), scores + row * stride
                )
            }
        }
        guard isCausal else { return kernel_softmax(Kernels.level, count, tokens, scale, scores, stride) }
        for row in 0..<count {
            let seen = first + row + 1
            kernel_softmax(Kernels.level, 1, seen, scale, scores + row * stride, stride)
            (scores + row * stride + seen).update(repeating: 0, count: tokens - seen)
        }
    }

    /// The distance between two rows of a text's scores: whole panels.
    private static func rowLength(_ tokens: Int) -> Int { kernel_packed_count(1, tokens) }

    /// The scores' room for a text of `tokens` tokens.
    static func scoreCount(tokens: Int) -> Int { min(rowBlock, tokens) * rowLength(tokens) }
}
