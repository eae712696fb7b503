/// Takes a JSON object a line (RFC 8259).
struct JSONLinesParser: RowParser {
    private var records: JSONRecords
    private(set) var line = 1
    var rowLimit = Int.max
    let renamed: [RenamedColumn] = []

    var sink: RowSink {
        _read { yield records.sink }
        _modify { yield &records.sink }
    }

    init(names: [String]?) { records = JSONRecords(names: names) }

    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) throws(DataError) -> Int {
        var place = 0
        while place < bytes.count, records.sink.rows < rowLimit {
            let newline = DelimitedParser.find(UInt8(ascii: "\n"), bytes, from: place)
            guard newline != nil || atEnd else { return place }
            let end = newline ?? bytes.count
            try records.take(UnsafeBufferPointer(rebasing: bytes[place..<end]), line: line)
            line += 1
            place = min(end + 1, bytes.count)
        }
        return place
    }
}
