internal import Dispatch
internal import FoundationEssentials
internal import GRDB
import Glibc

/// Reads a table or a query of an SQLite database that it never changes.
///
/// A file that keeps a write-ahead log is opened as immutable, so that SQLite makes no shared memory beside it; one whose
/// journal holds changes that the file lacks is refused.
struct DatabaseReader {
    let file: String
    let options: ReadOptions

    /// Reads all rows, or the first.
    ///
    /// Throws `unreadable`, `badTable`, `badQuery`, `queryWrites`, `tooLarge`, `memory`, `interrupted`.
    func reading(
        rowLimit: Int, _ shouldStop: @escaping @Sendable () -> Bool
    ) throws(DataError) -> Reading {
        let (source, isLogged) = try source(shouldStop)
        let (sink, table, renamed, isWhole) = try rows(isLogged ? address : file, rowLimit, shouldStop)
        if sink.names.isEmpty { throw .emptyFile(file: file) }
        return try Reading(
            sink, options.roles, source, .sqlite,
            Reading.Notes(
                table: options.query == nil && options.table == nil ? table : nil, renamed: renamed,
                isWhole: isWhole, unit: .row))
    }

    private func source(_ shouldStop: () -> Bool) throws(DataError) -> (Source, isLogged: Bool) {
        for ending in ["-wal", "-journal"] {
            var status = stat()
            if stat(file + ending, &status) == 0, status.st_size > 0 {
                throw .unreadable(
                    file: file, reason: "another program has changes in \(file + ending); close it first")
            }
        }
        let raw = try RawBytes(file: file)
        var block = [UInt8](repeating: 0, count: 1 << 18)
        var (isFirst, isLogged) = (true, false)
        while true {
            if shouldStop() { throw .interrupted }
            let count = try raw.read(into: &block)
            if isFirst, !block[..<count].starts(with: "SQLite format 3\0".utf8) {
                throw .unreadable(file: file, reason: "it is not an SQLite database")
            }
            // Byte 18 is the version that a writer must know: 2 stands for the log.
            if isFirst, count > 18 { isLogged = block[18] == 2 }
            isFirst = false
            if count == 0 { break }
        }
        return (Source(file: file, bytes: raw.size, hash: raw.hash.digest()), isLogged)
    }

    private func rows(
        _ path: String, _ rowLimit: Int, _ shouldStop: @escaping @Sendable () -> Bool
    ) throws(DataError) -> (RowSink, String?, [RenamedColumn], Bool) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try Self.watched(queue, shouldStop) {
                try queue.read { db in
                    try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
                    let (sql, table) = try statement(db)
                    let (sink, renamed, isWhole) = try collect(db, sql, rowLimit, shouldStop)
                    return (sink, table, renamed, isWhole)
                }
            }
        } catch let error as DataError {
            throw error
        } catch let error as DatabaseError {
            if shouldStop() { throw .interrupted }
            let reason = error.message ?? "code \(error.resultCode.rawValue)"
            throw options.query == nil
                ? .unreadable(file: file, reason: "the database says: \(reason)") : .badQuery(reason: reason)
        } catch {
            throw .unreadable(file: file, reason: "the database can't be opened")
        }
    }

    /// The file as an address; what means something there is written in hexadecimal.
    private var address: String {
        var path = ""
        for scalar in file.unicodeScalars {
            if ["%", "?", "#"].contains(scalar) {
                path += "%" + String(scalar.value, radix: 16)
            } else {
                path.unicodeScalars.append(scalar)
            }
        }
        return "file:\(path)?immutable=1"
    }

    /// What to run: the query, or all of a table.
    private func statement(_ db: Database) throws -> (sql: String, table: String?) {
        if let query = options.query {
            let first = query.drop { $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
            guard ["select", "with", "values"].contains(first) else { throw DataError.queryWrites }
            return (query, nil)
        }
        let tables = try String.fetchAll(
            db,
            sql:
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
                + "ESCAPE '\\' ORDER BY name")
        guard let table = options.table ?? (tables.count == 1 ? tables.first : nil), tables.contains(table)
        else {
            throw DataError.badTable(file: file, table: options.table, tables: tables)
        }
        let quoted = table.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return ("SELECT * FROM \"\(quoted)\"", table)
    }

    private func collect(
        _ db: Database, _ sql: String, _ rowLimit: Int, _ shouldStop: () -> Bool
    ) throws -> (RowSink, [RenamedColumn], Bool) {
        let statement = try db.makeStatement(sql: sql)
        guard statement.isReadonly else { throw DataError.queryWrites }
        var sink = RowSink()
        let (names, renamed) = ColumnNames.usable(statement.columnNames)
        (sink.names, sink.columns) = (names, names.map { _ in CellStore() })
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            if sink.rows >= rowLimit { return (sink, renamed, false) }
            if shouldStop() { throw DataError.interrupted }
            try take(row, &sink)
        }
        return (sink, renamed, true)
    }

    private func take(_ row: Row, _ sink: inout RowSink) throws(DataError) {
        var cells: [[UInt8]] = []
        for index in sink.columns.indices {
            let value: DatabaseValue = row[index]
            switch value.storage {
            case .null: cells.append([])
            case .int64(let number): cells.append(Array("\(number)".utf8))
            case .double(let number): cells.append(Array("\(number)".utf8))
            case .string(let text): cells.append(Array(text.utf8))
            case .blob(let data):
                let bytes = Array(data)
                let isText = bytes.withUnsafeBufferPointer {
                    UTF8Check.check($0, from: 0) == .valid(end: bytes.count)
                }
                guard isText, !bytes.contains(0) else {
                    let number = sink.rows + sink.badRowCount + 1
                    return bytes.prefix(60).withUnsafeBufferPointer {
                        sink.reject(line: number, .binaryCell(column: sink.names[index]), $0)
                    }
                }
                cells.append(bytes)
            }
        }
        let size = cells.reduce(0) { $0 + $1.count }
        // Asked with room for the next rows, so that it need not be asked for each.
        if sink.rows & 255 == 0 || size > 1 << 16 {
            try sink.checkGrowth(by: max(1 << 20, size), file: file)
        }
        for (index, cell) in cells.enumerated() where !sink.columns[index].append(cell) {
            throw .tooLarge(
                column: sink.names[index], bytes: sink.columns[index].openBytes, limit: CellStore.limit)
        }
        sink.rows += 1
    }

    /// Runs a body and stops the database when asked: a query may compute for ever before its first row.
    private static func watched<Result>(
        _ queue: DatabaseQueue, _ shouldStop: @escaping @Sendable () -> Bool, _ body: () throws -> Result
    ) throws -> Result {
        let (done, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        DispatchQueue.global().async {
            while done.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
                if shouldStop() { queue.interrupt() }
            }
            ended.signal()
        }
        defer {
            done.signal()
            ended.wait()
        }
        return try body()
    }
}
