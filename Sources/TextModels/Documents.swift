public import Datasets

/// Texts, with the columns of data that stand beside them: what features are made of.
public struct Documents: Sendable {
    /// The texts.
    public let texts: [String]
    /// What stands beside them; nil for bare texts.
    private let dataset: Dataset?
    /// The row of the dataset that each text comes from; nil when they are all its rows in order.
    private let rows: [Int]?

    /// Texts, bare or with the dataset that they come from.
    ///
    /// `rows` holds each text's row in the dataset, from 0; without it they are all its rows in order.
    public init(_ texts: [String], beside dataset: Dataset? = nil, rows: [Int]? = nil) {
        self.texts = texts
        self.dataset = dataset
        self.rows = rows
    }

    /// The number of texts.
    public var count: Int { texts.count }

    /// The documents at `places`, in that order.
    public func selecting(_ places: [Int]) -> Documents {
        Documents(
            places.map { texts[$0] }, beside: dataset,
            rows: dataset == nil ? nil : places.map { rows?[$0] ?? $0 })
    }

    /// Other texts in the places of those at `places`; what stands beside them stays.
    func rewritten(_ texts: [String], at places: [Int]) -> Documents {
        Documents(texts, beside: dataset, rows: dataset == nil ? nil : places.map { rows?[$0] ?? $0 })
    }

    /// The cells of a column, one for each text.
    ///
    /// Throws `unfitColumn` for bare texts, `data` when the dataset has no such column.
    func column(_ name: String) throws(TextModelError) -> Column {
        guard let dataset else { throw .unfitColumn(name: name, .bareTexts) }
        do throws(DataError) {
            let column = try dataset.column(name)
            guard let rows else { return column }
            let alone = try Dataset(columns: [column])
            return try alone.rows(rows).column(name)
        } catch { throw .data(error) }
    }

    /// Whether a column has the texts or the labels of the dataset, and so is none to learn from.
    func role(of name: String) -> ColumnFault? {
        guard let dataset else { return nil }
        let isThere = dataset.columnNames.contains(name)
        if dataset.roles.text.contains(name) || (name == "text" && !isThere) { return .isText }
        return dataset.roles.label == name || (name == "label" && !isThere) ? .isLabel : nil
    }
}

/// Why a column can't be a feature.
public enum ColumnFault: Sendable, Equatable {
    /// The texts come alone, without data beside them.
    case bareTexts
    /// It holds the texts themselves.
    case isText
    /// It holds the labels.
    case isLabel
    /// It has no value at all.
    case isEmpty
    /// It has more different values than can be told apart as categories.
    case manyValues(Int, limit: Int)
    /// A cell is no number where the model needs numbers; the row counts from 0 among the texts at hand.
    case notNumber(row: Int, cell: String)
}
