public import Phrases

/// The names in use and what is known of them: an immutable snapshot that checker, completion and inspection
/// read.
public struct Scope: Sendable {
    /// A name of the catalogue, for checking and completion.
    public struct CatalogueEntry: Sendable, Equatable {
        /// The name.
        public let name: String
        /// One line about it.
        public var summary: String { line.text }
        private let line: Phrase
        /// Layers of an encoder, if known.
        public let layers: Int?
        /// Attention heads in a layer, if known.
        public let attentionHeads: Int?

        /// An encoder or sample whose line is the same in every tongue.
        public init(_ name: String, summary: String, layers: Int? = nil, attentionHeads: Int? = nil) {
            self.init(
                name, summary: Phrase(summary, zh: summary), layers: layers, attentionHeads: attentionHeads)
        }

        /// An encoder or sample of the catalogue.
        public init(
            _ name: String, summary: Phrase = Phrase("", zh: ""), layers: Int? = nil,
            attentionHeads: Int? = nil
        ) {
            self.name = name
            line = summary
            self.layers = layers
            self.attentionHeads = attentionHeads
        }
    }

    /// What the caller knows of a file.
    public enum FileFacts: Sendable, Equatable {
        /// There is no such file; near misses in its folder, best first.
        case absent(near: [String])
        /// It is a data file with these facts.
        ///
        /// Its columns are those of the header, or nil when they can't be told.
        case data(DatasetFacts)
    }

    /// Tells what is known of a file by its path as written; nil when nothing is.
    ///
    /// It must answer quickly, from a header at most.
    public typealias FileLookup = @Sendable (_ path: String) -> FileFacts?

    /// What no cell changes, shared by all copies of a scope.
    private final class Surroundings: Sendable {
        let encoders: [CatalogueEntry]
        let samples: [CatalogueEntry]
        let sampleFacts: [String: DatasetFacts]
        let files: FileLookup

        init(
            _ encoders: [CatalogueEntry], _ samples: [CatalogueEntry], _ sampleFacts: [String: DatasetFacts],
            _ files: @escaping FileLookup
        ) {
            self.encoders = encoders
            self.samples = samples
            self.sampleFacts = sampleFacts
            self.files = files
        }
    }

    private let surroundings: Surroundings
    /// Encoders that can be called by name.
    public var encoders: [CatalogueEntry] { surroundings.encoders }
    /// Samples that can be loaded by name, with what is known of their data.
    public var samples: [CatalogueEntry] { surroundings.samples }
    /// Facts of the samples by name.
    public var sampleFacts: [String: DatasetFacts] { surroundings.sampleFacts }
    /// Names of the kernel before this one that `restore` may bring back, with what is known of them.
    public var restorable: [String: Facts] = [:]
    /// The names in the order in which they were first defined.
    public private(set) var names: [String] = []
    private var settled: [String: Facts] = [:]
    /// What was defined or forgotten since, kept apart so that a cell that defines a few names never copies them all.
    private var recent: [String: Facts?] = [:]
    private static let mostRecent = 32
    /// Files that statements before this one are to make.
    private var coming: [String] = []

    /// A scope without names.
    public init(
        encoders: [CatalogueEntry] = [], samples: [CatalogueEntry] = [],
        sampleFacts: [String: DatasetFacts] = [:],
        files: @escaping FileLookup = { _ in nil }
    ) {
        surroundings = Surroundings(encoders, samples, sampleFacts, files)
    }

    /// What is known of a name; nil when there is no such name.
    public func facts(of name: String) -> Facts? {
        if let change = recent[name] { return change }
        return settled[name]
    }

    /// What is known of a file by its path as written; nil when nothing is, as of one that is still to be made.
    func file(_ path: String) -> FileFacts? { coming.contains(path) ? nil : surroundings.files(path) }

    /// Notes that a file will be made before the next statement runs; whatever it holds now says nothing.
    mutating func expectFile(_ path: String) { coming.append(path) }

    /// Defines a name, or defines it anew.
    public mutating func define(_ name: String, _ facts: Facts) {
        if self.facts(of: name) == nil { names.append(name) }
        change(name, facts)
    }

    /// Removes a name.
    public mutating func forget(_ name: String) {
        guard facts(of: name) != nil else { return }
        names.removeAll { $0 == name }
        change(name, nil)
    }

    private mutating func change(_ name: String, _ facts: Facts?) {
        recent[name] = .some(facts)
        guard recent.count > Self.mostRecent else { return }
        for (name, facts) in recent { settled[name] = facts }
        recent.removeAll()
    }

    /// The dataset that has a column of this name, the first named of several; of a thousand names, few are looked at.
    func dataset(withColumn column: String) -> String? {
        names.prefix(64).first { name in
            guard case .dataset(let facts)? = facts(of: name) else { return false }
            return facts.columns?.contains { $0.name == column } == true
        }
    }

    /// The names that hold one of these types, or whose type is unknown.
    public func names(of types: [ValueType]) -> [String] {
        names.filter { name in
            guard let type = facts(of: name)?.type else { return true }
            return types.isEmpty || types.contains(type)
        }
    }
}
