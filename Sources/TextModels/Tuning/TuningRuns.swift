internal import Crypto
internal import Encoders
internal import FoundationEssentials
internal import Glibc

/// The runs of `finetune`, each in a folder of its own: weights, `run.json`, TensorBoard's events, the checkpoint.
public struct TuningRuns: Sendable {
    /// The folder of all runs.
    public let folder: String

    /// The runs of a home.
    public init(home: Home) { folder = home.tuned }

    /// The folder of a run.
    public func folder(of name: String) -> String { folder + "/" + name }

    /// Every run that can be read, the oldest first.
    public var all: [TuningRun] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { run($0) }.sorted { ($0.started, $0.name) < ($1.started, $1.name) }
    }

    /// A run by its name; nil when there is none, or its file can't be read.
    public func run(_ name: String) -> TuningRun? {
        guard Self.isName(name),
            let data = FileManager.default.contents(atPath: folder(of: name) + "/run.json"),
            let run = try? JSONDecoder().decode(TuningRun.self, from: data), run.name == name
        else { return nil }
        return run
    }

    /// Writes a run's file, which takes the old one's place at once.
    func write(_ run: TuningRun) throws(TextModelError) {
        let path = folder(of: run.name) + "/run.json"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try FileManager.default.createDirectory(
                atPath: folder(of: run.name), withIntermediateDirectories: true)
            try encoder.encode(run).write(to: URL(filePath: path), options: .atomic)
        } catch { throw .unwritable(path: path, reason: SystemReason.of(error)) }
    }

    /// Removes a run with all it holds.
    public func remove(_ name: String) throws(TextModelError) {
        guard Self.isName(name) else { return }
        guard let lock = Lock(folder(of: name)) else { throw .runBusy(name) }
        defer { withExtendedLifetime(lock) {} }
        do { try FileManager.default.removeItem(atPath: folder(of: name)) } catch {
            throw .unwritable(path: folder(of: name), reason: SystemReason.of(error))
        }
    }

    /// Whether some kernel is training a run.
    public func isBusy(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder(of: name)) && Lock(folder(of: name)) == nil
    }

    /// The bytes of a run's files.
    public func bytes(_ name: String) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder(of: name))) ?? []
        return files.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder(of: name) + "/" + file)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    /// A name leads to no other folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
    }

    /// The name of a run: that of its encoder, and a digest of all that decides what comes out.
    static func name(
        _ base: String, hash: String, _ train: TuningTexts, _ dev: TuningTexts?, _ labels: [String],
        _ settings: [TuningRun.Setting]
    ) -> String {
        var digest = SHA256()
        func take(_ text: String) {
            digest.update(data: Array("\(text.utf8.count)\n".utf8))
            digest.update(data: Array(text.utf8))
        }
        take(hash)
        for setting in settings { take(setting.name + " " + setting.value) }
        for label in labels { take(label) }
        for texts in [train, dev].compactMap(\.self) {
            take("\(texts.texts.count)")
            for (text, label) in zip(texts.texts, texts.labels) {
                take(text)
                take("\(label)")
            }
        }
        let digits = digest.finalize().prefix(5).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return stem(base) + "-" + digits.joined()
    }

    /// What a name begins with: the encoder's, without the digest that it may have itself.
    private static func stem(_ base: String) -> String {
        let last = base.split(separator: "/").last.map(String.init) ?? "encoder"
        let parts = last.split(separator: "-")
        let isRun = parts.count > 1 && parts.last?.count == 10 && parts.last?.allSatisfy(\.isHexDigit) == true
        let plain = isRun ? parts.dropLast().joined(separator: "-") : last
        let allowed = plain.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
        return allowed.isEmpty || allowed.hasPrefix(".") ? "encoder" : String(allowed.prefix(60))
    }

    /// Keeps others from training a run, or from removing it, for as long as it lives.
    final class Lock: Sendable {
        private let descriptor: Int32

        /// Nil when another has it, or the folder can't be written.
        init?(_ folder: String) {
            descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { return nil }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return nil
            }
        }

        deinit { close(descriptor) }
    }
}
