import Glibc

extension Dataset {
    /// Writes all rows, in the format that the name's ending tells unless it is given.
    ///
    /// What was at `file` is replaced only when all is written. Missing cells are empty, or `null` in JSON. Throws
    /// `unknownFormat`, `unwritable`, `notRepresentable`, `interrupted`.
    public func write(
        to file: String, format: FileFormat? = nil, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) {
        guard let format = format ?? FileFormat(fileName: file), format != .sqlite,
            !file.lowercased().hasSuffix(".gz")
        else {
            throw .unknownFormat(file: file, formats: FileFormat.allCases)
        }
        let encoder = RowEncoder(format: format, columns: columns)
        var output = try FileOutput(file)
        try encoder.header(&output.buffer)
        for row in 0..<count {
            if row & 255 == 0, shouldStop() { throw .interrupted }
            try encoder.row(row, &output.buffer)
            try output.flushIfFull()
        }
        if format == .json { output.buffer += Array((count == 0 ? "[]\n" : "\n]\n").utf8) }
        try output.commit()
    }
}

/// Spells rows in a format.
private struct RowEncoder {
    let format: FileFormat
    let columns: [Column]

    func header(_ line: inout [UInt8]) throws(DataError) {
        if isJSON { return }
        for (index, column) in columns.enumerated() {
            if index > 0 { line.append(separator) }
            try append(Array(column.name.utf8)[...], to: &line, index, 0)
        }
        line.append(UInt8(ascii: "\n"))
    }

    func row(_ row: Int, _ line: inout [UInt8]) throws(DataError) {
        if format == .json { line.append(contentsOf: (row == 0 ? "[\n" : ",\n").utf8) }
        if isJSON { line.append(UInt8(ascii: "{")) }
        for (index, column) in columns.enumerated() {
            if index > 0 { line.append(separator) }
            let cell = column.withCell(row) { Array($0) }[...]
            if isJSON {
                json(column, cell, &line)
            } else {
                try append(cell, to: &line, index, row + 1)
            }
        }
        if isJSON { line.append(UInt8(ascii: "}")) }
        if format != .json { line.append(UInt8(ascii: "\n")) }
    }

    private var isJSON: Bool { format == .json || format == .jsonLines }
    private var separator: UInt8 { format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }

    private func append(
        _ cell: ArraySlice<UInt8>, to line: inout [UInt8], _ index: Int, _ row: Int
    ) throws(DataError) {
        // An only column's missing cell would be an empty line, which is no row; a mark at the start would be skipped.
        let isFragile =
            cell.isEmpty ? columns.count == 1 : index == 0 && cell.starts(with: [0xEF, 0xBB, 0xBF])
        let (needsCare, hasQuote) = inspect(cell)
        guard format == .csv else {
            if needsCare || isFragile {
                throw .notRepresentable(column: columns[index].name, row: row, format: format)
            }
            return line.append(contentsOf: cell)
        }
        guard needsCare || hasQuote || isFragile else { return line.append(contentsOf: cell) }
        line.append(UInt8(ascii: "\""))
        if !hasQuote {
            line.append(contentsOf: cell)
        } else {
            for byte in cell {
                if byte == UInt8(ascii: "\"") { line.append(byte) }
                line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    /// Whether a cell holds what ends a field, and whether it holds a quote.
    private func inspect(_ cell: ArraySlice<UInt8>) -> (needsCare: Bool, hasQuote: Bool) {
        let separator = separator
        return cell.withUnsafeBufferPointer { bytes in
            var (needsCare, hasQuote) = (false, false)
            for byte in bytes {
                needsCare = needsCare || byte == separator || byte == 0x0A || byte == 0x0D
                hasQuote = hasQuote || byte == UInt8(ascii: "\"")
            }
            return (needsCare, hasQuote)
        }
    }

    private func json(_ column: Column, _ cell: ArraySlice<UInt8>, _ line: inout [UInt8]) {
        quote(Array(column.name.utf8)[...], &line)
        line.append(UInt8(ascii: ":"))
        if cell.isEmpty {
            line.append(contentsOf: "null".utf8)
        } else if column.kind == .number && Self.isJSONNumber(cell)
            || column.kind == .boolean
                && (cell.elementsEqual("true".utf8) || cell.elementsEqual("false".utf8))
        {
            line.append(contentsOf: cell)
        } else {
            quote(cell, &line)
        }
    }

    private static func isJSONNumber(_ cell: ArraySlice<UInt8>) -> Bool {
        let body = cell.first == UInt8(ascii: "-") ? cell.dropFirst() : cell
        let whole = body.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        let rest = body.dropFirst(whole.count)
        return rest.isEmpty
            || rest.first == UInt8(ascii: ".") && rest.count > 1
                && rest.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private func quote(_ text: ArraySlice<UInt8>, _ line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): line.append(contentsOf: "\\n".utf8)
            case ..<0x20:
                let digits = String(byte, radix: 16)
                line.append(
                    contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}

/// A file that appears under its name only when it is complete.
private struct FileOutput: ~Copyable {
    private let file: String
    private let draft: String
    private var descriptor: Int32
    var buffer: [UInt8] = []

    init(_ file: String) throws(DataError) {
        self.file = file
        draft = "\(file).\(getpid()).part"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(file: file, reason: String(cString: strerror(errno))) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(draft)
    }

    mutating func flushIfFull() throws(DataError) {
        if buffer.count >= 1 << 18 { try flush() }
    }

    private mutating func flush() throws(DataError) {
        var place = 0
        while place < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unwritable(file: file, reason: String(cString: strerror(errno))) }
            place += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func commit() throws(DataError) {
        try flush()
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isClosed, rename(draft, file) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw .unwritable(file: file, reason: reason)
        }
    }
}
