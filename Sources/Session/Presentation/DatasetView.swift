import Datasets
import Display
import Phrases

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
        let range =
            part.count == 0
            ? phrase("none shown", zh: "没有可显示的行")
            : phrase(
                "showing \(first + 1) to \(first + part.count)",
                zh: "显示第 \(first + 1) 到 \(first + part.count) 行")
        return Table(
            title: phrase(
                "\(NumberFormat.count(dataset.count)) \(dataset.count == 1 ? "row" : phrase("rows", zh: "行数")) × "
                    + "\(dataset.columns.count) columns, \(range)",
                zh: "\(NumberFormat.count(dataset.count)) 行 × \(dataset.columns.count) 列，\(range)"),
            columns: [.number(phrase("row", zh: "行"))] + columns, rows: rows,
            limits: Table.Limits(rows: max(1, limit), columns: 21, cellWidth: 80))
    }

    private static func header(of column: Column, in dataset: Dataset) -> String {
        if dataset.roles.label == column.name { return column.name + phrase(" (label)", zh: "（标签）") }
        return dataset.roles.text.contains(column.name)
            ? column.name + phrase(" (text)", zh: "（文本）") : column.name
    }

    /// What `describe` tells.
    static func summary(_ summary: Summary, of dataset: Dataset) -> Page {
        var parts: [any Displayable] = [facts(summary, of: dataset)]
        if !summary.classes.isEmpty { parts.append(classes(summary)) }
        parts.append(columns(summary))
        return Page(parts)
    }

    private static func facts(_ summary: Summary, of dataset: Dataset) -> KeyValues {
        var pairs = [KeyValues.Pair(phrase("rows", zh: "行数"), NumberFormat.count(summary.rows))]
        if let source = dataset.source { pairs.append(.init(phrase("file", zh: "文件"), source.name)) }
        if !dataset.roles.text.isEmpty {
            pairs.append(.init(phrase("text", zh: "文本"), dataset.roles.text.joined(separator: " + ")))
        }
        if let label = dataset.roles.label { pairs.append(.init(phrase("label", zh: "标签"), label)) }
        if let lengths = summary.lengths {
            pairs.append(
                .init(
                    phrase("text length", zh: "文本长度"),
                    phrase(
                        "median \(lengths.median) characters, 95 % up to \(lengths.percentile95), longest \(lengths.greatest)",
                        zh:
                            "中位数 \(lengths.median) 个字符，95% 不超过 \(lengths.percentile95)，最长 \(lengths.greatest)"
                    )
                ))
        }
        if !summary.scripts.isEmpty {
            let shares = summary.scripts.prefix(4).map {
                "\($0.script.title) \(NumberFormat.percent(0).text($0.share))"
            }
            pairs.append(.init(phrase("script", zh: "文字"), shares.joined(separator: ", ")))
        }
        if summary.emptyTexts > 0 {
            pairs.append(.init(phrase("empty texts", zh: "空文本"), NumberFormat.count(summary.emptyTexts)))
        }
        if summary.unlabelled > 0 {
            pairs.append(.init(phrase("without label", zh: "没有标签"), NumberFormat.count(summary.unlabelled)))
        }
        if let several = summary.several { pairs.append(labelSets(several)) }
        if summary.lengths != nil {
            let conflicts =
                summary.conflicts == 0
                ? ""
                : phrase(
                    "; of the repeated texts \(summary.conflicts) with different labels",
                    zh: "；重复的文本中有 \(summary.conflicts) 篇标签不一致")
            pairs.append(
                .init(
                    phrase("duplicate texts", zh: "重复文本"), NumberFormat.count(summary.duplicates) + conflicts)
            )
        }
        return KeyValues(title: phrase("Dataset", zh: "数据集"), pairs)
    }

    private static func labelSets(_ several: (cardinality: Double, distinct: Int)) -> KeyValues.Pair {
        let (mean, distinct) = (
            NumberFormat.fixed(2).text(several.cardinality), NumberFormat.count(several.distinct)
        )
        return .init(
            phrase("labels a text", zh: "每篇标签数"),
            phrase("\(mean) on average, \(distinct) different sets", zh: "平均 \(mean)，有 \(distinct) 种组合"))
    }

    private static func classes(_ summary: Summary) -> Table {
        let greatest = summary.classes.map(\.rows).max() ?? 1
        let total =
            summary.several == nil
            ? max(1, summary.classes.reduce(0) { $0 + $1.rows }) : max(1, summary.rows)
        return Table(
            title: phrase("Classes", zh: "类别"),
            columns: [
                .init(phrase("label", zh: "标签")), .number(phrase("rows", zh: "行数")),
                .number(phrase("share", zh: "比例")),
            ],
            rows: summary.classes.map { entry in
                [
                    .strong(entry.label), .bar(Double(entry.rows), .fixed(0), of: Double(greatest)),
                    .number(Double(entry.rows) / Double(total), .percent(1)),
                ]
            })
    }

    private static func columns(_ summary: Summary) -> Table {
        Table(
            title: phrase("Columns", zh: "各列"),
            columns: [
                .init(phrase("column", zh: "列")), .init(phrase("kind", zh: "类型")),
                .number(phrase("missing", zh: "缺失")), .number(phrase("distinct", zh: "不同值")),
                .init(phrase("range or example", zh: "范围或例子")),
            ],
            rows: summary.columns.map { column in
                let range = column.range.map { range in
                    let format = NumberFormat.automatic
                    return
                        phrase(
                            "\(format.text(range.least)) to \(format.text(range.greatest)), mean \(format.text(range.mean))",
                            zh:
                                "\(format.text(range.least)) 到 \(format.text(range.greatest))，平均 \(format.text(range.mean))"
                        )
                }
                return [
                    .strong(column.name), .text(column.kind.title), .count(column.missing),
                    .count(column.distinct),
                    (range ?? column.example).map { .text($0) } ?? .missing,
                ]
            })
    }
}
