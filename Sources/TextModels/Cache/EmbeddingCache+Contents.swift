internal import Glibc

extension EmbeddingCache {
    /// What is kept of one encoder with one setting.
    public struct Entry: Sendable, Equatable {
        /// The encoder's name.
        public let encoder: String
        /// The settings that its vectors were made with, in words.
        public let settings: String
        /// The beginning of its hash, which names its files.
        public let hash: String
        /// The length of a vector.
        public let dimension: Int
        /// The number of vectors.
        public internal(set) var rows: Int
        /// The bytes that they take on disk.
        public internal(set) var bytes: Int
        /// When they were last used, in seconds since 1970.
        public internal(set) var lastUse: Int
    }

    /// What the cache holds, the latest used first.
    public func entries() -> [Entry] {
        var entries: [Entry] = []
        for file in files() where !file.hash.isEmpty {
            guard let segment = VectorSegment.open(file.path, number: file.number),
                let use = FileUse(of: file.path)
            else { continue }
            if entries.last?.hash != file.hash {
                let header = segment.header
                entries.append(
                    Entry(
                        encoder: header.encoder, settings: header.settings, hash: file.hash,
                        dimension: header.dimension, rows: 0, bytes: 0, lastUse: 0))
            }
            let last = entries.count - 1
            entries[last].rows += segment.count ?? 0
            entries[last].bytes += use.bytes
            entries[last].lastUse = max(entries[last].lastUse, use.seconds)
        }
        return entries.sorted { ($1.lastUse, $0.encoder, $0.hash) < ($0.lastUse, $1.encoder, $1.hash) }
    }

    /// Removes what is kept of the entries that `choose` picks, or everything; what was removed.
    ///
    /// Nil when another kernel holds the lock all the time. Kernels that are reading go on with what they have open.
    public func clear(where choose: ((Entry) -> Bool)? = nil) -> (rows: Int, bytes: Int)? {
        let entries = entries()
        let chosen = entries.filter { choose?($0) ?? true }
        let hashes = Set(chosen.map(\.hash))
        return exclusively(patience: 2000) {
            for file in files() where choose == nil || hashes.contains(file.hash) { unlink(file.path) }
            return (chosen.reduce(0) { $0 + $1.rows }, chosen.reduce(0) { $0 + $1.bytes })
        }
    }
}
