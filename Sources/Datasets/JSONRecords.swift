/// Collects JSON objects as rows; their keys are the columns.
///
/// Texts are unescaped; numbers, `true` and `false` stay as written; `null` is missing; lists and objects stay JSON.
/// A key that first occurs later begins a column whose earlier cells are missing.
struct JSONRecords {
    static let maximumColumns = 4096

    var sink = RowSink()
    /// The given names; other keys are then left out.
    private let given: Bool
    private var places: [String: Int] = [:]

    init(names: [String]?) {
        given = names != nil
        sink.names = names ?? []
        sink.columns = sink.names.map { _ in CellStore() }
        for (index, name) in sink.names.enumerated() { places[name] = index }
    }

    /// Takes one object, which fills `bytes` but for space around it.
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) throws(DataError) {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        if scanner.isAtEnd {
            sink.blankLines += 1
            return
        }
        guard let pairs = scanner.object() else {
            return sink.reject(line: line, .notJSON(column: scanner.column), bytes)
        }
        for (key, _) in pairs where !given && places[key] == nil {
            guard sink.names.count < Self.maximumColumns else {
                return sink.reject(line: line, .tooLarge, bytes)
            }
            addColumn(key)
        }
        for (key, value) in pairs {
            // A repeated key: the first one counts, as its cell is closed by then.
            guard let index = places[key], sink.columns[index].count == sink.rows else { continue }
            try append(value, to: index)
        }
        for index in sink.columns.indices where sink.columns[index].count == sink.rows {
            try append([], to: index)
        }
        sink.rows += 1
    }

    private mutating func addColumn(_ name: String) {
        var cells = CellStore()
        for _ in 0..<sink.rows { _ = cells.append([]) }
        places[name] = sink.names.count
        sink.names.append(name)
        sink.columns.append(cells)
    }

    private mutating func append(_ value: [UInt8], to index: Int) throws(DataError) {
        guard sink.columns[index].append(value) else {
            throw .tooLarge(
                column: sink.names[index], bytes: sink.columns[index].openBytes, limit: CellStore.limit)
        }
    }
}
