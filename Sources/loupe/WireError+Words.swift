import Jupyter
import Phrases

extension WireError {
    /// What to tell whoever started the kernel.
    var sentence: String {
        switch self {
        case .unreadable(let path, let reason):
            phrase("can't read \(path): \(reason)", zh: "无法读取 \(path)：\(reason)")
        case .badConnection(let field):
            phrase(
                "the connection file's \(field) is missing or can't be used", zh: "连接文件中的 \(field) 缺失或无法使用")
        case .unknownScheme(let name):
            phrase(
                "the signature scheme \(name) is unknown; known are \(Self.schemes)",
                zh: "未知的签名方式 \(name)；可用的有 \(Self.schemes)")
        case .cannotBind(let channel, let endpoint, let reason):
            phrase(
                "can't listen at \(endpoint) for \(channel): \(reason)",
                zh: "无法在 \(endpoint) 监听 \(channel)：\(reason)")
        case .notAcknowledged(let endpoint, let fault):
            phrase(
                "the launcher at \(endpoint) did not acknowledge the kernel's ports: \(fault.words)",
                zh: "位于 \(endpoint) 的启动程序没有确认内核的端口：\(fault.words)")
        case .socket(let operation, let reason):
            phrase("\(operation) failed: \(reason)", zh: "\(operation) 失败：\(reason)")
        }
    }

    private static var schemes: String {
        ConnectionFile.SignatureScheme.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension RegistrationFault {
    fileprivate var words: String {
        switch self {
        case .silence: phrase("no answer within 5 seconds", zh: "5 秒内没有回答")
        case .otherFrames(let count):
            phrase("its answer has \(count) frames in another order", zh: "回答有 \(count) 帧，次序不符")
        case .wrongSignature:
            phrase("its answer is signed with another key or scheme", zh: "回答的签名所用的密钥或方式不同")
        case .otherContent: phrase("its answer is not ACK", zh: "回答不是 ACK")
        }
    }
}
