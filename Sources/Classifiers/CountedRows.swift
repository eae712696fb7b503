internal import Glibc
internal import Tensors

/// Rows under construction: counts by column become sorted, weighted values.
struct CountedRows: Sendable {
    private let binary: Bool
    private let sublinear: Bool
    private let idf: [Double]
    private var ends: [Int] = []
    private var indices: [Int32] = []
    private var values: [Double] = []
    private var keys: [UInt64] = []

    init(_ vectorizer: FittedVectorizer) {
        binary = vectorizer.settings.binary
        sublinear = vectorizer.settings.sublinear
        idf = vectorizer.idf
    }

    /// Appends a row of distinct (column, count) pairs in any order; columns below 0 are left out.
    mutating func append(_ counts: some Sequence<(Int32, Int32)>) {
        keys.removeAll(keepingCapacity: true)
        for (column, count) in counts where column >= 0 { keys.append(UInt64(column) << 32 | UInt64(count)) }
        keys.sort()
        let start = values.count
        for key in keys {
            let column = Int32(truncatingIfNeeded: key >> 32)
            indices.append(column)
            values.append(weight(Int(column), count: Double(key & 0xFFFF_FFFF)))
        }
        if !idf.isEmpty { normalise(from: start) }
        ends.append(values.count)
    }

    private func weight(_ column: Int, count: Double) -> Double {
        var value = binary ? 1 : count
        if sublinear { value = log(value) + 1 }
        return idf.isEmpty ? value : value * idf[column]
    }

    private mutating func normalise(from start: Int) {
        var squares = 0.0
        for position in start..<values.count { squares += values[position] * values[position] }
        guard squares > 0 else { return }
        let length = squares.squareRoot()
        for position in start..<values.count { values[position] /= length }
    }

    /// The rows of all pieces, one after the other.
    static func joined(_ pieces: [CountedRows], columns: Int) throws(ClassifierError) -> SparseRows {
        var offsets = [0]
        var indices: [Int32] = []
        var values: [Double] = []
        let count = pieces.reduce(0) { $0 + $1.values.count }
        indices.reserveCapacity(count)
        values.reserveCapacity(count)
        for piece in pieces {
            offsets.append(contentsOf: piece.ends.map { $0 + values.count })
            indices.append(contentsOf: piece.indices)
            values.append(contentsOf: piece.values)
        }
        do {
            return try SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
        } catch {
            throw .badState(type: "SparseRows", detail: "\(error)")
        }
    }
}
