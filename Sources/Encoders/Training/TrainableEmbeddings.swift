internal import CKernels
internal import Tensors

/// Layer 0 both ways: word + position + segment vectors, normalised.
///
/// Only words that occur in the training texts are parameters: the others' gradients are 0, and nothing else is to
/// change them.
final class TrainableEmbeddings: Sendable {
    /// [occurring words × hidden], row by row those of ``rows``.
    let words: Parameter
    /// The words that are trained, ascending.
    let rows: [Int32]
    private let places: [Int32: Int]
    private let table: WeightTensor
    private let positions: Parameter
    private let types: Parameter?
    private let norm: TrainableNorm
    private let size: Int
    private let padding: Int?

    var parameters: [Parameter] { [words, positions] + (types.map { [$0] } ?? []) + norm.parameters }

    /// Throws `.cannotTrain` where word vectors are shorter than states.
    init(_ root: WeightPath, _ configuration: EncoderConfiguration, name: String, rows: [Int32])
        throws(EncoderError)
    {
        let names = configuration.architecture.tensors
        guard let normName = names.embeddingNorm, names.projection == nil,
            configuration.embeddingSize == configuration.hiddenSize
        else { throw .cannotTrain(encoder: name, obstacle: .otherLayers) }
        let size = configuration.hiddenSize
        self.size = size
        padding = configuration.padding
        self.rows = rows
        table = try root[names.words]["weight"].tensor(configuration.vocabularySize, size)
        places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        let values = FloatBuffer(count: rows.count * size)
        for (place, id) in rows.enumerated() {
            table.copy(from: Int(id) * size, count: size, to: values.pointer + place * size)
        }
        words = Parameter(
            root[names.words]["weight"].name(below: root), shape: [rows.count, size], depth: 0, rows: rows,
            value: values)
        func read(_ name: String, _ count: Int) throws(EncoderError) -> Parameter {
            let path = root[name]["weight"]
            let values = FloatBuffer(count: count * size)
            try path.tensor(count, size).copy(from: 0, count: values.count, to: values.pointer)
            return Parameter(path.name(below: root), shape: [count, size], depth: 0, value: values)
        }
        positions = try read(names.positions, configuration.positionRows)
        types = try names.types.map { name throws(EncoderError) in
            try read(name, configuration.tokenTypeCount)
        }
        norm = try TrainableReader.norm(
            root[normName], below: root, size: size, epsilon: configuration.layerNormEpsilon, depth: 0,
            gains: true,
            shifts: true)
    }

    /// What is kept of a batch: the sums, later normalised, and the states [tokens × hidden].
    struct Activations: Sendable {
        let sums, output: FloatBuffer

        init(tokens: Int, size: Int) {
            sums = FloatBuffer(count: tokens * size)
            output = FloatBuffer(count: tokens * size)
        }
    }

    /// Calls `body` with each token of a text and its row in the table of positions.
    private func forEachToken(
        _ batch: TrainingBatch, _ text: Int, _ body: (_ token: Int, _ position: Int) -> Void
    ) {
        var next = padding.map { $0 + 1 } ?? 0
        for token in batch.range(of: text) {
            let isPadding = Int(batch.ids[token]) == padding
            body(token, isPadding ? Int(batch.ids[token]) : next)
            if !isPadding { next += 1 }
        }
    }

    /// Runs over neighbouring texts of a batch.
    func forward(_ batch: TrainingBatch, _ texts: Range<Int>, _ kept: Activations, _ dropout: Dropout?) {
        for text in texts {
            forEachToken(batch, text) { token, position in
                let sum = kept.sums.pointer + token * size
                let id = batch.ids[token]
                if let place = places[id] {
                    sum.update(from: words.value.pointer + place * size, count: size)
                } else {
                    table.copy(from: Int(id) * size, count: size, to: sum)
                }
                kernel_add(Kernels.level, size, positions.value.pointer + position * size, sum)
                if let types { kernel_add(Kernels.level, size, types.value.pointer, sum) }
            }
        }
        let rows = batch.rows(of: texts)
        let first = rows.lowerBound * size
        norm(rows.count, kept.sums.pointer + first, to: kept.output.pointer + first)
        let output = kept.output.pointer + first
        dropout?(.embeddings, first: first, count: rows.count * size, output, to: output)
    }

    /// Adds to the gradients what that of the states [tokens × hidden] gives; it is used up.
    func backward(_ batch: TrainingBatch, _ kept: Activations, _ gradient: FloatBuffer, _ dropout: Dropout?) {
        let count = batch.tokenCount
        dropout?(.embeddings, first: 0, count: count * size, gradient.pointer, to: gradient.pointer)
        let sums = FloatBuffer(count: count * size)
        norm.backward(count, input: kept.sums.pointer, gradient.pointer, to: sums.pointer)
        norm.accumulation(rows: count, standard: kept.sums, gradient: gradient).run(
            on: ThreadPool(threads: 1))
        for text in 0..<batch.textCount {
            forEachToken(batch, text) { token, position in
                let sum = sums.pointer + token * size
                // the vectors of padding stay what they are, as in PyTorch
                if Int(batch.ids[token]) != padding {
                    if let place = places[batch.ids[token]] {
                        kernel_add(Kernels.level, size, sum, words.gradient.pointer + place * size)
                    }
                    kernel_add(Kernels.level, size, sum, positions.gradient.pointer + position * size)
                }
                if let types { kernel_add(Kernels.level, size, sum, types.gradient.pointer) }
            }
        }
    }
}
