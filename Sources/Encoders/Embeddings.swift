internal import CKernels
internal import Glibc
internal import Tensors

/// Layer 0: word + position + segment vectors, normalised, and brought to the states' size where they are shorter.
///
/// Word vectors stay in the mapped file, so that only rows that occur are loaded.
struct Embeddings: Sendable {
    private let words: WeightTensor
    private let positions: FloatBuffer
    private let norm: LayerNorm?
    private let projection: Linear?
    private let size: Int
    private let padding: Int?

    init(_ root: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        let names = configuration.architecture.tensors
        size = configuration.embeddingSize
        padding = configuration.padding
        let size = size
        words = try root[names.words]["weight"].tensor(configuration.vocabularySize, size)
        let places = try root[names.positions]["weight"].tensor(configuration.positionRows, size)
        let types = try names.types.map { name throws(EncoderError) in
            try root[name]["weight"].tensor(configuration.tokenTypeCount, size)
        }
        norm = try names.embeddingNorm.map { name throws(EncoderError) in
            try LayerNorm(root[name], size: size, epsilon: configuration.layerNormEpsilon)
        }
        let project = root[names.projection ?? ""]
        let isProjected =
            names.projection != nil
            && (size != configuration.hiddenSize || root.file.contains(project["weight"].name))
        projection =
            isProjected ? try Linear(project, inputs: size, outputs: configuration.hiddenSize) : nil
        positions = FloatBuffer(count: places.count)
        places.copy(from: 0, count: places.count, to: positions.pointer)
        guard let types else { return }
        // single texts are all of segment 0, whose vector every position can hold
        let segment = FloatBuffer(count: size)
        types.copy(from: 0, count: size, to: segment.pointer)
        for index in 0..<places.count { positions.pointer[index] += segment.pointer[index % size] }
    }

    /// The first states of a batch: [tokens × hidden] in `work.state`.
    func callAsFunction(_ batch: TokenBatch, _ work: Workspace) {
        let sums = projection == nil ? work.state.pointer : work.narrow.pointer
        let places = work.wide.pointer
        for text in 0..<batch.textCount {
            var next = padding.map { $0 + 1 } ?? 0
            for token in batch.range(of: text) {
                let id = Int(batch.ids[token])
                let position = id == padding ? id : next
                if id != padding { next += 1 }
                words.copy(from: id * size, count: size, to: sums + token * size)
                memcpy(places + token * size, positions.pointer + position * size, size * 4)
            }
        }
        if let norm {
            norm.add(batch.tokenCount, places, to: sums)
        } else {
            kernel_add(Kernels.level, batch.tokenCount * size, places, sums)
        }
        projection?(batch.tokenCount, sums, to: work.state.pointer)
    }
}
