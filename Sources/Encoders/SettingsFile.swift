internal import Tokenizers

/// A JSON file of a model folder, whose fields are read with their own errors.
struct SettingsFile: Sendable {
    let path: String
    let value: JSONValue

    /// Reads a file; nil when there is none.
    init?(ifPresent path: String) throws(EncoderError) {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try FileBytes.read(path)
        } catch {
            if error.isMissing { return nil }
            throw .unreadable(file: path, reason: error.reason)
        }
        try self.init(path: path, bytes: bytes)
    }

    init(path: String, bytes: [UInt8]) throws(EncoderError) {
        self.path = path
        do throws(JSONFailure) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw .malformedJSON(file: path, offset: error.offset, reason: error.reason)
        }
    }

    private func wrong(_ field: String, _ expected: String) -> EncoderError {
        .badField(file: path, field: field, expected: expected)
    }

    /// A field; nil when it is missing or null.
    func field(_ name: String) -> JSONValue? { value[name].flatMap { $0.isNull ? nil : $0 } }

    /// A whole number from 1 that decides a shape.
    func size(_ name: String, atMost most: Int = Int(Int32.max)) throws(EncoderError) -> Int {
        guard let size = field(name)?.integer, size >= 1, size <= most else {
            throw wrong(name, "a whole number from 1" + (most < Int(Int32.max) ? " to \(max(1, most))" : ""))
        }
        return size
    }

    func number(_ name: String) throws(EncoderError) -> Double {
        guard let number = field(name)?.double else { throw wrong(name, "a number") }
        return number
    }

    func string(_ name: String) throws(EncoderError) -> String {
        guard let text = field(name)?.string else { throw wrong(name, "a string") }
        return text
    }

    func flag(_ name: String) throws(EncoderError) -> Bool {
        guard let found = field(name) else { return false }
        guard let flag = found.boolean else { throw wrong(name, "true or false") }
        return flag
    }

    /// Refuses any value but one in a field that may be missing.
    func require(_ setting: FixedSetting) throws(EncoderError) {
        guard let found = field(setting.field), found != setting.value else { return }
        throw .unsupported(file: path, field: setting.field, value: found.summary)
    }
}

extension JSONValue {
    /// A few words for an error.
    var summary: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): text
        case .array: "[…]"
        case .object: "{…}"
        }
    }
}
