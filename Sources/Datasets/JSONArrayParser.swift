/// Takes the objects of a JSON array (RFC 8259); what they hold is treated as in JSON Lines.
///
/// An element that is no object is a bad row; where the brackets don't fit, nothing behind can be told apart, so that
/// is an error.
struct JSONArrayParser: RowParser {
    private enum Stage { case start, first, element, comma, end }

    let file: String
    private var records: JSONRecords
    private var stage = Stage.start
    private(set) var line = 1
    var rowLimit = Int.max
    let renamed: [RenamedColumn] = []

    var sink: RowSink {
        _read { yield records.sink }
        _modify { yield &records.sink }
    }

    init(file: String, names: [String]?) {
        self.file = file
        records = JSONRecords(names: names)
    }

    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) throws(DataError) -> Int {
        var place = 0
        while records.sink.rows < rowLimit {
            skipSpace(bytes, &place)
            guard place < bytes.count else { break }
            switch (stage, bytes[place]) {
            case (.start, UInt8(ascii: "[")): (stage, place) = (.first, place + 1)
            case (.first, UInt8(ascii: "]")), (.comma, UInt8(ascii: "]")): (stage, place) = (.end, place + 1)
            case (.comma, UInt8(ascii: ",")): (stage, place) = (.element, place + 1)
            case (.start, _), (.comma, _), (.end, _): throw fault(bytes, place)
            default:
                guard let end = elementEnd(bytes, from: place) else {
                    if atEnd { throw fault(bytes, place) }
                    return place
                }
                // A number may go on in the next block.
                if end == bytes.count, !atEnd { return place }
                guard end > place else { throw fault(bytes, place) }
                let element = UnsafeBufferPointer(rebasing: bytes[place..<end])
                try records.take(element, line: line)
                line += DelimitedParser.count(UInt8(ascii: "\n"), element)
                (stage, place) = (.comma, end)
            }
        }
        if atEnd, stage != .end, records.sink.rows < rowLimit { throw fault(bytes, place) }
        return place
    }

    private mutating func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            place += 1
        }
    }

    /// The end of the value that begins at `start`, by its brackets and quotes alone; nil when it isn't whole.
    private func elementEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var depth = 0
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                guard let end = textEnd(bytes, from: place + 1) else { return nil }
                place = end
                if depth == 0 { return place }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return place }
                depth -= 1
                if depth == 0 { return place + 1 }
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                UInt8(ascii: "\t"):
                if depth == 0 { return place }
            default: break
            }
            place += 1
        }
        return depth == 0 ? place : nil
    }

    /// The place behind the quote that closes a text.
    private func textEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\"") { return place + 1 }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private func fault(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> DataError {
        let shown = bytes[min(place, bytes.count)...].prefix(24)
        return .badJSON(
            file: file, line: line, excerpt: String(decoding: shown, as: UTF8.self),
            isWhole: stage == .start || place < bytes.count)
    }
}
