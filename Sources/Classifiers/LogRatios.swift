internal import Glibc
internal import Tensors

/// The log-count ratios of naive Bayes as weights of counted features (Wang and Manning 2012, "Baselines and Bigrams").
///
/// With p = α + Σ f over the texts of a label, and q = α + Σ f over the others, the ratio of a feature is
/// r = ln((p / ‖p‖₁) / (q / ‖q‖₁)), and its value in a text is r·f. As in the paper f is 1 where a feature occurs when
/// `isBinary`; weighted counts, as tf-idf gives them, may stay as they are. Each block has sums of its own.
///
/// Of two labels the ratio is that of the second, as a signed number. Of more, each label has ratios against the rest, which
/// would make as many blocks side by side; under a squared penalty these give the same model as one block whose feature is
/// weighted by the root of the sum of its squared ratios, so that one block is kept.
public struct LogRatios: Sendable, Equatable {
    /// What each column is multiplied by.
    public let ratios: [Double]
    /// Whether a value above 0 counts as 1.
    public let isBinary: Bool

    /// Restores fitted state.
    ///
    /// Throws `badState` for a ratio that isn't finite.
    public init(ratios: [Double], isBinary: Bool) throws(ClassifierError) {
        guard ratios.allSatisfy(\.isFinite) else {
            throw .badState(type: "LogRatios", detail: "a ratio isn't finite")
        }
        self.ratios = ratios
        self.isBinary = isBinary
    }

    /// Learns from features, [rows × columns], and the label of each row, in `0 ..< classes`.
    ///
    /// Throws `badParameter` for α that isn't positive, `negativeFeature`, `notFinite`, `mismatchedRows` or
    /// `labelOutOfRange`.
    public static func fit(
        _ features: Features, labels: [Int], classes: Int, alpha: Double = 1, isBinary: Bool = true
    ) throws(ClassifierError) -> LogRatios {
        guard alpha > 0, alpha.isFinite else {
            throw .badParameter(name: "alpha", value: "\(alpha)", requirement: "> 0")
        }
        guard labels.count == features.rows else {
            throw .mismatchedRows(operation: "LogRatios", expected: features.rows, got: labels.count)
        }
        for (row, label) in labels.enumerated() where label < 0 || label >= classes {
            throw .labelOutOfRange(row: row, label: label, classes: classes)
        }
        try features.checkFinite()
        try features.checkNotNegative()
        var ratios: [Double] = []
        for block in features.blocks {
            let sums = block.sums(of: labels, classes: classes, isBinary)
            ratios += Self.ratios(sums, alpha)
        }
        return try LogRatios(ratios: ratios, isBinary: isBinary)
    }

    /// The ratios of one block from what its columns sum to for each class, [classes × columns].
    private static func ratios(_ sums: DoubleMatrix, _ alpha: Double) -> [Double] {
        let (classes, columns) = (sums.rows, sums.columns)
        let whole = (0..<columns).map { column in (0..<classes).reduce(0) { $0 + sums[$1, column] } }
        let all = whole.reduce(0, +) + alpha * Double(columns)
        var squares = [Double](repeating: 0, count: columns)
        for label in classes == 2 ? 1..<2 : 0..<classes {
            let own = sums.row(label).reduce(0, +) + alpha * Double(columns)
            let others = all - own + alpha * Double(columns)
            for column in 0..<columns {
                let p = (alpha + sums[label, column]) / own
                let q = (alpha + whole[column] - sums[label, column]) / others
                let ratio = log(p / q)
                if classes == 2 { squares[column] = ratio } else { squares[column] += ratio * ratio }
            }
        }
        return classes == 2 ? squares : squares.map { $0.squareRoot() }
    }

    /// The features times their ratios.
    ///
    /// Throws `mismatchedColumns`.
    public func transform(_ features: Features) throws(ClassifierError) -> Features {
        guard features.columns == ratios.count else {
            throw .mismatchedColumns(operation: "LogRatios", expected: ratios.count, got: features.columns)
        }
        let read = isBinary ? try features.presence() : features
        var changed: [Features.Block] = []
        for (first, block) in zip(read.offsets, read.blocks) {
            switch block {
            case .dense(var matrix):
                let width = matrix.columns
                for index in matrix.values.indices {
                    matrix.values[index] *= Float(ratios[first + index % width])
                }
                changed.append(.dense(matrix))
            case .sparse(let rows):
                var values = rows.values
                for index in values.indices { values[index] *= ratios[first + Int(rows.indices[index])] }
                changed.append(.sparse(try rows.replacing(values: values)))
            }
        }
        return try Features(changed)
    }
}

extension Features.Block {
    /// What each column sums to over the rows of each class, [classes × columns]; as presence when `isBinary`.
    fileprivate func sums(of labels: [Int], classes: Int, _ isBinary: Bool) -> DoubleMatrix {
        var sums = DoubleMatrix(rows: classes, columns: columns)
        for (row, label) in labels.enumerated() {
            switch self {
            case .sparse(let rows):
                for place in rows.offsets[row]..<rows.offsets[row + 1] where rows.values[place] > 0 {
                    sums[label, Int(rows.indices[place])] += isBinary ? 1 : rows.values[place]
                }
            case .dense(let matrix):
                for column in 0..<matrix.columns where matrix[row, column] > 0 {
                    sums[label, column] += isBinary ? 1 : Double(matrix[row, column])
                }
            }
        }
        return sums
    }
}
