public import Tensors

/// How the rows of each class stray from its mean: sums of products of two columns, and where shrinkage is estimated of
/// three and four.
public struct ClassScatter: Sendable, Equatable {
    /// What is told apart.
    public enum Parts: String, Sendable, Equatable {
        /// One sum over all classes.
        case pooled
        /// One sum for each class.
        case classes
        /// The same, with the products of three and four that Ledoit and Wolf's estimate needs.
        case shapes
    }

    /// What is told apart.
    public let parts: Parts
    /// The number of rows of each class.
    public let counts: [Int]
    /// [classes × columns]; zeros for a class without rows.
    public internal(set) var means: DoubleMatrix
    /// Σ a_j a_k over centred rows a, [columns × columns], the lower triangle; one, or one for each class.
    public internal(set) var squares: [DoubleMatrix]
    /// Σ a_j² a_k, [columns × columns]; one for each class, or none.
    public internal(set) var thirds: [DoubleMatrix]
    /// Σ a_j² a_k², the lower triangle; one for each class, or none.
    public internal(set) var fourths: [DoubleMatrix]

    /// How many numbers are kept for so many columns and classes.
    static func size(_ parts: Parts, columns: Int, classes: Int) -> Int {
        // Wide enough not to overflow, and far above what is kept.
        let side = min(columns, 1 << 20)
        let triangle = side * (side + 1) / 2
        return switch parts {
        case .pooled: triangle
        case .classes: triangle * classes
        case .shapes: (2 * triangle + side * side) * classes
        }
    }

    /// Restores what was kept; throws `badState` when sizes disagree or a number isn't finite.
    public init(
        parts: Parts, counts: [Int], means: DoubleMatrix, squares: [DoubleMatrix], thirds: [DoubleMatrix],
        fourths: [DoubleMatrix]
    ) throws(ClassifierError) {
        let shapes = parts == .shapes ? counts.count : 0
        let all = squares + thirds + fourths
        guard counts.count == means.rows, counts.allSatisfy({ $0 >= 0 }),
            squares.count == (parts == .pooled ? 1 : counts.count), thirds.count == shapes,
            fourths.count == shapes,
            all.allSatisfy({ $0.rows == means.columns && $0.columns == means.columns })
        else { throw .badState(type: "ClassScatter", detail: "sizes differ") }
        guard (all + [means]).allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else {
            throw .badState(type: "ClassScatter", detail: "a number isn't finite")
        }
        self.init(parts, counts, means, squares, thirds, fourths)
    }

    init(
        _ parts: Parts, _ counts: [Int], _ means: DoubleMatrix, _ squares: [DoubleMatrix],
        _ thirds: [DoubleMatrix], _ fourths: [DoubleMatrix]
    ) {
        self.parts = parts
        self.counts = counts
        self.means = means
        self.squares = squares
        self.thirds = thirds
        self.fourths = fourths
    }

    /// Measures in two passes, products about the means.
    ///
    /// Throws `interrupted` only.
    init(
        _ rows: LabelledRows, _ parts: Parts, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        let means = try ClassMoments.means(of: rows, shouldStop).means
        let none = DoubleMatrix(rows: means.columns, columns: means.columns)
        var squares: [DoubleMatrix] = parts == .pooled ? [none] : []
        var (thirds, fourths): ([DoubleMatrix], [DoubleMatrix]) = ([], [])
        for label in 0..<rows.classes {
            let centred = CentredClass(rows, label: label, mean: means.row(label))
            if parts == .pooled {
                try centred.addSquares(to: &squares[0], shouldStop)
                continue
            }
            var square = none
            try centred.addSquares(to: &square, shouldStop)
            squares.append(square)
            guard parts == .shapes else { continue }
            var (third, fourth) = (none, none)
            try centred.addShapes(thirds: &third, fourths: &fourth, shouldStop)
            thirds.append(third)
            fourths.append(fourth)
        }
        self.init(parts, rows.counts, means, squares, thirds, fourths)
    }
}

/// The rows of one class, their mean taken away, a chunk at a time.
struct CentredClass {
    private let features: Features
    private let rows: [Int]
    private let mean: [Double]
    private static let chunkRows = 256

    init(_ all: LabelledRows, label: Int, mean: [Double]) {
        features = all.features
        rows = all.labels.indices.filter { all.labels[$0] == label }
        self.mean = mean
    }

    /// Adds Σ a_j a_k to the lower triangle of `sum`.
    ///
    /// Throws `interrupted` only.
    func addSquares(to sum: inout DoubleMatrix, _ shouldStop: () -> Bool) throws(ClassifierError) {
        for chunk in chunks {
            if shouldStop() { throw .interrupted }
            sum.addGram(values(of: chunk), factor: 1)
        }
    }

    /// Adds Σ a_j² a_k, and Σ a_j² a_k² to the lower triangle of `fourths`.
    ///
    /// Throws `interrupted` only.
    func addShapes(
        thirds: inout DoubleMatrix, fourths: inout DoubleMatrix, _ shouldStop: () -> Bool
    ) throws(ClassifierError) {
        for chunk in chunks {
            if shouldStop() { throw .interrupted }
            let values = values(of: chunk)
            let squared = values.map { $0 * $0 }
            fourths.addGram(squared, factor: 1)
            thirds.addProduct(ofTransposed: squared, with: values)
        }
    }

    /// Adds Σ a_j² a_k² alone.
    ///
    /// Throws `interrupted` only.
    func addFourths(to fourths: inout DoubleMatrix, _ shouldStop: () -> Bool) throws(ClassifierError) {
        for chunk in chunks {
            if shouldStop() { throw .interrupted }
            fourths.addGram(values(of: chunk).map { $0 * $0 }, factor: 1)
        }
    }

    private var chunks: [ArraySlice<Int>] {
        stride(from: 0, to: rows.count, by: Self.chunkRows).map {
            rows[$0..<min(rows.count, $0 + Self.chunkRows)]
        }
    }

    private func values(of chunk: ArraySlice<Int>) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(chunk.count * mean.count)
        for row in chunk {
            let first = values.count
            for value in mean { values.append(-value) }
            features.forEachStored(row) { column, value in values[first + column] += value }
        }
        return values
    }
}
