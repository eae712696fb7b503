/// Answers questions about code, on the responder's thread.
enum Responder {
    static func reply(to request: Request, from backend: any KernelBackend) -> JSON {
        let content = request.message.content
        guard let code = content["code"]?.string else {
            return Contents.refusal(.missingField("code", in: request.message.type))
        }
        let length = code.unicodeScalars.count
        let cursor = min(max(0, content["cursor_pos"]?.integer ?? length), length)
        return switch request.message.type {
        case "complete_request": Contents.completion(backend.complete(code, cursor: cursor))
        case "inspect_request":
            Contents.inspection(
                backend.inspect(code, cursor: cursor, detail: content["detail_level"]?.integer == 1 ? 1 : 0))
        default: Contents.completeness(backend.completeness(of: code))
        }
    }
}

extension CellFailure {
    /// A request that can't be carried out as it stands.
    static func missingField(_ field: String, in type: String) -> CellFailure {
        let sentence = "\(type) has no \(field), or not as text"
        return CellFailure(name: "BadRequest", value: sentence, traceback: [sentence])
    }

    static let interrupted = CellFailure(
        name: "Interrupted", value: "interrupted", traceback: ["interrupted"])
}
