import Datasets
import Foundation

/// A slow CSV reader, character by character, to compare with.
enum ReferenceCSV {
    private enum State { case start, plain, quoted, closed, spoilt }

    /// The rows that fit a header of two names; nil where a quote stays open or no row fits.
    static func rows(_ bytes: [UInt8]) throws -> [[String?]]? {
        let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var (rows, bad): ([[String?]], Int) = ([], 0)
        var place = 0
        var isHeader = true
        while place < text.count {
            guard let record = record(text, &place) else { return nil }
            if record.isBlank { continue }
            if isHeader {
                isHeader = false
            } else if record.isSpoilt || record.fields.count != 2 {
                bad += 1
            } else {
                rows.append(record.fields.map { $0.isEmpty ? nil : $0 })
            }
        }
        return rows.isEmpty && bad > 0 ? nil : rows
    }

    private static func record(
        _ text: [Unicode.Scalar], _ place: inout Int
    ) -> (fields: [String], isBlank: Bool, isSpoilt: Bool)? {
        var (fields, field, state): ([String], String, State) = ([], "", .start)
        let start = place
        while true {
            let next: Unicode.Scalar? = place < text.count ? text[place] : nil
            let isCRLF = next == "\r" && (place + 1 == text.count || text[place + 1] == "\n")
            switch (state, next) {
            case (.quoted, nil): return nil
            case (.quoted, "\""):
                if place + 1 < text.count, text[place + 1] == "\"" {
                    field.append("\"")
                    place += 1
                } else {
                    state = .closed
                }
            case (.quoted, let sign?): field.unicodeScalars.append(sign)
            case (_, nil), (_, "\n"):
                let isBlank = text[start..<place].isEmpty
                place += 1
                return (fields + [field], isBlank, state == .spoilt)
            case (_, "\r") where isCRLF:
                if place + 1 == text.count {
                    let isBlank = place == start
                    place += 1
                    return (fields + [field], isBlank, state == .spoilt)
                }
                let isBlank = place == start
                place += 2
                return (fields + [field], isBlank, state == .spoilt)
            case (.spoilt, _): break
            case (_, ","):
                fields.append(field)
                field = ""
                state = .start
            case (.start, "\""): state = .quoted
            case (.closed, _): state = .spoilt
            case (_, let sign?):
                field.unicodeScalars.append(sign)
                state = .plain
            }
            place += 1
        }
    }
}

/// Reads bytes through one file that is written again and again.
func withFastFile(_ bytes: [UInt8]) throws -> Reading {
    let path = FileManager.default.temporaryDirectory.appending(path: "loupe-fast-\(getpid()).csv").path
    try Data(bytes).write(to: URL(filePath: path))
    return try Dataset.read(path)
}
