internal import Encoders
internal import FoundationEssentials

/// What a tuned encoder has read with its labels: scores on such texts are too good.
extension TuningRuns {
    private static let fileName = "texts"

    /// Keeps a hash of each training text in the run's folder.
    func keepKeys(of texts: [String], _ name: String) throws(TextModelError) {
        let keys = Set(texts.map(TextKey.of)).sorted()
        let bytes = keys.flatMap { key in (0..<8).map { UInt8(truncatingIfNeeded: key >> (8 * UInt64($0))) } }
        let path = folder(of: name) + "/" + Self.fileName
        do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
            throw .unwritable(path: path, reason: SystemReason.of(error))
        }
    }

    /// The hashes that a folder has; none where nothing was kept.
    static func keys(in folder: String) -> Set<UInt64> {
        let bytes = [UInt8](FileManager.default.contents(atPath: folder + "/" + fileName) ?? Data())
        var keys: Set<UInt64> = []
        for first in stride(from: 0, to: bytes.count - 7, by: 8) {
            keys.insert(bytes[first..<first + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }
        return keys
    }
}

extension EncoderLibrary {
    /// How many of `texts` an encoder was tuned on; 0 for one that wasn't tuned here.
    public func tunedOverlap(of reference: EncoderReference, with texts: [String]) -> Int {
        guard let folders = try? folders(of: reference.name), !folders.tuned.isEmpty else { return 0 }
        let known = folders.tuned.reduce(into: Set<UInt64>()) { $0.formUnion(TuningRuns.keys(in: $1)) }
        return known.isEmpty ? 0 : texts.count { known.contains(TextKey.of($0)) }
    }
}
