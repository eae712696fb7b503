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

extension EncoderReference: Codable {
    /// Reads what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws { self = try EncoderCoding(from: decoder).reference }

    /// Writes name and settings, as a model file has them.
    public func encode(to encoder: any Swift.Encoder) throws { try EncoderCoding(self).encode(to: encoder) }
}

/// Finds encoders and word lists, opens each once, and never encodes a text twice.
public final class EncoderLibrary: Sendable {
    private struct State {
        var opened: [(reference: EncoderReference, encoder: Encoder)] = []
        var stores: [EmbeddingStore] = []
    }

    /// Where encoders and the cache are.
    public let home: Home
    /// The vectors that are kept on disk.
    public let cache: EmbeddingCache
    let wordLists = WordLists()
    let ledger: DigestLedger
    private let state = Mutex(State())

    /// A library over one home.
    public init(home: Home) {
        self.home = home
        cache = EmbeddingCache(folder: home.cache)
        ledger = DigestLedger(path: cache.folder + "/digests")
    }

    /// The folder that a name stands for: the catalogue's, a path, or that of a model in Hugging Face's cache.
    ///
    /// Throws `.unknownEncoder` when there is none, `.encoderNotFetched` when the catalogue has it but it isn't there.
    public func folder(of name: String) throws(TextModelError) -> String {
        try EncoderPlaces(home: home).folder(of: name)
    }

    /// The encoder of a reference, opened when first asked for.
    public func encoder(_ reference: EncoderReference) throws(TextModelError) -> Encoder {
        if let found = state.withLock({ $0.opened.first { $0.reference == reference }?.encoder }) {
            return found
        }
        let folders = try folders(of: reference.name)
        let encoder = try TextModelError.encoding { () throws(EncoderError) in
            try Encoder(
                folder: folders.base, tuned: folders.tuned, settings: reference.settings, ledger: ledger)
        }
        return state.withLock { state in
            // Another cell may have opened it meanwhile.
            if let found = state.opened.first(where: { $0.reference == reference }) { return found.encoder }
            state.opened.append((reference, encoder))
            return encoder
        }
    }

    /// Lets go of what was opened under a name, since its folder holds something else now.
    func close(_ name: String) {
        state.withLock { $0.opened.removeAll { $0.reference.name == name } }
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
}

extension EncoderLibrary {
    /// The size of an encoder's weight files in bytes; nil when they can't be found.
    public func weightBytes(of reference: EncoderReference) -> Int? {
        guard let folders = try? folders(of: reference.name) else { return nil }
        var sum = 0
        for folder in folders.all {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for file in files where file.hasSuffix(".safetensors") {
                // A link's own size would be that of its name.
                let path = URL(filePath: folder + "/" + file).resolvingSymlinksInPath().path
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                sum += attributes?[.size] as? Int ?? 0
            }
        }
        return sum
    }
}
