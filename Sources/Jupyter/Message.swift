/// A message that came in: checked, signed, and all its parts are objects.
///
/// Source: "Messaging in Jupyter", version 5.6, sections "The wire protocol" and "General message format".
struct Message: Sendable {
    /// Where a reply goes: the frames before the delimiter.
    let identities: [[UInt8]]
    /// The header as it came; replies carry it verbatim.
    let headerFrame: [UInt8]
    /// The name of the message.
    let id: String
    /// What is asked.
    let type: String
    /// The `msg_id` of the message that this one answers; empty if none.
    let parentID: String
    /// The subshell that is meant (`subshell_id`); nil for the main shell.
    var subshell: String?
    let metadata: JSON
    let content: JSON

    /// What parts the wire's frames.
    static let delimiter = Array("<IDS|MSG>".utf8)
}

/// Why frames are not a message that the wire takes.
enum MessageError: Error, Equatable {
    case noDelimiter
    case tooFewFrames(Int)
    case badSignature
    case replayed
    case badJSON(part: Part, JSONError)
    case notAnObject(part: Part)
    case missing(field: String)

    /// The JSON frames, in order.
    enum Part: String, Sendable, CaseIterable {
        case header
        case parentHeader = "parent_header"
        case metadata
        case content
    }
}
