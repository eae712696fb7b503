public import Encoders
internal import FoundationEssentials
internal import Synchronization

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
        var stores: [EmbeddingStore] = []
    }

    /// Where encoders and the cache are.
    public let home: Home
    /// The vectors that are kept on disk.
    public let cache: EmbeddingCache
    private let ledger: DigestLedger
    private let state = Mutex(State())

    /// A library over one home.
    public init(home: Home) {
        self.home = home
        cache = EmbeddingCache(folder: home.cache)
        ledger = DigestLedger(path: cache.folder + "/digests")
    }

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
            try Encoder(folder: folder, settings: reference.settings, ledger: ledger)
        }
        return state.withLock { state in
            // Another cell may have opened it meanwhile.
            if let found = state.opened.first(where: { $0.reference == reference }) { return found.encoder }
            state.opened.append((reference, encoder))
            return encoder
        }
    }

    /// Where the vectors of an encoder are kept; nil when nothing can be kept.
    func store(of encoder: Encoder) -> EmbeddingStore? {
        let hash = encoder.hash
        return state.withLock { state in
            if let found = state.stores.first(where: { $0.hash == hash }) { return found }
            guard cache.prepare() else { return nil }
            let store = EmbeddingStore(
                cache, hash: hash, dimension: encoder.dimension, encoder: encoder.name,
                settings: encoder.settingsInWords)
            state.stores.append(store)
            return store
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isDirectory: Bool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}
