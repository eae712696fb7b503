extension Dataset {
    /// Reads a file in one pass, block by block; `onProgress` counts bytes.
    ///
    /// UTF-16 with its mark, and GB18030, are converted. Throws what `DataError` says about files, `interrupted`, and
    /// `unknownColumn` for named roles.
    public static func read(
        _ file: String, options: ReadOptions = ReadOptions(),
        shouldStop: @escaping @Sendable () -> Bool = { false },
        onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(DataError) -> Reading {
        try reading(file, options, options.limit ?? .max, shouldStop, onProgress)
    }

    /// Reads the contents of a file that is in memory already; `name` stands for the file and tells the format.
    ///
    /// Throws as `read(_:options:)` does.
    public static func read(
        contents: [UInt8], name: String, options: ReadOptions = ReadOptions()
    ) throws(DataError) -> Reading {
        var load = try FileLoad(name, options, try format(of: name, options), contents: contents)
        try load.run(rowLimit: options.limit ?? .max, { false }, { _, _ in })
        return try load.reading()
    }

    /// Reads the first rows only, for checks before a cell runs.
    ///
    /// Throws as `read` does, as far as the first rows tell.
    public static func peek(_ file: String, options: ReadOptions = ReadOptions()) throws(DataError)
        -> DatasetHeader
    {
        DatasetHeader(try reading(file, options, 100, { false }, { _, _ in }))
    }

    private static func reading(
        _ file: String, _ options: ReadOptions, _ rowLimit: Int,
        _ shouldStop: @escaping @Sendable () -> Bool,
        _ onProgress: (Int, Int) -> Void
    ) throws(DataError) -> Reading {
        if FolderReader.isFolder(file) {
            return try FolderReader(folder: file, options: options).reading(
                rowLimit: rowLimit, shouldStop, onProgress)
        }
        let format = try format(of: file, options)
        if format == .sqlite {
            return try DatabaseReader(file: file, options: options).reading(rowLimit: rowLimit, shouldStop)
        }
        var load = try FileLoad(file, options, format)
        try load.run(rowLimit: rowLimit, shouldStop, onProgress)
        return try load.reading()
    }

    private static func format(of file: String, _ options: ReadOptions) throws(DataError) -> FileFormat {
        guard let format = options.format ?? FileFormat(fileName: file) else {
            throw .unknownFormat(file: file, formats: FileFormat.allCases)
        }
        return format
    }
}
