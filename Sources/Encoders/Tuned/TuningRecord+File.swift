internal import FoundationEssentials
internal import Glibc
internal import Tokenizers

extension TuningRecord {
    /// The present time, in universal time.
    public static var now: String {
        var (seconds, fields) = (time(nil), tm())
        gmtime_r(&seconds, &fields)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(fields.tm_year + 1900)-\(two(fields.tm_mon + 1))-\(two(fields.tm_mday))"
        return "\(day)T\(two(fields.tm_hour)):\(two(fields.tm_min)):\(two(fields.tm_sec))Z"
    }

    /// The record of a folder and the weights that it was tuned on; nil where the folder isn't one of ours.
    ///
    /// Throws `.badField` where a record says less than it should.
    public static func read(
        _ folder: String
    ) throws(EncoderError) -> (base: WeightIdentity, record: TuningRecord)? {
        let path = folder + "/" + TunedFolder.recordName
        guard let file = try SettingsFile(ifPresent: path) else { return nil }
        guard try file.size("version") == TunedFolder.version else {
            throw .unsupported(
                file: path, field: "version", value: file.field("version")?.summary ?? "")
        }
        let base: WeightIdentity = try decode("base", of: file)
        var run = file.field("run")
        // settings of another version are passed over, not the rest
        let settings: TuningSettings? = run?["settings"].flatMap { decode($0) }
        run = run?.replacing("settings", by: .null)
        guard var record: TuningRecord = run.flatMap({ decode($0) }) else {
            throw .badField(file: path, field: "run", expected: "what a run of training leaves")
        }
        record.settings = settings
        return (base, record)
    }

    private static func decode<Value: Decodable>(_ value: JSONValue) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(value.text.utf8))
    }

    private static func decode<Value: Decodable>(
        _ field: String, of file: SettingsFile
    ) throws(EncoderError) -> Value {
        guard let value: Value = file.field(field).flatMap({ decode($0) }) else {
            throw .badField(file: file.path, field: field, expected: "a name and a digest")
        }
        return value
    }

    /// The bytes of `tuning.json`; `digest` is that of the weights beside it.
    func encoded(_ base: WeightIdentity, digest: String) -> [UInt8] {
        struct Document: Encodable {
            let version: Int
            let base: WeightIdentity
            let digest: String
            let run: TuningRecord
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(version: TunedFolder.version, base: base, digest: digest, run: self)
        return Array((try? encoder.encode(document)) ?? Data()) + Array("\n".utf8)
    }
}
