import FoundationEssentials
import Phrases
import TextModels

/// What the user can set.
struct Settings: Sendable, Equatable {
    /// The most threads that long steps use; nil for all processors.
    var threads: Int?
    /// Rows of a dataset that are shown, unless a statement says how many.
    var rows = 20
    /// The most megabytes of vectors that are kept on disk.
    var cacheMegabytes = EmbeddingCache.defaultLimit / 1_000_000
    /// The language of messages, help and tables.
    var tongue = Tongue.preferred
}

extension Tongue {
    /// The one that `LOUPE_LANGUAGE` names, for a whole class; English otherwise.
    static var preferred: Tongue {
        ProcessInfo.processInfo.environment["LOUPE_LANGUAGE"].flatMap { Tongue(rawValue: $0.lowercased()) }
            ?? .english
    }
}
