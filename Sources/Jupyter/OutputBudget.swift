internal import Display

/// What one cell may show, so that a flood can't fill memory or drown the front end.
///
/// Jupyter Server cuts off a kernel that sends more than 1 MB a second or 1,000 messages a second over three seconds.
struct OutputBudget {
    /// Bytes of text that are shown.
    static let textLimit = 1_000_000
    /// Displays that are shown.
    static let displayLimit = 500
    /// Bytes of displays that are shown.
    static let displayByteLimit = 16_000_000

    /// What the session may show.
    let allowance: OutputAllowance
    private var text = 0
    private var cutText = 0
    private var displays = 0
    private var displayBytes = 0
    private var cutDisplays = 0

    init(allowance: OutputAllowance) { self.allowance = allowance }

    /// The part of `piece` that may still be shown.
    ///
    /// Once something was cut nothing more is shown.
    mutating func take(_ piece: String) -> String {
        let size = piece.utf8.count
        let room = cutText == 0 ? allowance.take(upTo: min(size, Self.textLimit - text)) : 0
        guard size > room else {
            text += size
            return piece
        }
        let allowed = Self.prefix(of: piece, bytes: room)
        text += allowed.utf8.count
        cutText = cutText.addingReportingOverflow(size - allowed.utf8.count).partialValue
        return allowed
    }

    /// Whether one more display may be shown.
    mutating func takeDisplay(_ bundle: MIMEBundle) -> Bool {
        let size = bundle.byteCount
        guard displays < Self.displayLimit, size <= Self.displayByteLimit - displayBytes,
            allowance.takeWhole(size)
        else {
            cutDisplays += 1
            return false
        }
        displays += 1
        displayBytes += size
        return true
    }

    /// The line that says what was cut; nil if nothing was.
    var notice: String? {
        guard cutText > 0 || cutDisplays > 0 else { return nil }
        var parts: [String] = []
        if cutText > 0 { parts.append("\(cutText) bytes of text after the first \(text)") }
        if cutDisplays > 0 { parts.append("\(cutDisplays) displays after the first \(displays)") }
        return "\noutput cut: \(parts.joined(separator: " and ")) are not shown\n"
    }

    /// The longest prefix of whole characters' code points within `limit` bytes.
    private static func prefix(of piece: String, bytes limit: Int) -> String {
        var end =
            piece.utf8.index(piece.utf8.startIndex, offsetBy: max(0, limit), limitedBy: piece.utf8.endIndex)
            ?? piece.utf8.endIndex
        while end > piece.utf8.startIndex, end.samePosition(in: piece.unicodeScalars) == nil {
            end = piece.utf8.index(before: end)
        }
        return String(piece[piece.startIndex..<end])
    }
}

extension MIMEBundle {
    /// The bytes of all its texts.
    var byteCount: Int { entries.reduce(0) { $0 + $1.text.utf8.count } }
}
