internal import Classifiers
internal import Datasets
internal import Explanations
internal import Tensors

/// A column of the data that features are made of, before it has been seen.
public struct ColumnFeatures: Sendable, Equatable {
    /// How a column is read.
    public enum Reading: String, Sendable, Codable {
        /// As numbers if it holds nothing else, else as categories.
        case auto
        /// As numbers.
        case number
        /// As categories, one feature for each value.
        case category
    }

    /// The column's name.
    public var name: String
    /// How it is read.
    public var reading: Reading

    /// A column by name.
    public init(name: String, reading: Reading = .auto) {
        self.name = name
        self.reading = reading
    }

    /// More categories than these are most likely texts, or names of rows.
    static let mostCategories = 1000

    /// Learns from the column beside `documents`.
    ///
    /// Throws `unfitColumn` for texts, labels, an empty column and one of too many values.
    func fit(_ documents: Documents) throws(TextModelError) -> FittedColumn {
        if let fault = documents.role(of: name) { throw .unfitColumn(name: name, fault) }
        let column = try documents.column(name)
        guard column.kind != .empty else { throw .unfitColumn(name: name, .isEmpty) }
        if reading == .number || (reading == .auto && column.kind == .number) {
            let numbers = try column.checkedNumbers()
            return try TextModelError.classifying { () throws(ClassifierError) in
                try FittedColumn.fit(numbers: numbers, name: name)
            }
        }
        let fitted = try TextModelError.classifying { () throws(ClassifierError) in
            try FittedColumn.fit(categories: column.cells, name: name)
        }
        guard fitted.columns <= Self.mostCategories else {
            throw .unfitColumn(name: name, .manyValues(fitted.columns, limit: Self.mostCategories))
        }
        guard fitted.columns > 0 else { throw .unfitColumn(name: name, .isEmpty) }
        return fitted
    }
}

extension FittedColumn {
    /// The features of the column beside `documents`.
    func transform(_ documents: Documents, with work: Work) throws(TextModelError) -> Features {
        try work.reserve(32 * documents.count, for: .staging(rows: documents.count))
        let column = try documents.column(name)
        switch coding {
        case .numbers:
            let numbers = try column.checkedNumbers()
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([try transform(numbers: numbers)])
            }
        case .categories:
            return try TextModelError.classifying { () throws(ClassifierError) in
                try Features([try transform(categories: column.cells)])
            }
        }
    }

    /// What the value of the first document adds under `weights`, [labels × columns]: a unit such as `stars = 4`.
    func attribute(
        _ document: Documents, weights: DoubleMatrix, to parts: inout AttributionParts, with work: Work
    ) throws(TextModelError) {
        let block = parts.nextName()
        let cell = try document.column(name)[0]
        let names = featureNames
        let features = try transform(document, with: work).entries(of: 0).map { column, value in
            let isNumber = counts == nil && column == 0
            return SparseAttribution.Feature(
                column: column, name: isNumber ? "\(name) = \(cell ?? "")" : names[column], value: value,
                places: [])
        }
        do {
            parts.units += try SparseAttribution.contributions(
                block: block, features: features, weights: weights)
        } catch { throw .explanation(error) }
    }
}

extension Column {
    /// The cells as they are written; nil where one is missing.
    fileprivate var cells: [String?] { (0..<count).map { self[$0] } }

    /// The numbers; not a number where a cell is missing.
    ///
    /// Throws `unfitColumn` at the first cell that is neither missing nor a finite number.
    fileprivate func checkedNumbers() throws(TextModelError) -> [Double] {
        let found = numbers()
        for (row, number) in found.enumerated() where !number.isFinite && !isMissing(row) {
            throw .unfitColumn(name: name, .notNumber(row: row, cell: self[row] ?? ""))
        }
        return found
    }
}
