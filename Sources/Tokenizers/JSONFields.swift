/// The fields of a settings file, read by path, each with its own error.
struct JSONFields {
    let value: JSONValue
    let file: String
    /// The path at which `value` lies in the file.
    var place = ""

    static func parse(_ bytes: [UInt8], file: String) throws(TokenizerError) -> JSONValue {
        do throws(JSONFailure) {
            return try JSONParser.parse(bytes)
        } catch {
            throw .malformedJSON(file: file, offset: error.offset, reason: error.reason)
        }
    }

    /// The full name of a field.
    func name(of field: String) -> String { place.isEmpty ? field : place + "." + field }

    func wrong(_ field: String, _ expected: String) -> TokenizerError {
        .badField(file: file, field: name(of: field), expected: expected)
    }

    /// The value at a dotted path; nil where it is missing or null.
    func find(_ path: String) -> JSONValue? {
        var found: JSONValue? = value
        for name in path.split(separator: ".") { found = found?[String(name)] }
        return found.flatMap { $0.isNull ? nil : $0 }
    }

    func boolean(_ path: String) throws(TokenizerError) -> Bool? {
        guard let found = find(path) else { return nil }
        guard let value = found.boolean else { throw wrong(path, "true or false") }
        return value
    }

    func string(_ path: String) throws(TokenizerError) -> String {
        guard let text = find(path)?.string else { throw wrong(path, "a string") }
        return text
    }

    func array(_ path: String) throws(TokenizerError) -> [JSONValue] {
        guard let found = find(path) else { return [] }
        guard let elements = found.array else { throw wrong(path, "a list") }
        return elements
    }

    /// Refuses any other text at `path`.
    func require(_ path: String, _ allowed: String) throws(TokenizerError) {
        let text = try string(path)
        guard text == allowed else { throw refusal(path, text) }
    }
}
