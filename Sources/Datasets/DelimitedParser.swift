import Glibc

/// Splits bytes into records and fields (RFC 4180; without quotes for plain TSV).
///
/// Where the standard is silent: an empty line is no row; a quote inside an unquoted field is text; text after a
/// closing quote makes a bad row that ends with its line; `\n`, `\r\n` (or `\r` alone, in a file that has no `\n`) end
/// a line.
struct DelimitedParser: RowParser {
    /// Where a field lies, without its quotes.
    private struct Field {
        var start, end: Int
        /// Whether it holds doubled quotes.
        var isEscaped = false
        /// Whether it stood in quotes.
        var isQuoted = false
    }

    private enum Scan {
        case row(next: Int)
        case fault(BadRow.Fault, next: Int)
        case unfinished
        case unclosed(at: Int)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let carriageReturn = UInt8(ascii: "\r")

    let separator: UInt8
    let hasQuotes: Bool
    let newline: UInt8
    let file: String
    /// Stops after so many rows.
    var rowLimit = Int.max
    /// The line on which the next record begins.
    private(set) var line = 1
    private var needsHeader: Bool
    private var fields: [Field] = []
    private(set) var renamed: [RenamedColumn] = []
    var sink = RowSink()

    init(file: String, separator: UInt8, hasQuotes: Bool, newline: UInt8, names: [String]?) {
        self.file = file
        self.separator = separator
        self.hasQuotes = hasQuotes
        self.newline = newline
        needsHeader = names == nil
        sink.names = names ?? []
        sink.columns = sink.names.map { _ in CellStore() }
    }

    /// Takes the whole records of `bytes`; the last needs no line end if `atEnd`.
    ///
    /// Gives the number of bytes taken.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) throws(DataError) -> Int {
        var place = 0
        while place < bytes.count, sink.rows < rowLimit {
            if isLineEnd(bytes, &place, atEnd) { continue }
            switch scan(bytes, from: place, atEnd: atEnd) {
            case .row(let next):
                try take(bytes, place, next)
                advance(bytes, &place, next)
            case .fault(let fault, let next):
                sink.reject(line: line, fault, UnsafeBufferPointer(rebasing: bytes[place..<next]))
                advance(bytes, &place, next)
            case .unfinished: return place
            case .unclosed(let quote):
                throw .unclosedQuote(file: file, line: line + lines(in: bytes, place..<quote))
            }
        }
        return place
    }

