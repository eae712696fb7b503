/// A column whose name in the file could not be used.
public struct RenamedColumn: Sendable, Equatable {
    /// Its number, from 1, its name in the file, and its name now.
    public let number: Int, old: String, new: String
}

/// Makes names that differ and aren't empty.
enum ColumnNames {
    /// Trims spaces, names the nameless `column_3`, and numbers repeats: `score`, `score_2`.
    static func usable(_ names: [String]) -> (names: [String], renamed: [RenamedColumn]) {
        var taken = Set(names.map(trimmed))
        var used: Set<String> = []
        var result: [String] = []
        var renamed: [RenamedColumn] = []
        for (index, old) in names.enumerated() {
            let plain = trimmed(old)
            var name = plain.isEmpty ? "column_\(index + 1)" : plain
            var number = 2
            while used.contains(name) || (name != plain && taken.contains(name)) {
                name = "\(plain.isEmpty ? "column" : plain)_\(number)"
                number += 1
            }
            used.insert(name)
            taken.insert(name)
            result.append(name)
            if name != plain { renamed.append(RenamedColumn(number: index + 1, old: old, new: name)) }
        }
        return (result, renamed)
    }

    private static func trimmed(_ name: String) -> String {
        let scalars = name.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
