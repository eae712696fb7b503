public import Datasets
internal import Encoders
public import Tensors

/// What a long operation needs beside its data: the encoders, a way to be stopped, and someone to tell.
public struct Work: Sendable {
    /// How far a step has come.
    public struct Progress: Sendable, Equatable {
        /// What is being done, as `embedding`.
        public let step: String
        /// Units done.
        public let done: Int
        /// Units in all.
        public let total: Int
        /// What the units are, in the plural.
        public let unit: String

        /// States how far a step has come.
        public init(step: String, done: Int, total: Int, unit: String = "texts") {
            self.step = step
            self.done = done
            self.total = total
            self.unit = unit
        }
    }

    /// The encoders and their cache.
    public let library: EncoderLibrary
    /// The threads of long steps.
    public let pool: ThreadPool
    /// Asked often; true ends the work with `.interrupted`.
    public let shouldStop: @Sendable () -> Bool
    /// Told now and then.
    public let onProgress: @Sendable (Progress) -> Void
    /// The bytes of memory that may still be taken; asked before each large step.
    public let freeMemory: @Sendable () -> Int

    /// Work that nobody watches, unless told otherwise.
    public init(
        library: EncoderLibrary, pool: ThreadPool = .machine,
        shouldStop: @escaping @Sendable () -> Bool = { false },
        onProgress: @escaping @Sendable (Progress) -> Void = { _ in },
        freeMemory: @escaping @Sendable () -> Int = FreeMemory.bytes
    ) {
        self.library = library
        self.pool = pool
        self.shouldStop = shouldStop
        self.onProgress = onProgress
        self.freeMemory = freeMemory
    }

    /// The vectors of `texts`, from the cache where it has them.
    public func embed(_ texts: [String], with reference: EncoderReference) throws(TextModelError) -> Matrix {
        try reserve(embedding: texts.count, dimension: try library.encoder(reference).dimension)
        return try library.embed(texts, with: reference, threads: pool.threads, shouldStop: shouldStop) {
            done, total in
            onProgress(Progress(step: "embedding", done: done, total: total))
        }
    }
}