    /// Steps over an empty line.
    private mutating func isLineEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ atEnd: Bool
    ) -> Bool {
        var end = place
        if bytes[end] == Self.carriageReturn { end += 1 }
        guard end < bytes.count ? bytes[end] == newline || bytes[place] == newline : atEnd else {
            return false
        }
        sink.blankLines += 1
        line += 1
        place = bytes[place] == newline ? place + 1 : min(end + 1, bytes.count)
        return true
    }

    private mutating func advance(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ next: Int) {
        line += hasQuotes ? lines(in: bytes, place..<next) : 1
        place = next
    }

    private func lines(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        Self.count(newline, UnsafeBufferPointer(rebasing: bytes[range]))
    }

    /// Finds the fields of the record at `start`.
    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, atEnd: Bool) -> Scan {
        fields.removeAll(keepingCapacity: true)
        var place = start
        while true {
            var field = Field(start: place, end: place)
            if hasQuotes, place < bytes.count, bytes[place] == Self.quote {
                field.start += 1
                field.isQuoted = true
                guard let end = closing(bytes, &field, atEnd) else {
                    return atEnd ? .unclosed(at: place) : .unfinished
                }
                field.end = end
                place = end + 1
                if place < bytes.count, bytes[place] == Self.carriageReturn,
                    place + 1 < bytes.count ? bytes[place + 1] == newline : atEnd
                {
                    place += 1
                }
            } else {
                place = plainEnd(bytes, from: place)
                field.end = place
            }
            if place == bytes.count {
                guard atEnd else { return .unfinished }
                fields.append(trimmed(field, bytes))
                return .row(next: place)
            }
            if bytes[place] == separator {
                fields.append(field)
                place += 1
            } else if bytes[place] == newline {
                fields.append(trimmed(field, bytes))
                return .row(next: place + 1)
            } else {
                return resume(bytes, from: place, .textAfterQuote(field: fields.count + 1), atEnd)
            }
        }
    }

    /// The last field of a line, without the first half of `\r\n`.
    private func trimmed(_ field: Field, _ bytes: UnsafeBufferPointer<UInt8>) -> Field {
        guard !field.isQuoted, field.end > field.start, bytes[field.end - 1] == Self.carriageReturn else {
            return field
        }
        var field = field
        field.end -= 1
        return field
    }

    /// The first separator or line end from `start`, or the end.
    private func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        let raw = UnsafeRawBufferPointer(bytes)
        let separators = SIMD16<UInt8>(repeating: separator)
        let newlines = SIMD16<UInt8>(repeating: newline)
        while place + 16 <= raw.count {
            let block = raw.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
            if any((block .== separators) .| (block .== newlines)) { break }
            place += 16
        }
        while place < bytes.count, bytes[place] != separator, bytes[place] != newline { place += 1 }
        return place
    }

    /// The closing quote of a quoted field; nil when it isn't in `bytes`.
    private func closing(_ bytes: UnsafeBufferPointer<UInt8>, _ field: inout Field, _ atEnd: Bool) -> Int? {
        var place = field.start
        while let found = Self.find(Self.quote, bytes, from: place) {
            guard found + 1 < bytes.count else { return atEnd ? found : nil }
            if bytes[found + 1] != Self.quote { return found }
            field.isEscaped = true
            place = found + 2
        }
        return nil
    }

    /// A faulty record ends with its line.
    private func resume(
        _ bytes: UnsafeBufferPointer<UInt8>, from place: Int, _ fault: BadRow.Fault, _ atEnd: Bool
    ) -> Scan {
        if let end = Self.find(newline, bytes, from: place) { return .fault(fault, next: end + 1) }
        return atEnd ? .fault(fault, next: bytes.count) : .unfinished
    }

    /// How often a byte occurs.
    static func count(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (count, place) = (0, 0)
        while let found = find(byte, bytes, from: place) {
            count += 1
            place = found + 1
        }
        return count
    }

    static func find(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
        guard place < bytes.count, let base = bytes.baseAddress,
            let hit = memchr(base + place, Int32(byte), bytes.count - place)
        else { return nil }
        return base.distance(to: hit.assumingMemoryBound(to: UInt8.self))
    }

    /// Stores the fields of a record as header or row.
    private mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ next: Int
    ) throws(DataError) {
        if needsHeader { return takeHeader(bytes) }
        guard fields.count == sink.columns.count else {
            let fault = BadRow.Fault.fieldCount(found: fields.count, expected: sink.columns.count)
            return sink.reject(line: line, fault, UnsafeBufferPointer(rebasing: bytes[start..<next]))
        }
        for index in fields.indices {
            copy(bytes, fields[index], into: &sink.columns[index])
            guard sink.columns[index].close() else {
                throw .tooLarge(
                    column: sink.names[index], bytes: sink.columns[index].openBytes, limit: CellStore.limit)
            }
        }
        sink.rows += 1
    }

    /// Adds a field to a cell, with each doubled quote as one.
    @inline(__always)
    private func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Field, into cells: inout CellStore) {
        guard field.isEscaped else {
            return cells.extend(UnsafeBufferPointer(rebasing: bytes[field.start..<field.end]))
        }
        let whole = UnsafeBufferPointer(rebasing: bytes[..<field.end])
        var place = field.start
        while let found = Self.find(Self.quote, whole, from: place) {
            cells.extend(UnsafeBufferPointer(rebasing: bytes[place...found]))
            place = found + 2
        }
        cells.extend(UnsafeBufferPointer(rebasing: bytes[min(place, field.end)..<field.end]))
    }

    private mutating func takeHeader(_ bytes: UnsafeBufferPointer<UInt8>) {
        needsHeader = false
        var names: [String] = []
        for field in fields {
            var cell = CellStore()
            copy(bytes, field, into: &cell)
            _ = cell.close()
            names.append(cell.text(0))
        }
        (sink.names, renamed) = ColumnNames.usable(names)
        sink.columns = sink.names.map { _ in CellStore() }
    }
}
