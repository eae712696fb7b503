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
        try tellSets(reading.dataset)
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
        if command.gives("labels") {
            roles.label = command.clause("labels")?.value.text
            roles.separator = command.clause("separator")?.value.text ?? ";"
        }
        return try reading { () throws(DataError) in try dataset.with(roles: roles) }
    }

    private var query: String? {
        guard let argument = command.clause("query") else { return nil }
        if case .text(let text)? = try? execution.value(of: argument) { return text }
        return argument.value.text
    }

    private var options: ReadOptions {
        let columns = command.values(of: "columns").compactMap(\.value.text)
        let roles = Dataset.Roles(
            text: command.values(of: "text").compactMap(\.value.text),
            label: command.clause("labels")?.value.text ?? command.clause("label")?.value.text,
            separator: command.gives("labels") ? command.clause("separator")?.value.text ?? ";" : nil)
        let format = command.clause("format")?.value.text.flatMap { FileFormat(rawValue: $0) }
        return ReadOptions(
            format: format, columns: columns.isEmpty ? nil : columns,
            quotes: command.clause("quotes")?.value.boolean,
            roles: roles, limit: command.values(of: "limit").first?.value.integer,
            table: command.clause("table")?.value.text, query: query)
    }

    /// Says how the file was read, what was detected, and what was left out.
    private func tell(_ reading: Reading, path: String) {
        if let first = reading.badRows.first {
            warn(
                .skippedRows(
                    path: path, rows: reading.badRowCount,
                    first: first.place(reading.notes.unit),
                    reason: first.fault.reason),
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
        let unit = reading.notes.unit
        for row in shown {
            let place = row.place(unit).words
            let reason = row.fault.reason
            let excerpt = row.excerpt.oneLine
            output.print(
                phrase("  left out, \(place): \(reason)", zh: "  未读入，\(place)：\(reason)")
                    + (unit == .file ? "\n" : phrase(": \(excerpt)\n", zh: "：\(excerpt)\n")))
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
