public import Encoders
internal import FoundationEssentials
internal import Synchronization
public import Tensors

/// Which encoder a recipe asks for, and how it is to be used.
public struct EncoderReference: Sendable, Equatable {
    /// A name of the catalogue, or the path of a folder.
    public let name: String
    /// What is asked for beyond the folder's own settings.
    public let settings: EncoderSettings

    /// Names an encoder.
    public init(name: String, settings: EncoderSettings = EncoderSettings()) {
        self.name = name
        self.settings = settings
    }
}

/// Finds encoders, opens each once, and never encodes a text twice.
public final class EncoderLibrary: Sendable {
    private struct State {
        var opened: [(reference: EncoderReference, encoder: Encoder)] = []
        var stores: [(hash: String, store: EmbeddingStore)] = []
    }

    /// Where encoders and the cache are.
    public let home: Home
    private let state = Mutex(State())

    /// A library over one home.
    public init(home: Home) { self.home = home }

    /// The folder that a name stands for: the catalogue's, one below the home's `models`, or a path.
    ///
    /// Throws `.unknownEncoder` when there is none, `.encoderNotFetched` when it is known but not there.
    public func folder(of name: String) throws(TextModelError) -> String {
        let known = Catalogue.encoders.first { $0.name == name || $0.folder == name }
        let path = name.hasPrefix("~/") ? home.user + name.dropFirst(1) : name
        let candidates = [known.map { home.models + "/" + $0.folder }, home.models + "/" + name, path]
        for folder in candidates.compactMap(\.self) where isFolder(folder) { return folder }
        if let known { throw .encoderNotFetched(name: known.name, folder: home.models + "/" + known.folder) }
        throw .unknownEncoder(name: name, looked: [home.models, path])
    }

    /// The encoder of a reference, opened when first asked for.
    public func encoder(_ reference: EncoderReference) throws(TextModelError) -> Encoder {
        if let found = state.withLock({ $0.opened.first { $0.reference == reference }?.encoder }) {
            return found
        }
        let folder = try folder(of: reference.name)
        let encoder = try TextModelError.encoding { () throws(EncoderError) in
            try Encoder(folder: folder, settings: reference.settings)
        }
        return state.withLock { state in
            // Another cell may have opened it meanwhile.
            if let found = state.opened.first(where: { $0.reference == reference }) { return found.encoder }
            state.opened.append((reference, encoder))
            return encoder
        }
    }

    /// The vectors of `texts`, from the cache where it has them: [texts × dimension].
    ///
    /// What is encoded goes to the cache batch by batch, so an interrupt or a crash loses at most one batch.
    /// `onProgress` counts the texts that had to be encoded; it isn't called when there are none.
    public func embed(
        _ texts: [String], with reference: EncoderReference,
        threads: Int = ThreadPool.processorCount, shouldStop: @Sendable () -> Bool = { false },
        onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(TextModelError) -> Matrix {
        let encoder = try encoder(reference)
        let store = store(of: encoder)
        var result = Matrix(rows: texts.count, columns: encoder.dimension)
        var waiting: [String] = []
        var rowsWaiting: [String: [Int]] = [:]
        for (row, vector) in (store?.vectors(of: texts) ?? Array(repeating: nil, count: texts.count))
            .enumerated()
        {
            if let vector {
                result.place(vector, row: row)
            } else {
                if rowsWaiting[texts[row]] == nil { waiting.append(texts[row]) }
                rowsWaiting[texts[row], default: []].append(row)
            }
        }
        guard !waiting.isEmpty else { return result }
        var done = 0
        onProgress(0, waiting.count)
        try TextModelError.encoding { () throws(EncoderError) in
            try encoder.stream(waiting, threads: threads, shouldStop: shouldStop) { rows, vectors in
                store?.append(vectors, of: Array(waiting[rows]))
                for (offset, index) in rows.enumerated() {
                    let vector = vectors.withRow(offset) { Array($0) }
                    for row in rowsWaiting[waiting[index]] ?? [] { result.place(vector, row: row) }
                }
                done += rows.count
                onProgress(done, waiting.count)
            }
        }
        return result
    }

    /// How many vectors the cache holds for an encoder.
    public func cachedCount(for reference: EncoderReference) throws(TextModelError) -> Int {
        store(of: try encoder(reference))?.count ?? 0
    }

    private func store(of encoder: Encoder) -> EmbeddingStore? {
        let hash = encoder.hash
        return state.withLock { state in
            if let found = state.stores.first(where: { $0.hash == hash }) { return found.store }
            // A home that can't be written is used without a cache, so this failure is no error.
            try? FileManager.default.createDirectory(atPath: home.cache, withIntermediateDirectories: true)
            let path = home.cache + "/" + hash.prefix(24) + ".vectors"
            guard let store = EmbeddingStore(path: path, dimension: encoder.dimension) else { return nil }
            state.stores.append((hash, store))
            return store
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isDirectory: Bool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}

extension Matrix {
    /// Writes one row; `vector` has as many elements as the matrix columns.
    fileprivate mutating func place(_ vector: [Float], row: Int) {
        for (column, value) in vector.enumerated() { self[row, column] = value }
    }
}
