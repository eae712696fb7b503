/// The steps of loading one text file.
struct FileLoad {
    /// How the bytes become text.
    private struct Route {
        var isCompressed = false
        var encoding = TextEncoding.utf8
        var skip = 0
    }

    let file: String
    let options: ReadOptions
    /// What stands in for the file, when it is in memory already.
    let contents: [UInt8]?
    private var format: FileFormat
    private var route = Route()
    private var sink = RowSink()
    private var renamed: [RenamedColumn] = []
    private var layout = TableLayout()
    private var isWhole = false
    private var hash: UInt64 = 0
    private var size = 0

    init(_ file: String, _ options: ReadOptions, _ format: FileFormat, contents: [UInt8]? = nil)
        throws(DataError)
    {
        self.file = file
        self.contents = contents
        self.options = options
        self.format = format
        var seen: Set<String> = []
        for name in options.columns ?? [] where !seen.insert(name).inserted {
            throw .duplicateColumn(name: name, file: file)
        }
    }

    /// Reads all rows, or the first.
    mutating func run(
        rowLimit: Int, _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        try findRoute()
        do throws(DataError) {
            try pass(rowLimit, shouldStop, onProgress)
        } catch .invalidUTF8(let file, let line, let column, let bytes, let guess) {
            let error = DataError.invalidUTF8(
                file: file, line: line, column: column, bytes: bytes, looksLike: guess)
            guard guess == .gb18030 else { throw error }
            route.encoding = .gb18030
            route.skip = 0
            do throws(DataError) {
                try pass(rowLimit, shouldStop, onProgress)
            } catch .undecodable { throw error }
        }
    }

    private func raw() throws(DataError) -> RawBytes {
        if let contents { return RawBytes(memory: contents) }
        return try RawBytes(file: file)
    }

    private mutating func findRoute() throws(DataError) {
        var first = try raw().readAll(limit: FileStart.length)
        route.isCompressed = first.starts(with: [0x1F, 0x8B])
        if route.isCompressed {
            first = try InflatedBytes(try raw(), file: file).readAll(limit: FileStart.length)
        }
        guard !first.isEmpty else { throw .emptyFile(file: file) }
        let start = try FileStart(first[...], file: file)
        (route.encoding, route.skip) = (start.encoding, start.skip)
    }

    /// The file's bytes as they are, and as UTF-8 but for `skip` bytes at their start.
    private func open() throws(DataError) -> (raw: RawBytes, source: any ByteSource, skip: Int) {
        let raw = try raw()
        var source: any ByteSource = raw
        if route.isCompressed { source = InflatedBytes(raw, file: file) }
        if route.encoding == .utf8 { return (raw, source, route.skip) }
        guard let converted = ConvertedBytes(source, from: route.encoding, skip: route.skip, file: file)
        else {
            throw .undecodable(file: file, line: 1, bytes: [], encoding: route.encoding)
        }
        return (raw, converted, 0)
    }

    private mutating func pass(
        _ rowLimit: Int, _ shouldStop: () -> Bool, _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        let opened = try open()
        let prefix = try opened.source.readAll(limit: FileStart.length).dropFirst(opened.skip)
        let newline = FileStart.newline(of: prefix)
        switch format {
        case .csv, .tsv:
            layout = TableLayout(
                prefix, file: file, format: format, options: options, newline: newline)
            var parser = DelimitedParser(
                file: file, separator: layout.separator, hasQuotes: layout.hasQuotes, newline: newline,
                names: layout.names)
            try drive(&parser, rowLimit, shouldStop, onProgress)
        case .json, .jsonLines, .sqlite:
            let first = prefix.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            format = first == UInt8(ascii: "[") ? .json : .jsonLines
            if format == .json {
                var parser = JSONArrayParser(file: file, names: options.columns)
                try drive(&parser, rowLimit, shouldStop, onProgress)
            } else {
                var parser = JSONLinesParser(names: options.columns)
                try drive(&parser, rowLimit, shouldStop, onProgress)
            }
        }
    }

    private mutating func drive(
        _ parser: inout some RowParser, _ rowLimit: Int, _ shouldStop: () -> Bool,
        _ onProgress: (Int, Int) -> Void
    ) throws(DataError) {
        let opened = try open()
        parser.rowLimit = rowLimit
        var reader = FileReader(file: file)
        isWhole = try reader.run(
            opened.source, opened.raw, skip: opened.skip, &parser, shouldStop, onProgress)
        (hash, size) = (opened.raw.hash.digest(), opened.raw.size)
        (sink, renamed) = (parser.sink, parser.renamed)
    }

    /// What was read, with its roles.
    func reading() throws(DataError) -> Reading {
        if sink.rows == 0, let bad = sink.badRows.first, format == .csv || format == .tsv {
            guard case .fieldCount(let found, _) = bad.fault else {
                throw .noFittingRow(file: file, columns: sink.names, fields: 0, line: bad.line)
            }
            throw .noFittingRow(file: file, columns: sink.names, fields: found, line: bad.line)
        }
        if sink.rows == 0, let bad = sink.badRows.first {
            throw .badJSON(file: file, line: bad.line, excerpt: bad.excerpt, isWhole: true)
        }
        if sink.names.isEmpty { throw .emptyFile(file: file) }
        let source = Source(file: file, bytes: size, hash: hash)
        return try Reading(
            sink, options.roles, source, format,
            Reading.Notes(
                encoding: route.encoding, isCompressed: route.isCompressed, isHeaderless: layout.isHeaderless,
                separator: layout.isUnusual ? layout.separator : nil, renamed: renamed, isWhole: isWhole))
    }
}
