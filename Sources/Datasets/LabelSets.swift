/// The labels of every row where a row may have several, or none.
public struct LabelSets: Sendable, Equatable {
    /// The labels that occur, sorted by code points.
    public let names: [String]
    /// For each row the places of its labels in `names`, ascending, none twice.
    public let sets: [[Int]]

    /// The number of rows of each label.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: names.count)
        for label in sets.joined() { counts[label] += 1 }
        return counts
    }

    /// The mean number of labels a row; 0 without rows.
    public var cardinality: Double {
        sets.isEmpty ? 0 : Double(sets.reduce(0) { $0 + $1.count }) / Double(sets.count)
    }

    /// The number of different sets.
    public var distinct: Int { Set(sets).count }

    /// For each set the place of its rarest label, the first of equals; `labels`, their number, for an empty one.
    ///
    /// Folds that share these out evenly have their share of rare labels, which a fold could else lack.
    public static func rarest(_ sets: [[Int]], labels: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: labels)
        for label in sets.joined() { counts[label] += 1 }
        return sets.map { set in
            set.min { counts[$0] == counts[$1] ? $0 < $1 : counts[$0] < counts[$1] } ?? labels
        }
    }

    init(_ column: Column, separator: String) {
        let rows = (0..<column.count).map { Self.labels(in: column[$0] ?? "", separator: separator) }
        let names = Set(rows.joined()).sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        self.names = names
        sets = rows.map { Set($0.compactMap { place[$0] }).sorted() }
    }

    /// The labels of a cell: a JSON list of texts, else what stands between separators; blanks around them don't count.
    static func labels(in cell: String, separator: String) -> [String] {
        var cell = cell
        let list = cell.withUTF8 { bytes -> [String]? in
            var scanner = JSONScanner(bytes)
            return scanner.texts()
        }
        let parts = list ?? (separator.isEmpty ? [cell] : Self.split(cell, separator))
        return parts.map(\.withoutBlanks).filter { !$0.isEmpty }
    }

    private static func split(_ cell: String, _ separator: String) -> [String] {
        let (bytes, mark) = (Array(cell.utf8), Array(separator.utf8))
        var parts: [String] = []
        var (start, place) = (0, 0)
        while place + mark.count <= bytes.count {
            if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
                parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
                place += mark.count
                start = place
            } else {
                place += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var withoutBlanks: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(scalars[...$0]) } ?? ""
    }
}

extension Dataset {
    /// Whether rows may have several labels.
    public var hasSeveralLabels: Bool { roles.separator != nil }

    /// The labels of every row; a row of a dataset with one label a row has that, or none where it is missing.
    ///
    /// Throws `noRole`.
    public func labelSets() throws(DataError) -> LabelSets {
        let column = try labelColumn()
        guard let separator = roles.separator else { return LabelSets(try labelCoding()) }
        return LabelSets(column, separator: separator)
    }

    /// Labels renamed within their cells, which are written anew; two may become one.
    ///
    /// Throws `noRole`, and `unknownLabel` for one that doesn't occur.
    func relabelledSets(
        _ names: [(old: String, new: String)], separator: String
    ) throws(DataError) -> Column {
        let column = try labelColumn()
        let found = LabelSets(column, separator: separator)
        var new = found.names
        for (old, name) in names {
            guard let index = found.names.firstIndex(of: old) else {
                throw .unknownLabel(name: old, labels: found.names)
            }
            new[index] = name
        }
        return try Column(
            name: column.name,
            values: found.sets.map { set in
                var labels: [String] = []
                for label in set where !labels.contains(new[label]) { labels.append(new[label]) }
                return labels.isEmpty ? nil : labels.joined(separator: separator)
            })
    }
}

extension LabelSets {
    /// One label a row as sets of one.
    init(_ coding: LabelCoding) {
        names = coding.names
        sets = coding.codes.map { $0.map { [$0] } ?? [] }
    }
}
