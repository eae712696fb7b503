internal import CZeroMQ
internal import Glibc

extension Socket {
    /// Listens for a channel, and returns the port.
    func bind(_ channel: ConnectionFile.Channel, of connection: ConnectionFile) throws(WireError) -> Int {
        let port = connection.port(of: channel)
        if port > 0 {
            try bind(connection.endpoint(of: channel), for: channel)
            return port
        }
        switch connection.transport {
        case .tcp:
            try bind(connection.endpoint(of: channel), for: channel)
            return boundPort
        case .ipc: return try bindFreePath(channel, of: connection)
        }
    }

    private func bind(_ endpoint: String, for channel: ConnectionFile.Channel) throws(WireError) {
        guard zmq_bind(handle, endpoint) == 0 else {
            throw .cannotBind(channel: channel.rawValue, endpoint: endpoint, reason: lastZeroMQError())
        }
    }

    /// The port that the system chose.
    private var boundPort: Int {
        var name = [CChar](repeating: 0, count: 256)
        var size = name.count
        guard zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &name, &size) == 0 else { return 0 }
        let endpoint = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return endpoint.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    /// Listens at a path that no file has yet: libzmq would take the place of another kernel's.
    private func bindFreePath(
        _ channel: ConnectionFile.Channel, of connection: ConnectionFile
    ) throws(WireError) -> Int {
        var open = connection
        for _ in 0..<100 {
            let port = Int.random(in: 1...65535)
            guard access("\(connection.ip)-\(port)", F_OK) != 0 else { continue }
            open.ports[channel] = port
            try bind(open.endpoint(of: channel), for: channel)
            return port
        }
        let endpoint = connection.endpoint(of: channel)
        throw .cannotBind(
            channel: channel.rawValue, endpoint: endpoint, reason: String(cString: strerror(EEXIST)))
    }
}
