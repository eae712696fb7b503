extension ConnectionFile {
    /// Reads the contents of a connection file.
    ///
    /// Ports may be numbers or strings.
    public init(contents: [UInt8]) throws(WireError) { try self.init(json: Self.object(contents)) }

    init(json: JSON) throws(WireError) {
        try self.init(json: json, ip: Self.text(json, "ip"))
        for channel in Channel.allCases { ports[channel] = try Self.port(json, channel.portField) }
    }

    /// All but the ports.
    init(json: JSON, ip: String) throws(WireError) {
        self.ip = ip
        transport = try Self.transport(json)
        scheme = try Self.scheme(json)
        guard let key = (json["key"] ?? "").string else { throw .badConnection(field: "key") }
        self.key = Array(key.utf8)
        if let secret = json["curve_secretkey"], secret != .null {
            guard let text = secret.string, text.utf8.count == 40 else {
                throw .badConnection(field: "curve_secretkey")
            }
            curveSecretKey = text
        }
    }

    static func object(_ contents: [UInt8]) throws(WireError) -> JSON {
        let json: JSON
        do { json = try JSON(parsing: contents) } catch { throw .badConnection(field: "JSON") }
        guard json.isObject else { throw .badConnection(field: "JSON") }
        return json
    }

    static func text(_ json: JSON, _ field: String) throws(WireError) -> String {
        guard let text = json[field]?.string, !text.isEmpty else { throw .badConnection(field: field) }
        return text
    }

    static func port(_ json: JSON, _ field: String) throws(WireError) -> Int {
        let port = json[field]?.integer ?? json[field]?.string.flatMap { Int($0) }
        guard let port, (1...65535).contains(port) else { throw .badConnection(field: field) }
        return port
    }

    static func transport(_ json: JSON) throws(WireError) -> Transport {
        guard let value = json["transport"], value != "" else { return .tcp }
        guard let transport = value.string.flatMap({ Transport(rawValue: $0) }) else {
            throw .badConnection(field: "transport")
        }
        return transport
    }

    private static func scheme(_ json: JSON) throws(WireError) -> SignatureScheme {
        guard let value = json["signature_scheme"], value != "" else { return .sha256 }
        guard let name = value.string else { throw .badConnection(field: "signature_scheme") }
        guard let scheme = SignatureScheme(rawValue: name) else { throw .unknownScheme(name) }
        return scheme
    }
}
