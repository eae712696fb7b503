import Testing

@testable import Jupyter

@Suite struct ConnectionFileTests {
    private static let whole: [(String, String)] = [
        ("transport", "\"tcp\""), ("ip", "\"127.0.0.1\""), ("shell_port", "1"), ("control_port", "\"2\""),
        ("stdin_port", "3"),
        ("iopub_port", "4"), ("hb_port", "5"), ("key", "\"k\""), ("signature_scheme", "\"hmac-sha512\""),
    ]

    private static func read(changing field: String = "", to value: String? = nil) throws(WireError)
        -> ConnectionFile
    {
        let members = whole.compactMap { name, old in
            name == field ? value.map { "\"\(name)\":\($0)" } : "\"\(name)\":\(old)"
        }
        return try ConnectionFile(contents: Array("{\(members.joined(separator: ","))}".utf8))
    }

    @Test func `ports may be numbers or text`() throws {
        let connection = try Self.read()
        #expect(ConnectionFile.Channel.allCases.map { connection.port(of: $0) } == [1, 2, 3, 4, 5])
        #expect(connection.endpoint(of: .iopub) == "tcp://127.0.0.1:4")
        #expect(connection.scheme == .sha512)
    }

    @Test(arguments: [
        ("localhost", "tcp://127.0.0.1:1"), ("::1", "tcp://[::1]:1"), ("[::1]", "tcp://[::1]:1"),
        ("*", "tcp://*:1"), ("0.0.0.0", "tcp://0.0.0.0:1"),
    ])
    func `names and IPv6 addresses are made what libzmq takes`(ip: String, endpoint: String) throws {
        #expect(try Self.read(changing: "ip", to: "\"\(ip)\"").endpoint(of: .shell) == endpoint)
    }

    @Test func `what may be left out has its default`() throws {
        #expect(try Self.read(changing: "transport").transport == .tcp)
        #expect(try Self.read(changing: "signature_scheme").scheme == .sha256)
        #expect(try Self.read(changing: "key").key == [])
        #expect(
            try Self.read(changing: "transport", to: "\"ipc\"").endpoint(of: .shell) == "ipc://127.0.0.1-1")
    }

    @Test(arguments: [
        ("transport", "\"pigeon\""), ("ip", nil), ("ip", "4"), ("shell_port", nil), ("shell_port", "0"),
        ("hb_port", "65536"),
        ("iopub_port", "\"x\""), ("key", "5"), ("signature_scheme", "[]"),
    ])
    func `what can't be used is named`(field: String, value: String?) {
        #expect(throws: WireError.badConnection(field: field)) { try Self.read(changing: field, to: value) }
    }

    @Test(arguments: ["hmac-sha3_256", "HMAC-SHA256", "sha256"])
    func `an unknown signature scheme is named`(scheme: String) {
        #expect(throws: WireError.unknownScheme(scheme)) {
            try Self.read(changing: "signature_scheme", to: "\"\(scheme)\"")
        }
    }

    @Test func `a file that is missing or no JSON is told`() {
        #expect(throws: WireError.unreadable(path: "/nowhere/x.json", reason: "No such file or directory")) {
            try LaunchFile(path: "/nowhere/x.json")
        }
        #expect(throws: WireError.badConnection(field: "JSON")) {
            try ConnectionFile(contents: Array("[1]".utf8))
        }
    }
}
