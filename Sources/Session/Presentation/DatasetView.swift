import Datasets
import Display

/// How datasets are shown.
enum DatasetView {
    /// Some rows of a dataset; `start` counts from 0.
    static func rows(of dataset: Dataset, limit: Int, from start: Int) -> Table {
        let part = dataset.prefix(limit, from: start)
        let first = min(max(start, 0), dataset.count)
        let columns = dataset.columns.map { column in
            Table.Column(header(of: column, in: dataset), column.kind == .number ? .trailing : .leading)
        }
        let rows = (0..<part.count).map { row in
            [Cell.text(NumberFormat.count(first + row + 1))]
                + part.columns.map { $0[row].map { Cell.text($0) } ?? .missing }
        }
        let range = part.count == 0 ? "none shown" : "showing \(first + 1) to \(first + part.count)"
        return Table(
            title: "\(NumberFormat.count(dataset.count)) \(dataset.count == 1 ? "row" : "rows") × "
                + "\(dataset.columns.count) columns, \(range)",
            columns: [.number("row")] + columns, rows: rows,
            limits: Table.Limits(rows: max(1, limit), columns: 21, cellWidth: 80))
    }

    private static func header(of column: Column, in dataset: Dataset) -> String {
        if dataset.roles.label == column.name { return column.name + " (label)" }
        return dataset.roles.text.contains(column.name) ? column.name + " (text)" : column.name
    }

    /// What `describe` tells.
    static func summary(_ summary: Summary, of dataset: Dataset) -> Page {
        var parts: [any Displayable] = [facts(summary, of: dataset)]
        if !summary.classes.isEmpty { parts.append(classes(summary)) }
        parts.append(columns(summary))
        return Page(parts)
    }

    private static func facts(_ summary: Summary, of dataset: Dataset) -> KeyValues {
        var pairs = [KeyValues.Pair("rows", NumberFormat.count(summary.rows))]
        if let source = dataset.source { pairs.append(.init("file", source.name)) }
        if !dataset.roles.text.isEmpty {
            pairs.append(.init("text", dataset.roles.text.joined(separator: " + ")))
        }
        if let label = dataset.roles.label { pairs.append(.init("label", label)) }
        if let lengths = summary.lengths {
            pairs.append(
                .init(
                    "text length",
                    "median \(lengths.median) characters, 95 % up to \(lengths.percentile95), longest \(lengths.greatest)"
                ))
        }
        if !summary.scripts.isEmpty {
            let shares = summary.scripts.prefix(4).map {
                "\($0.script.rawValue) \(NumberFormat.percent(0).text($0.share))"
            }
            pairs.append(.init("script", shares.joined(separator: ", ")))
        }
        if summary.emptyTexts > 0 {
            pairs.append(.init("empty texts", NumberFormat.count(summary.emptyTexts)))
        }
        if summary.unlabelled > 0 {
            pairs.append(.init("without label", NumberFormat.count(summary.unlabelled)))
        }
        if summary.lengths != nil {
            let conflicts =
                summary.conflicts == 0
                ? "" : "; of the repeated texts \(summary.conflicts) with different labels"
            pairs.append(.init("duplicate texts", NumberFormat.count(summary.duplicates) + conflicts))
        }
        return KeyValues(title: "Dataset", pairs)
    }

    private static func classes(_ summary: Summary) -> Table {
        let greatest = summary.classes.map(\.rows).max() ?? 1
        let total = max(1, summary.classes.reduce(0) { $0 + $1.rows })
        return Table(
            title: "Classes", columns: [.init("label"), .number("rows"), .number("share")],
            rows: summary.classes.map { entry in
                [
                    .strong(entry.label), .bar(Double(entry.rows), .fixed(0), of: Double(greatest)),
                    .number(Double(entry.rows) / Double(total), .percent(1)),
                ]
            })
    }

    private static func columns(_ summary: Summary) -> Table {
        Table(
            title: "Columns",
            columns: [
                .init("column"), .init("kind"), .number("missing"), .number("distinct"),
                .init("range or example"),
            ],
            rows: summary.columns.map { column in
                let range = column.range.map { range in
                    let format = NumberFormat.automatic
                    return
                        "\(format.text(range.least)) to \(format.text(range.greatest)), mean \(format.text(range.mean))"
                }
                return [
                    .strong(column.name), .text(column.kind.rawValue), .count(column.missing),
                    .count(column.distinct),
                    (range ?? column.example).map { .text($0) } ?? .missing,
                ]
            })
    }
}
