internal import FoundationEssentials

/// Where the folder of an encoder may be: the home, a path, the cache of Hugging Face's programs.
struct EncoderPlaces {
    let home: Home
    /// The environment's variables.
    var variables = ProcessInfo.processInfo.environment

    /// The folder that a name stands for.
    ///
    /// A name of the catalogue is looked for in the home's `models`, then in Hugging Face's cache by its id there; an id
    /// as `intfloat/multilingual-e5-small` the other way round. Anything else is a folder below the home's `models`, a run below its
    /// `tuned`, or a path. Throws `.unknownEncoder` when there is none, `.encoderNotFetched` when the catalogue has it.
    func folder(of name: String) throws(TextModelError) -> String {
        let known = Catalogue.encoder(named: name)
        let own = known.map { home.models + "/" + $0.folder }
        let path = name.hasPrefix("~/") ? user + name.dropFirst(1) : name
        let cached = snapshots(of: name)
        var candidates = name == known?.model ? cached + [own] : [own]
        candidates += [home.models + "/" + name, home.tuned + "/" + name, path] + cached
        if let known, known.model != name { candidates += snapshots(of: known.model) }
        for folder in candidates.compactMap(\.self) where !name.isEmpty && isFolder(folder) { return folder }
        let looked = [own ?? home.models + "/" + name] + (known == nil ? [path] : []) + [hub]
        if let known { throw .encoderNotFetched(name: known.name, looked: looked) }
        throw .unknownEncoder(name: name, looked: looked)
    }

    /// The folder of Hugging Face's cache, by the variables that its programs go by.
    private var hub: String {
        variable("HF_HUB_CACHE") ?? variable("HF_HOME").map { $0 + "/hub" }
            ?? (variable("XDG_CACHE_HOME") ?? user + "/.cache") + "/huggingface/hub"
    }

    /// The folder of a model in Hugging Face's cache: that of the revision that `main` was when it was downloaded.
    private func snapshots(of name: String) -> [String?] {
        guard Self.isModelID(name) else { return [] }
        let model = hub + "/models--" + name.split(separator: "/").joined(separator: "--")
        guard let text = FileManager.default.contents(atPath: model + "/refs/main") else { return [] }
        let revision = String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }
        return Self.isPlain(revision) ? [model + "/snapshots/" + revision] : []
    }

    /// Whether a name is an owner's and a model's, as on Hugging Face, or a model's alone, as the oldest there are.
    private static func isModelID(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy(isPlain)
    }

    private static func isPlain(_ part: some StringProtocol) -> Bool {
        !part.isEmpty && !part.hasPrefix(".")
            && part.utf8.allSatisfy { byte in
                let scalar = Unicode.Scalar(byte)
                return scalar.properties.isAlphabetic && scalar.isASCII
                    || "0123456789._-".unicodeScalars.contains(scalar)
            }
    }

    private var user: String { variable("HOME") ?? "" }
    private func variable(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    private func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}
