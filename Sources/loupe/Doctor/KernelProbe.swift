import CZeroMQ
import Crypto
import Foundation
import Session
import TextModels

/// Why a kernel did not do what it was asked.
enum ProbeFault: Error, CustomStringConvertible {
    case notStarted(String)
    case silent(String)
    case wrongAnswer(String)

    var description: String {
        switch self {
        case .notStarted(let reason): "a kernel could not be started: \(reason)"
        case .silent(let what): "a kernel did not answer within 20 s (\(what))"
        case .wrongAnswer(let text): "a kernel answered \(text.debugDescription)"
        }
    }
}

/// A kernel of this program's own, and the least of a front end that can run a cell in it.
final class KernelProbe {
    private static let patience = 20_000
    private let folder: String
    private let key = UUID().uuidString
    private let process: ChildProcess
    private let context = zmq_ctx_new()
    private var sockets: [String: UnsafeMutableRawPointer] = [:]

    /// Starts a kernel that listens on sockets in a folder of its own.
    init(home: Home) throws(ProbeFault) {
        folder = "/tmp/loupe-doctor-\(UUID().uuidString.prefix(8))"
        let file = folder + "/connection.json"
        let ports = ["shell": 1, "control": 2, "iopub": 3, "stdin": 4, "hb": 5]
        var connection: [String: Any] = [
            "transport": "ipc", "ip": folder + "/k", "key": key, "signature_scheme": "hmac-sha256",
        ]
        for (name, port) in ports { connection[name + "_port"] = port }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try JSONSerialization.data(withJSONObject: connection).write(to: URL(fileURLWithPath: file))
        } catch { throw .notStarted("\(error)") }
        guard
            let process = ChildProcess(
                Program.path, ["kernel", "--connection-file", file], environment: ["LOUPE_HOME": home.path])
        else { throw .notStarted(String(cString: strerror(errno))) }
        self.process = process
        for (name, kind) in [("iopub", ZMQ_SUB), ("shell", ZMQ_DEALER), ("control", ZMQ_DEALER)] {
            guard let socket = zmq_socket(context, kind) else { throw .notStarted("no socket") }
            sockets[name] = socket
            var linger: Int32 = 0
            zmq_setsockopt(socket, ZMQ_LINGER, &linger, 4)
            if kind == ZMQ_SUB { zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) }
            zmq_connect(socket, "ipc://\(folder)/k-\(ports[name] ?? 0)")
        }
    }

    deinit {
        for socket in sockets.values { zmq_close(socket) }
        zmq_ctx_term(context)
        // What stays behind in the folder of temporary files does no harm.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs a cell and shuts the kernel down; what it prints, or the error it ends with.
    func run(_ code: String) throws(ProbeFault) -> String {
        _ = try receive("iopub")  // the welcome: from here on nothing is missed
        let content: [String: Any] = ["code": code, "store_history": false, "allow_stdin": false]
        send("execute_request", content, on: "shell")
        var (printed, hasBegun) = ("", false)
        while true {
            let (type, content) = try receive("iopub")
            switch type {
            case "execute_input": hasBegun = true
            case "stream": printed += content["text"] as? String ?? ""
            case "error": printed += content["evalue"] as? String ?? ""
            case "status" where hasBegun && content["execution_state"] as? String == "idle":
                send("shutdown_request", ["restart": false], on: "control")
                _ = try receive("control")
                _ = process.finish(within: Self.patience)
                return printed
            default: break
            }
        }
    }

    private func send(_ type: String, _ content: [String: Any], on channel: String) {
        let header: [String: Any] = [
            "msg_id": UUID().uuidString, "msg_type": type, "session": key, "username": "doctor",
            "version": "5.6",
            "date": "2026-01-01T00:00:00Z",
        ]
        // Dictionaries of strings and numbers always have a form in JSON.
        let parts = [header, [:], [:], content].map {
            (try? JSONSerialization.data(withJSONObject: $0)) ?? Data()
        }
        var code = HMAC<SHA256>(key: SymmetricKey(data: Data(key.utf8)))
        for part in parts { code.update(data: part) }
        let signature = code.finalize().map { String(format: "%02x", $0) }.joined()
        let frames = [Data("<IDS|MSG>".utf8), Data(signature.utf8)] + parts
        for (index, frame) in frames.enumerated() {
            _ = frame.withUnsafeBytes {
                zmq_send(
                    sockets[channel], $0.baseAddress, $0.count, index < frames.count - 1 ? ZMQ_SNDMORE : 0)
            }
        }
    }

    /// Type and content of the next message.
    private func receive(_ channel: String) throws(ProbeFault) -> (type: String, content: [String: Any]) {
        var item = zmq_pollitem_t(socket: sockets[channel], fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        guard zmq_poll(&item, 1, Self.patience) == 1 else { throw .silent("nothing on \(channel)") }
        var frames: [Data] = []
        var hasMore = true
        while hasMore {
            var part = zmq_msg_t()
            zmq_msg_init(&part)
            defer { zmq_msg_close(&part) }
            guard zmq_msg_recv(&part, sockets[channel], 0) >= 0 else {
                throw .silent("cut off on \(channel)")
            }
            hasMore = zmq_msg_more(&part) != 0
            frames.append(
                Data(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))))
        }
        guard let start = frames.firstIndex(of: Data("<IDS|MSG>".utf8)), frames.count >= start + 6,
            let header = Self.object(frames[start + 2]), let content = Self.object(frames[start + 5])
        else { throw .wrongAnswer("a message of \(frames.count) frames") }
        return (header["msg_type"] as? String ?? "", content)
    }

    private static func object(_ data: Data) -> [String: Any]? {
        try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    }
}
