internal import Encoders
internal import FoundationEssentials

/// A folder with a whole encoder, and folders of what was tuned of it, each over those before it.
struct EncoderFolders: Equatable {
    var base: String
    var tuned: [String] = []

    /// All of them.
    var all: [String] { [base] + tuned }
}

extension EncoderLibrary {
    /// The most encoders that may have been tuned one after the other.
    private static let longestChain = 16

    /// The folders that a name stands for: its own, and where that holds only what was tuned, those below it.
    ///
    /// Throws as `folder(of:)` does, also for a base that isn't here.
    func folders(of name: String) throws(TextModelError) -> EncoderFolders {
        var folders = EncoderFolders(base: try folder(of: name))
        while folders.tuned.count < Self.longestChain {
            let current = folders.base
            let found = try TextModelError.encoding { () throws(EncoderError) in
                try TunedBase(folder: current)
            }
            guard let found else { break }
            folders.tuned.insert(current, at: 0)
            folders.base = try folder(of: found, below: current)
        }
        return folders
    }

    /// Writes an encoder, with all that was tuned merged into it, as a complete folder for other programs; the bytes of its
    /// weights.
    ///
    /// What is there already is replaced.
    public func export(
        _ reference: EncoderReference, to folder: String, shouldStop: () -> Bool = { false }
    ) throws(TextModelError) -> Int {
        let encoder = try encoder(reference)
        return try TextModelError.encoding { () throws(EncoderError) in
            try EncoderExport.write(encoder, to: folder, shouldStop: shouldStop)
        }
    }

    /// Where a base is: under the name that its run knew it by, under its own, or else the encoder that has its weights.
    private func folder(of base: TunedBase, below folder: String) throws(TextModelError) -> String {
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        let beside = parts.dropLast().joined(separator: "/")
        if beside == home.tuned, let run = TuningRuns(home: home).run(String(parts.last ?? "")),
            let known = try? self.folder(of: run.subject.base)
        {
            return known
        }
        do throws(TextModelError) {
            return try self.folder(of: base.name)
        } catch {
            let neighbour = beside + "/" + base.name
            if FileManager.default.fileExists(atPath: neighbour) { return neighbour }
            for other in known where base.isHere(other, ledger: ledger) { return other }
            throw error
        }
    }

    /// The encoders of the catalogue that are here, and all in the home.
    private var known: [String] {
        let named = Catalogue.encoders.compactMap { try? folder(of: $0.name) }
        let own = (try? FileManager.default.contentsOfDirectory(atPath: home.models)) ?? []
        return named + own.sorted().map { home.models + "/" + $0 }
    }
}
