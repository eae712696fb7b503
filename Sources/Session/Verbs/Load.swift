import Datasets
import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `load "file" …`, `load sample(NAME)`: rows from a file or from the program itself.
    func load() throws(Failure) -> Execution.Outcome {
        if let sample = command.clause("sample"), let name = sample.value.text {
            return .value(.dataset(try sampled(name)))
        }
        let source = try operand(0)
        let path = session.files.reading(try text(source))
        guard session.files.exists(path) else {
            let written = try text(source)
            throw Failure(
                .fileNotFound(path: written, near: session.files.neighbours(of: written)), at: source.span)
        }
        let reporter = ProgressReporter(output: output)
        defer { reporter.finish() }
        let reading = try reading { () throws(DataError) in
            try Dataset.read(path, options: options, shouldStop: shouldStop) { done, total in
                reporter.report(Work.Progress(step: "loading", done: done, total: total, unit: "bytes"))
            }
        }
        tell(reading, path: try text(source))
        return .value(.dataset(reading.dataset))
    }

    /// A sample, its roles as the statement says.
    private func sampled(_ name: String) throws(Failure) -> Dataset {
        for word in ["columns", "format", "quotes", "table", "query", "limit"] where command.gives(word) {
            throw Failure(.conflict("sample", word), at: command.span(of: word))
        }
        let dataset = try working { _ throws(TextModelError) in try Samples.dataset(name) }
        var roles = dataset.roles
        if command.gives("text") { roles.text = command.values(of: "text").compactMap(\.value.text) }
        if command.gives("label") { roles.label = command.clause("label")?.value.text }
        return try reading { () throws(DataError) in try dataset.with(roles: roles) }
    }

    private var options: ReadOptions {
        let columns = command.values(of: "columns").compactMap(\.value.text)
        let roles = Dataset.Roles(
            text: command.values(of: "text").compactMap(\.value.text),
            label: command.clause("label")?.value.text)
        let format = command.clause("format")?.value.text.flatMap { FileFormat(rawValue: $0) }
        return ReadOptions(
            format: format, columns: columns.isEmpty ? nil : columns,
            quotes: command.clause("quotes")?.value.boolean,
            roles: roles, limit: command.values(of: "limit").first?.value.integer)
    }

    /// Says how the file was read, what was detected, and what was left out.
    private func tell(_ reading: Reading, path: String) {
        if let first = reading.badRows.first {
            warn(
                .skippedRows(
                    path: path, rows: reading.badRowCount, firstLine: first.line, reason: first.fault.reason),
                at: command.operand(0)?.span)
        }
        var found: [String] = reading.notes.remarks
        if let text = reading.detection.text, text.reason != .named {
            found.append(
                phrase(
                    "text is \(text.column) (\(text.reason.words))",
                    zh: "文本是 \(text.column)（\(text.reason.words)）"))
        }
        if let label = reading.detection.label, label.reason != .named {
            found.append(
                phrase(
                    "label is \(label.column) (\(label.reason.words))",
                    zh: "标签是 \(label.column)（\(label.reason.words)）"))
        }
        if !found.isEmpty {
            output.print(path + phrase(": ", zh: "：") + found.joined(separator: phrase(", ", zh: "，")) + "\n")
        }
        listBadRows(reading)
        if reading.notes.isHeaderless {
            let names = reading.dataset.columns.indices.map { "name\($0 + 1)" }.joined(separator: ", ")
            output.print(
                phrase(
                    "the first line is a row, not names; to name the columns:  columns \(names)\n",
                    zh: "第一行是数据，不是列名；要给各列起名字： columns \(names)\n"))
        }
    }

    private func listBadRows(_ reading: Reading) {
        guard reading.badRowCount > 0 else { return }
        let shown = reading.badRows.prefix(10)
        for row in shown {
            output.print(
                phrase(
                    "  left out, line \(NumberFormat.count(row.line)): \(row.fault.reason): \(row.excerpt.oneLine)\n",
                    zh:
                        "  未读入，第 \(NumberFormat.count(row.line)) 行：\(row.fault.reason)：\(row.excerpt.oneLine)\n"
                )
            )
        }
        let more = reading.badRowCount - shown.count
        if more > 0 {
            output.print(
                phrase("  and \(NumberFormat.count(more)) more\n", zh: "  另有 \(NumberFormat.count(more)) 行\n")
            )
        }
    }

    /// `samples`: the data sets inside the program.
    func samples() throws(Failure) -> Execution.Outcome {
        .value(
            .figure(
                .table,
                Table(
                    title: phrase("Samples", zh: "样例"),
                    columns: [.init("load sample"), .init(phrase("what it holds", zh: "内容"))],
                    rows: Catalogue.samples.map { [.code($0.name), .text($0.summary.text)] })))
    }
}

extension RoleDetection.Reason {
    /// Why a column was taken, in a few words.
    var words: String {
        switch self {
        case .named: phrase("named", zh: "已指定")
        case .usualName: phrase("by its name", zh: "按列名")
        case .longestTexts: phrase("the longest texts", zh: "文本最长")
        case .fewValues(let distinct): phrase("only \(distinct) different values", zh: "只有 \(distinct) 种不同的值")
        }
    }
}

extension BadRow.Fault {
    /// What is wrong with a row, in a few words.
    var reason: String {
        switch self {
        case .fieldCount(let found, let expected):
            phrase("\(found) fields instead of \(expected)", zh: "有 \(found) 个字段，应有 \(expected) 个")
        case .textAfterQuote(let field):
            phrase("text after the closing quote of field \(field)", zh: "第 \(field) 个字段的结束引号后还有文字")
        case .notJSON(let column):
            phrase("not a JSON object, at column \(column)", zh: "第 \(column) 个字符处不是 JSON 对象")
        case .tooLarge: phrase("too many columns, or cells too large", zh: "列太多，或单元格太大")
        case .notText(let kind): phrase("it is not text but \(kind)", zh: "不是文本，而是 \(kind)")
        case .unreadable(let reason): reason
        }
    }
}

extension Reading.Notes {
    /// How a file was read, where that isn't a matter of course.
    var remarks: [String] {
        var found: [String] = []
        if isCompressed { found.append(phrase("unpacked from gzip", zh: "由 gzip 解压")) }
        if encoding != .utf8 {
            found.append(phrase("read as \(encoding.rawValue)", zh: "按 \(encoding.rawValue) 读入"))
        }
        if let separator {
            let sign =
                separator == UInt8(ascii: "\t")
                ? phrase("a tab", zh: "制表符") : String(UnicodeScalar(separator))
            found.append(phrase("fields are separated by \(sign)", zh: "字段以 \(sign) 分隔"))
        }
        if let table { found.append(phrase("table \(table)", zh: "表 \(table)")) }
        for column in renamed.prefix(5) where !column.old.isEmpty {
            found.append(
                phrase(
                    "the column \"\(column.old)\" is called \(column.new)",
                    zh: "列“\(column.old)”改称 \(column.new)"))
        }
        return found
    }
}

extension String {
    /// The text with its line breaks and tabs as spaces.
    fileprivate var oneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }
}
