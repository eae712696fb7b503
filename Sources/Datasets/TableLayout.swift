/// How a delimited file is laid out, as its first bytes tell.
struct TableLayout {
    /// What stands between fields.
    var separator = UInt8(ascii: ",")
    /// Whether `"` quotes a field.
    var hasQuotes = true
    /// The columns' names, when the first line holds none; nil to read them from it.
    var names: [String]?
    /// Whether the first line was found to be a row.
    var isHeaderless = false
    /// Whether the separator is another than the format's.
    var isUnusual = false

    init() {}

    /// Looks at the beginning of a text, which is UTF-8 or nearly.
    init(
        _ text: ArraySlice<UInt8>, file: String, format: FileFormat, options: ReadOptions, newline: UInt8
    ) {
        separator = format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
        hasQuotes = options.quotes ?? (format == .csv)
        names = options.columns
        let trial = Trial(text, file: file, newline: newline, names: names)
        guard var sink = trial.rows(separator, hasQuotes) else { return }
        if trial.width(of: sink) == 1, names?.count != 1 {
            let others = (format == .csv ? ";\t|" : ",;|").utf8
            for other in others {
                // A plain text may hold any of these signs: they separate only what is even throughout.
                let isQuoted = options.quotes ?? (other != UInt8(ascii: "\t"))
                guard let found = trial.rows(other, isQuoted), trial.width(of: found) > 1,
                    found.badRowCount == 0,
                    found.rows >= (format == .csv ? 1 : 3)
                else { continue }
                (separator, hasQuotes, isUnusual, sink) = (other, isQuoted, true, found)
                break
            }
        }
        guard names == nil, Self.isHeaderless(sink) else { return }
        isHeaderless = true
        names = sink.names.indices.map { "column_\($0 + 1)" }
    }

    /// The first rows, read one way or another.
    private struct Trial {
        let text: ArraySlice<UInt8>
        let file: String
        let newline: UInt8
        let names: [String]?

        init(_ text: ArraySlice<UInt8>, file: String, newline: UInt8, names: [String]?) {
            (self.text, self.file, self.newline, self.names) = (text, file, newline, names)
        }

        /// nil where the text can't be read so.
        func rows(_ separator: UInt8, _ hasQuotes: Bool) -> RowSink? {
            var parser = DelimitedParser(
                file: file, separator: separator, hasQuotes: hasQuotes, newline: newline, names: names)
            parser.rowLimit = 200
            let isWhole = text.count < FileStart.length / 2
            do throws(DataError) {
                _ = try text.withUnsafeBufferPointer { bytes throws(DataError) in
                    try parser.parse(bytes, atEnd: isWhole)
                }
                return parser.sink
            } catch {
                // The reading itself will find the same and tell.
                return nil
            }
        }

        /// The number of fields of the first line.
        func width(of sink: RowSink) -> Int {
            if names == nil { return sink.names.count }
            guard sink.rows == 0, case .fieldCount(let found, _)? = sink.badRows.first?.fault else {
                return sink.names.count
            }
            return found
        }
    }

    /// Whether what was taken for names looks like one more row.
    static func isHeaderless(_ sink: RowSink) -> Bool {
        guard sink.rows > 0 else { return false }
        if sink.names.count == 1, let only = sink.names.first { return isSentence(only) }
        var isRow = false
        for (name, cells) in zip(sink.names, sink.columns) {
            var name = name
            let isNumber = name.withUTF8 { Decimal.value(of: $0) != nil }
            switch cells.kinds().kind {
            case .number:
                // A column of numbers under a word: that is a header.
                if !isNumber { return false }
                isRow = true
            case .text: isRow = isRow || isSentence(name) || isRepeated(name, cells)
            case .boolean, .empty: break
            }
        }
        return isRow
    }

    /// Whether a name is too long or too full of signs to be one.
    private static func isSentence(_ name: String) -> Bool {
        let words = name.split(separator: " ").count
        let hasEnd = name.unicodeScalars.contains { "。，！？!,".unicodeScalars.contains($0) }
        return words > 6 || name.unicodeScalars.count > 60 || hasEnd && (words > 3 || name.utf8.count > 24)
    }

    /// Whether a name is one of few values that occur again and again below it.
    private static func isRepeated(_ name: String, _ cells: CellStore) -> Bool {
        var counts: [String: Int] = [:]
        for row in 0..<cells.count {
            counts[cells.text(row), default: 0] += 1
        }
        return cells.count >= 4 && counts.count * 2 <= cells.count && counts[name] ?? 0 >= 2
    }
}
