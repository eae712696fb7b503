internal import GRDB
import Glibc

extension Dataset {
    /// Writes all rows as a table of an SQLite database; its other tables stay, one of the same name is replaced.
    ///
    /// Either all is written or nothing. Throws `unwritable`, `interrupted`.
    public func write(
        toDatabase file: String, table: String, shouldStop: @Sendable () -> Bool = { false }
    ) throws(DataError) {
        var status = stat()
        if stat(file, &status) == 0, status.st_size > 0 {
            let start = try RawBytes(file: file).readAll(limit: 16)
            guard start.elementsEqual("SQLite format 3\0".utf8) else {
                throw .unwritable(file: file, reason: "there is another file that is no database")
            }
        }
        do {
            let queue = try DatabaseQueue(path: file)
            try queue.write { db in try insert(into: db, table, shouldStop) }
            try queue.close()
        } catch let error as DataError {
            throw error
        } catch let error as DatabaseError {
            throw .unwritable(file: file, reason: error.message ?? "code \(error.resultCode.rawValue)")
        } catch {
            throw .unwritable(file: file, reason: "the database can't be opened")
        }
    }

    private func insert(into db: Database, _ table: String, _ shouldStop: () -> Bool) throws {
        func quoted(_ name: String) -> String {
            "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }
        let fields = columns.map { quoted($0.name) + " " + $0.affinity.rawValue }.joined(separator: ", ")
        try db.execute(sql: "DROP TABLE IF EXISTS \(quoted(table))")
        try db.execute(sql: "CREATE TABLE \(quoted(table)) (\(fields))")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.makeStatement(sql: "INSERT INTO \(quoted(table)) VALUES (\(places))")
        for row in 0..<count {
            if row & 255 == 0, shouldStop() { throw DataError.interrupted }
            try statement.execute(
                arguments: StatementArguments(columns.map { $0[row]?.databaseValue ?? .null }))
        }
    }
}

extension Column {
    /// How a database keeps a column's cells.
    fileprivate enum Affinity: String { case integer = "INTEGER", real = "REAL", text = "TEXT" }

    /// Numbers only where the database gives every cell back as it is written here: `007` and `1.50` stay texts.
    fileprivate var affinity: Affinity {
        guard kind == .number else { return .text }
        var (areWhole, areReal) = (true, true)
        for row in 0..<count where areWhole || areReal {
            guard let cell = self[row] else { continue }
            if areWhole { areWhole = Int64(cell).map { "\($0)" == cell } ?? false }
            if areReal { areReal = Double(cell).map { "\($0)" == cell } ?? false }
        }
        return areWhole ? .integer : areReal ? .real : .text
    }
}
