extension English {
    /// What can go wrong with the contents of data files, and with datasets.
    func dataWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .badEncoding(let path, let line, let column, let bytes, let encoding, let likely):
            Words(
                "\(path), line \(grouped(line))\(column.map { ", column \(grouped($0))" } ?? ""): "
                    + (bytes.isEmpty
                        ? "this system can't read \(encoding)" : "the bytes \(bytes) are not \(encoding)"),
                note: "another encoding",
                help: likely.map { "the file looks like \($0): save it as UTF-8" } ?? "save the file as UTF-8"
            )
        case .badArchive(let path, let fault, let read, let unpacked):
            archiveWords(path, fault, read, unpacked)
        case .notWritten(let type, let path, let formats):
            Words(
                "\(article(type)) isn't written as \(quote(path))", note: "another ending",
                help: "end the name in \(either(formats))"
                    + (type == .dataset ? "; show puts rows into the notebook" : ""))
        case .notRepresentable(let column, let row, let format):
            Words(
                "row \(grouped(row)) of \(quote(column)) holds what \(format) can't: a tab, a line break, or nothing",
                note: "not as \(format)", help: "end the name in .csv or .jsonl")
        case .differentColumns(let left, let right):
            Words(
                "these datasets have no column in common", note: "nothing to join by",
                help: "columns: \(list(left)); and \(list(right))")
        case .notTime(let column, let row, let cell):
            Words(
                cell.map { "row \(grouped(row)) of \(quote(column)) is no time: \(quote($0))" }
                    ?? "row \(grouped(row)) has no \(column), so it has no place in time",
                note: "no time",
                help: cell == nil
                    ? "drop such rows first:  drop … where \(column) missing"
                    : "times are numbers, or dates that begin with the year: 2024-03-05, 2024-03-05 12:30")
        default: databaseWords(for: problem)
        }
    }

    private func databaseWords(for problem: RunProblem) -> Words? {
        switch problem {
        case .badTable(let path, let table?, let tables):
            Words(
                "\(path) has no table \(quote(table))", note: "no such table",
                help: suggestion(EditDistance.nearest(table, among: tables), "tables", tables))
        case .badTable(let path, nil, let tables):
            Words(
                tables.isEmpty
                    ? "\(path) has no tables"
                    : "\(path) has \(count(tables.count, "table")), so one has to be named",
                note: "which table?",
                help: tables.isEmpty ? "check that it is the right file" : "table \(either(tables))")
        case .badQuery(let reason):
            Words(
                "the database refuses the query: \(reason)", note: "not run",
                help: "queries are SQL:  query \"select … from …\"")
        case .queryWrites:
            Words(
                "the query is not a single statement that only reads", note: "only reading",
                help: "begin it with select or with; Loupe never changes a database that it loads from")
        default: nil
        }
    }

    private func archiveWords(_ path: String, _ fault: RunProblem.ArchiveFault, _ read: Int, _ unpacked: Int)
        -> Words
    {
        let figures = "\(bytes(read)) read, \(bytes(unpacked)) unpacked"
        return switch fault {
        case .truncated:
            Words("\(path) ends too early: \(figures)", note: "cut off", help: "get the file again")
        case .damaged:
            Words("\(path) is damaged: \(figures)", note: "not gzip any more", help: "get the file again")
        case .bomb:
            Words(
                "\(path) unpacks without end: \(figures)", note: "refused",
                help: "unpack it outside of Loupe if you trust it")
        case .noMemory:
            Words(
                "\(path) can't be unpacked for lack of memory: \(figures)", note: "no memory",
                help: "forget frees what a name holds")
        }
    }
}

extension English {
    static let dataPages: [Page] = [
        Page(
            .badArchive,
            "A .gz file is unpacked while it is read. This one is cut off or damaged, or it unpacks to so much more than its own size that it can only be a trap.",
            "reviews = load \"reviews.csv\""),
        Page(
            .badTable, "A database may hold several tables; table names the one to read.",
            "reviews = load \"reviews.db\" table reviews"),
        Page(
            .badQuery, "query takes one SQL statement that begins with select or with.",
            "reviews = load \"reviews.db\" query \"select body, stars from reviews where stars <> 3\""),
        Page(
            .queryWrites,
            "Databases are opened for reading only, and a query has to be one select. Nothing in the file changes.",
            "reviews = load \"reviews.db\" query \"select * from reviews\""),
        Page(
            .notWritten,
            "Datasets, reports and weights are written as tables, pictures and pages as they are shown. The end of the name tells which.",
            "write reviews to \"labelled.csv\""),
        Page(
            .notRepresentable, "TSV has no quotes, so a cell can hold neither a tab nor a line break.",
            "write reviews to \"labelled.csv\""),
        Page(
            .differentColumns,
            "append joins columns by name, and texts and labels by their role. These datasets share none.",
            "all = append train, test"),
        Page(
            .notTime,
            "split … time sorts by a column of numbers, or of dates that begin with the year. Other dates can't be told apart: 3/4 is in March here and in April there.",
            "train, test = split reviews test 20% time id"),
    ]
}
