/// What turns blocks of bytes into rows.
protocol RowParser {
    var sink: RowSink { get set }
    var rowLimit: Int { get set }
    /// The line on which what is parsed next begins.
    var line: Int { get }
    var renamed: [RenamedColumn] { get }

    /// Takes what is complete in `bytes`, everything if `atEnd`, and gives the number of bytes taken.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) throws(DataError) -> Int
}

/// Reads a file block by block through a parser, checking UTF-8 and hashing as it goes.
struct FileReader {
    static let block = 1 << 20
    /// After so many bytes the memory for all is estimated; until then most cells are in no chunk yet.
    static let foresight = 32 << 20

    let file: String
    private var bytes: [UInt8]
    /// How many of `bytes` are filled, and how many of these are known to be UTF-8.
    private var filled = 0
    private var checked = 0
    private var atEnd = false

    init(file: String) {
        self.file = file
        bytes = [UInt8](repeating: 0, count: Self.block)
    }

    /// Reads to the end, or to the parser's row limit; says whether the end was reached.
    mutating func run(
        _ source: any ByteSource, _ raw: RawBytes, skip: Int, _ parser: inout some RowParser,
        _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) -> Bool {
        var skip = skip
        var isForeseen = parser.rowLimit != .max
        while !atEnd {
            if shouldStop() { throw .interrupted }
            try fill(source)
            try check(from: skip, line: parser.line)
            try parser.sink.checkGrowth(by: filled, file: file)
            let taken = try parse(&parser, from: skip)
            drop(skip + taken)
            skip = 0
            if !isForeseen, raw.consumed >= Self.foresight {
                try foresee(parser, raw)
                isForeseen = true
            }
            onProgress(min(raw.consumed, raw.size), raw.size)
            if parser.sink.rows >= parser.rowLimit { return atEnd && filled == 0 }
        }
        return true
    }

    /// Refuses a file whose rest won't fit, by what the part read so far takes.
    private func foresee(_ parser: some RowParser, _ raw: RawBytes) throws(DataError) {
        let share = Double(parser.sink.size) / Double(raw.consumed)
        let rest = Int(min(share * Double(max(0, raw.size - raw.consumed)) * 1.1, 1e18)) + RowSink.spare
        let available = FreeMemory.bytes()
        guard rest <= available else { throw .memory(file: file, needed: rest, available: available) }
    }

    private mutating func parse(_ parser: inout some RowParser, from start: Int) throws(DataError) -> Int {
        let (checked, atEnd) = (checked, atEnd)
        return try bytes.withUnsafeBufferPointer { buffer throws(DataError) in
            try parser.parse(UnsafeBufferPointer(rebasing: buffer[start..<checked]), atEnd: atEnd)
        }
    }

    /// Fills the buffer, which grows when one record is larger than it.
    private mutating func fill(_ source: any ByteSource) throws(DataError) {
        if filled == bytes.count {
            let (needed, available) = (2 * filled, filled > RowSink.spare ? FreeMemory.bytes() : .max)
            guard needed <= available else { throw .memory(file: file, needed: needed, available: available) }
            bytes.append(contentsOf: repeatElement(0, count: bytes.count))
        }
        while filled < bytes.count {
            let count = try source.read(into: &bytes, from: filled)
            if count == 0 {
                atEnd = true
                return
            }
            filled += count
        }
    }

    /// Checks what was read; an unfinished character waits for its rest.
    private mutating func check(from start: Int, line: Int) throws(DataError) {
        let from = max(checked, start)
        let result = bytes.withUnsafeBufferPointer {
            UTF8Check.check(UnsafeBufferPointer(rebasing: $0[..<filled]), from: min(from, filled))
        }
        switch result {
        case .invalid(let place): throw invalid(at: place, line: line)
        case .valid(let end):
            if atEnd, end < filled { throw invalid(at: end, line: line) }
            checked = end
        }
    }

    private func invalid(at place: Int, line: Int) -> DataError {
        let before = bytes[..<place]
        let newlines = before.count { $0 == UInt8(ascii: "\n") }
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return .invalidUTF8(
            file: file, line: line + newlines,
            column: String(decoding: bytes[lineStart..<place], as: UTF8.self).unicodeScalars.count + 1,
            bytes: Array(bytes[place..<min(place + 4, filled)]),
            looksLike: TextEncoding.guess(of: bytes[..<filled], at: place))
    }

    /// Moves what was not taken to the front.
    private mutating func drop(_ taken: Int) {
        guard taken > 0 else { return }
        let rest = filled - taken
        bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            base.copyMemory(from: base + taken, byteCount: rest)
        }
        filled = rest
        checked -= taken
    }
}
