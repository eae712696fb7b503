import Datasets
import Display
import FoundationEssentials
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `write X to "file" [table T]`: rows and tables as data, anything shown as HTML, SVG or text, by the file's ending.
    func write() throws(Failure) -> Execution.Outcome {
        let value = try execution.value(of: try operand(0))
        let target = try required("to")
        let written = try text(target)
        let path = session.files.writing(written)
        let type = value.type ?? .text
        let format = FileFormat(fileName: written)
        if written.lowercased().hasSuffix(".gz") { throw unwritten(type, written, target) }
        switch value {
        case .dataset(let dataset): try store(dataset, format, path, type, written, target)
        case .vectors(let vectors):
            let dataset = try reading { () throws(DataError) in try vectors.asDataset() }
            try store(dataset, format, path, type, written, target)
        default:
            let view = ValueView.display(value, session: session)
            if let format, !written.hasSuffix(".txt") {
                let dataset = try reading { () throws(DataError) in try Dataset(shownIn: view) }
                guard let dataset else { throw unwritten(type, written, target) }
                try store(dataset, format, path, type, written, target)
                return .nothing
            }
            guard let contents = Self.contents(of: view, path: path) else {
                throw unwritten(type, written, target)
            }
            do { try contents.write(toFile: path, atomically: true, encoding: .utf8) } catch {
                throw Failure(.fileUnwritable(path: written, reason: SystemReason.of(error)), at: target.span)
            }
            output.print(phrase("written to \(written)\n", zh: "已写入 \(written)\n"))
        }
        return .nothing
    }

    private func store(
        _ dataset: Dataset, _ format: FileFormat?, _ path: String, _ type: ValueType, _ written: String,
        _ target: Argument
    ) throws(Failure) {
        guard let format else { throw unwritten(type, written, target) }
        let name = command.clause("table")?.value.text ?? command.operand(0)?.value.text ?? "data"
        if format != .sqlite, command.gives("table") {
            throw Failure(.conflict("table", format.rawValue), at: command.span(of: "table"))
        }
        try reading { () throws(DataError) in
            if format == .sqlite {
                try dataset.write(toDatabase: path, table: name, shouldStop: shouldStop)
            } else {
                try dataset.write(to: path, format: format, shouldStop: shouldStop)
            }
        }
        let place =
            format == .sqlite ? phrase("\(written), table \(name)", zh: "\(written) 的表 \(name)") : written
        let count = NumberFormat.count(dataset.count)
        output.print(phrase("\(count) rows written to \(place)\n", zh: "已将 \(count) 行写入 \(place)\n"))
    }

    private func unwritten(_ type: ValueType, _ written: String, _ target: Argument) -> Failure {
        let data = ["csv", "tsv", "jsonl", "json", "sqlite"]
        let formats = type == .dataset || type == .vectors ? data : ["csv", "jsonl", "html", "svg", "txt"]
        return Failure(.notWritten(type: type, path: written, formats: formats), at: target.span)
    }

    /// A page that holds all it needs, and is dark where the reader's screen is.
    private static func document(_ view: any Displayable) -> String {
        "<!DOCTYPE html>\n<html lang=\"\(phrase("en", zh: "zh-Hans"))\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
            + "<title>Loupe</title></head><body style=\"font-family:sans-serif;margin:1.5em;background:Canvas;color:CanvasText\">"
            + view.html + "</body></html>\n"
    }

    private static func contents(of view: any Displayable, path: String) -> String? {
        switch path.split(separator: ".").last {
        case "html":
            Self.document(view)
        case "svg": view.svg
        case "txt", "md": view.plainText + "\n"
        default: nil
        }
    }
}

extension Dataset {
    /// The tables of a display as rows, numbers in full.
    ///
    /// Several get a column that names them; nil without any table. Throws `tooLarge`.
    init?(shownIn view: any Displayable) throws(DataError) {
        let tables = Self.tables(of: view)
        guard let first = tables.first else { return nil }
        var names: [String] = tables.count > 1 ? ["table"] : []
        for (index, column) in first.columns.enumerated() {
            var name = column.header.isEmpty ? (index == 0 ? "name" : "column_\(index + 1)") : column.header
            while names.contains(name) { name += "_2" }
            names.append(name)
        }
        let lead = names.count - first.columns.count
        var columns: [Column] = []
        for (index, name) in names.enumerated() {
            var values: [String?] = []
            for table in tables {
                for row in table.rows {
                    let place = index - lead
                    values.append(place < 0 ? table.title : place < row.count ? row[place].written : nil)
                }
            }
            columns.append(try Column(name: name, values: values))
        }
        try self.init(columns: columns)
    }

    /// The tables of a display that have as many columns as its first.
    private static func tables(of view: any Displayable) -> [Table] {
        if let table = view as? Table { return [table] }
        guard let page = view as? Page else { return [] }
        let all = page.parts.flatMap { tables(of: $0) }
        return all.filter { $0.columns.count == all.first?.columns.count }
    }
}

extension Cell {
    /// The cell as data: a number in full, a text as it is.
    fileprivate var written: String? {
        switch self {
        case .text(let text), .strong(let text), .code(let text): text
        case .highlighted(let text): text.text
        case .number(let value, _), .signed(let value, _, _), .shaded(let value, _, _), .bar(let value, _, _):
            value.isFinite ? Int(exactly: value).map { "\($0)" } ?? "\(value)" : nil
        case .missing, .empty: nil
        }
    }
}

extension Vectors {
    /// The vectors as rows of numbers beside their texts.
    fileprivate func asDataset() throws(DataError) -> Dataset {
        var columns = [try Column(name: "text", values: texts)]
        for column in 0..<matrix.columns {
            columns.append(
                try Column(name: "x\(column + 1)", values: texts.indices.map { "\(matrix[$0, column])" }))
        }
        return try Dataset(columns: columns)
    }
}
