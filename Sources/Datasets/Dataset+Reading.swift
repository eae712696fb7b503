extension Dataset {
    /// Reads a file in one pass, block by block; `onProgress` counts bytes.
    ///
    /// UTF-16 with its mark, and GB18030, are converted. Throws what `DataError` says about files, `interrupted`, and
    /// `unknownColumn` for named roles.
    public static func read(
        _ file: String, options: ReadOptions = ReadOptions(), shouldStop: @Sendable () -> Bool = { false },
        onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(DataError) -> Reading {
        var load = try FileLoad(file, options)
        try load.run(rowLimit: .max, shouldStop, onProgress)
        return try load.reading()
    }

    /// Reads the contents of a file that is in memory already; `name` stands for the file and tells the format.
    ///
    /// Throws as `read(_:options:)` does.
    public static func read(
        contents: [UInt8], name: String, options: ReadOptions = ReadOptions()
    ) throws(DataError) -> Reading {
        var load = try FileLoad(name, options, contents: contents)
        try load.run(rowLimit: .max, { false }, { _, _ in })
        return try load.reading()
    }

    /// Reads the first rows only, for checks before a cell runs.
    ///
    /// Throws as `read` does, as far as the first rows tell.
    public static func peek(_ file: String, options: ReadOptions = ReadOptions()) throws(DataError)
        -> DatasetHeader
    {
        var load = try FileLoad(file, options)
        try load.run(rowLimit: 100, { false }, { _, _ in })
        return try load.header()
    }
}

/// The steps of loading one file.
private struct FileLoad {
    let file: String
    let options: ReadOptions
    /// What stands in for the file, when it is in memory already.
    let contents: [UInt8]?
    let format: FileFormat
    var encoding = TextEncoding.utf8
    var sink = RowSink()
    var renamed: [RenamedColumn] = []
    var isWhole = false
    var hash: UInt64 = 0
    var size = 0

    init(_ file: String, _ options: ReadOptions, contents: [UInt8]? = nil) throws(DataError) {
        self.file = file
        self.contents = contents
        self.options = options
        guard let format = options.format ?? FileFormat(fileName: file) else {
            throw .unknownFormat(file: file, formats: FileFormat.allCases)
        }
        self.format = format
        var seen: Set<String> = []
        for name in options.columns ?? [] where !seen.insert(name).inserted {
            throw .duplicateColumn(name: name, file: file)
        }
    }

    private func open() throws(DataError) -> ByteStream {
        if let contents { return ByteStream(memory: contents) }
        return try ByteStream(file: file)
    }

    mutating func run(
        rowLimit: Int, _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        let start = try start()
        if start.encoding == .utf8 {
            do throws(DataError) {
                var stream = try open()
                size = stream.size
                return try parse(&stream, start, rowLimit, shouldStop, onProgress)
            } catch .invalidUTF8(let file, let line, let column, let bytes, let guess) {
                guard guess == .gb18030 else {
                    throw .invalidUTF8(file: file, line: line, column: column, bytes: bytes, looksLike: guess)
                }
                encoding = .gb18030
                guard try convert(0, rowLimit, shouldStop, onProgress) else {
                    throw .invalidUTF8(file: file, line: line, column: column, bytes: bytes, looksLike: guess)
                }
            }
        } else {
            encoding = start.encoding
            guard try convert(start.skip, rowLimit, shouldStop, onProgress) else {
                throw .notText(file: file, looksLike: encoding.rawValue)
            }
        }
    }

    private func start() throws(DataError) -> FileStart {
        var stream = try open()
        let first = try stream.readAll(limit: 1 << 16)
        guard !first.isEmpty else { throw .emptyFile(file: file) }
        return try FileStart(first[...], file: file)
    }

    /// Reads the file once more, converts it in memory, and parses that.
    private mutating func convert(
        _ skip: Int, _ rowLimit: Int, _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) -> Bool {
        var stream = try open()
        size = stream.size
        let raw = try stream.readAll(limit: .max)
        guard let text = try encoding.utf8(Array(raw.dropFirst(skip)), shouldStop: shouldStop) else {
            return false
        }
        guard !text.isEmpty else { throw .emptyFile(file: file) }
        let start = try FileStart(text.prefix(1 << 16), file: file)
        var memory = ByteStream(memory: text)
        try parse(&memory, start, rowLimit, shouldStop, onProgress)
        var whole = XXHash64()
        raw.withUnsafeBytes { whole.update($0) }
        hash = whole.digest()
        return true
    }

    private mutating func parse(
        _ stream: inout ByteStream, _ start: FileStart, _ rowLimit: Int, _ shouldStop: () -> Bool,
        _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        switch format {
        case .csv, .tsv:
            let separator = format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
            var parser = DelimitedParser(
                file: file, separator: separator, hasQuotes: options.quotes ?? (format == .csv),
                newline: start.newline, names: options.columns)
            try drive(&parser, &stream, start, rowLimit, shouldStop, onProgress)
        case .jsonLines:
            var parser = JSONLinesParser(names: options.columns)
            try drive(&parser, &stream, start, rowLimit, shouldStop, onProgress)
        }
    }

    private mutating func drive(
        _ parser: inout some RowParser, _ stream: inout ByteStream, _ start: FileStart, _ rowLimit: Int,
        _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        parser.rowLimit = rowLimit
        var reader = FileReader(file: file)
        isWhole = try reader.run(&stream, start: start, &parser, shouldStop, onProgress)
        hash = reader.hash.digest()
        (sink, renamed) = (parser.sink, parser.renamed)
    }

    /// The dataset with its roles.
    private func dataset() throws(DataError) -> (Dataset, [MissingMark], RoleDetection) {
        if sink.names.isEmpty, sink.badRowCount == 0 { throw .emptyFile(file: file) }
        if sink.rows == 0, let bad = sink.badRows.first {
            guard case .fieldCount(let found, _) = bad.fault else {
                throw .noFittingRow(file: file, columns: sink.names, fields: 0, line: bad.line)
            }
            throw .noFittingRow(file: file, columns: sink.names, fields: found, line: bad.line)
        }
        var marks: [MissingMark] = []
        var columns: [Column] = []
        for (name, cells) in zip(sink.names, sink.columns) {
            let column = Column(name: name, cells: cells)
            let cleaned = column.withoutMarks()
            if let cleaned { marks.append(cleaned.found) }
            columns.append(cleaned?.column ?? column)
        }
        let detection = RoleDetection(columns, named: options.roles)
        var roles = options.roles
        if roles.text.isEmpty, let text = detection.text { roles.text = [text.column] }
        roles.label = roles.label ?? detection.label?.column
        let source = Source(file: file, bytes: size, hash: hash)
        return (try Dataset(columns: columns, roles: roles, source: source), marks, detection)
    }

    func reading() throws(DataError) -> Reading {
        let (dataset, marks, detection) = try dataset()
        let names = options.columns == nil && format != .jsonLines ? sink.names : []
        let numeric = names.contains { name in
            var name = name
            return name.withUTF8 { Decimal.value(of: $0) != nil }
        }
        return Reading(
            dataset: dataset, format: format, encoding: encoding, badRowCount: sink.badRowCount,
            badRows: sink.badRows, blankLines: sink.blankLines, missingMarks: marks, renamed: renamed,
            headerLooksLikeData: numeric, detection: detection)
    }

    func header() throws(DataError) -> DatasetHeader {
        DatasetHeader(sample: try dataset().0, format: format, fileBytes: size, isWhole: isWhole)
    }
}
