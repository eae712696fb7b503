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
        var folder = try folder(of: name)
        var tuned: [String] = []
        while tuned.count < Self.longestChain, let base = try Self.base(of: folder, home) {
            tuned.insert(folder, at: 0)
            folder = try self.folder(of: base)
        }
        return EncoderFolders(base: folder, tuned: tuned)
    }

    /// What the encoder is called that a folder was tuned on; nil of a folder that holds a whole one.
    private static func base(of folder: String, _ home: Home) throws(TextModelError) -> String? {
        func holds(_ file: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + file) }
        guard holds("tuning.json") || holds("adapter_config.json") else { return nil }
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        if folder == home.tuned + "/" + name, let run = TuningRuns(home: home).run(name) {
            return run.subject.base
        }
        let record = try TextModelError.encoding { () throws(EncoderError) in try TuningRecord.read(folder) }
        return record?.base.name ?? adapterBase(of: folder)
    }

    /// What PEFT says of a folder of its own.
    private static func adapterBase(of folder: String) -> String? {
        struct Settings: Decodable {
            let base: String?
            enum CodingKeys: String, CodingKey { case base = "base_model_name_or_path" }
        }
        guard let data = FileManager.default.contents(atPath: folder + "/adapter_config.json") else {
            return nil
        }
        return (try? JSONDecoder().decode(Settings.self, from: data))?.base
    }
}
