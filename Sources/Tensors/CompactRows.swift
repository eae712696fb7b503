/// Sparse rows in fewer columns with the same products among rows: X′ = X·P, PᵀP = 1.
///
/// Columns that no row has are left out, and those that only one row has are joined to a single column of that row, with
/// their length for a value. Whatever depends on ‖w‖² and X·w alone has its optimum at w = P·v, v being the optimum over X′.
public struct CompactRows: Sendable {
    /// The rows in fewer columns: first the columns that several rows have, in their order, then the joined ones.
    public let rows: SparseRows
    /// For each original column its new column, −1 for none, and P there.
    private let places: [Int32]
    private let factors: [Double]

    /// Nil unless at least an eighth of the columns goes, or when `shouldStop` says so.
    public init?(_ whole: SparseRows, _ shouldStop: () -> Bool = { false }) {
        var counts = [Int32](repeating: 0, count: whole.columns)
        for index in whole.indices { counts[Int(index)] += 1 }
        let kept = counts.count { $0 > 1 }
        guard kept + min(whole.rows, counts.count { $0 == 1 }) <= whole.columns / 8 * 7 else { return nil }
        var places = Self.numbered(counts)
        var builder = Builder(whole, kept: kept, places: places)
        for row in 0..<whole.rows {
            if row & 1023 == 0, shouldStop() { return nil }
            builder.append(row)
        }
        for (column, place) in builder.joined { places[column] = place }
        (rows, self.places, factors) = (builder.rows, places, builder.factors)
    }

    /// The places of columns that several rows have, −1 for all others.
    private static func numbered(_ counts: [Int32]) -> [Int32] {
        var next: Int32 = 0
        return counts.map { count in
            guard count > 1 else { return -1 }
            next += 1
            return next - 1
        }
    }

    /// Pᵀ · parameters: [columns × width] → [columns of `rows` × width].
    public func shrink(_ parameters: ArraySlice<Double>, width: Int) -> [Double] {
        var result = [Double](repeating: 0, count: rows.columns * width)
        for (column, place) in places.enumerated() where place >= 0 {
            for inner in 0..<width {
                result[Int(place) * width + inner] +=
                    factors[column] * parameters[parameters.startIndex + column * width + inner]
            }
        }
        return result
    }

    /// P · parameters: [columns of `rows` × width] → [columns × width].
    public func expand(_ parameters: ArraySlice<Double>, width: Int) -> [Double] {
        var result = [Double](repeating: 0, count: places.count * width)
        for (column, place) in places.enumerated() where place >= 0 {
            for inner in 0..<width {
                result[column * width + inner] =
                    factors[column] * parameters[parameters.startIndex + Int(place) * width + inner]
            }
        }
        return result
    }
}

extension CompactRows {
    /// Rewrites row after row.
    private struct Builder {
        let whole: SparseRows
        let places: [Int32]
        var factors: [Double]
        /// The original columns that were joined, each with its new one.
        var joined: [(column: Int, place: Int32)] = []
        private var columns: Int
        private var offsets = [0]
        private var indices: [Int32] = []
        private var values: [Double] = []

        init(_ whole: SparseRows, kept: Int, places: [Int32]) {
            self.whole = whole
            self.places = places
            columns = kept
            factors = places.map { $0 >= 0 ? 1 : 0 }
            offsets.reserveCapacity(whole.rows + 1)
            indices.reserveCapacity(whole.count)
            values.reserveCapacity(whole.count)
        }

        var rows: SparseRows {
            SparseRows(trusted: columns, offsets: offsets, indices: indices, values: values)
        }

        mutating func append(_ row: Int) {
            var squares = 0.0
            let first = joined.count
            for position in whole.offsets[row]..<whole.offsets[row + 1] {
                let (column, value) = (Int(whole.indices[position]), whole.values[position])
                if places[column] >= 0 {
                    indices.append(places[column])
                    values.append(value)
                } else {
                    joined.append((column, Int32(truncatingIfNeeded: columns)))
                    factors[column] = value
                    squares += value * value
                }
            }
            let length = squares.squareRoot()
            if length > 0 {
                for place in first..<joined.count { factors[joined[place].column] /= length }
                indices.append(Int32(truncatingIfNeeded: columns))
                values.append(length)
                columns += 1
            } else {
                // Zeros that are stored.
                joined.removeLast(joined.count - first)
            }
            offsets.append(values.count)
        }
    }
}
