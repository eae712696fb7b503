internal import Glibc
public import Tensors

/// One attention head over one text in figures.
public struct AttentionHead: Sendable, Equatable {
    /// The entropy of a token's attention in nats, mean over tokens: 0 looks at one token, ln T at all alike.
    public let entropy: Double
    /// How many tokens away it looks, Σ a_ij |i − j|, mean over tokens.
    public let distance: Double
    /// The pair with the most attention.
    public let strongest: (from: Int, to: Int)

    /// Measures a head, [T × T] with rows that sum to 1.
    public init(_ map: Matrix) {
        var (entropy, distance) = (0.0, 0.0)
        var strongest = (from: 0, to: 0)
        var most: Float = -1
        for from in 0..<map.rows {
            for to in 0..<map.columns {
                let share = Double(map[from, to])
                if share > 0 { entropy -= share * log(share) }
                distance += share * Double(abs(from - to))
                if map[from, to] > most { (most, strongest) = (map[from, to], (from, to)) }
            }
        }
        self.entropy = entropy / Double(max(1, map.rows))
        self.distance = distance / Double(max(1, map.rows))
        self.strongest = strongest
    }

    /// Whether all figures are the same.
    public static func == (left: AttentionHead, right: AttentionHead) -> Bool {
        left.entropy == right.entropy && left.distance == right.distance && left.strongest == right.strongest
    }
}

extension AttentionSummary {
    /// The greatest of the heads' attention for each pair of tokens, [T × T]; rows needn't sum to 1.
    public static func maximum(_ heads: [Matrix]) -> Matrix {
        guard var result = heads.first else { return Matrix(rows: 0, columns: 0) }
        for head in heads.dropFirst() {
            for (place, value) in head.values.enumerated() where place < result.values.count {
                result.values[place] = max(result.values[place], value)
            }
        }
        return result
    }

    /// ½A + ½I with the rows of A made to sum to 1: attention with the connection past it.
    static func mixed(_ layer: Matrix) -> DoubleMatrix {
        var mixed = DoubleMatrix(rows: layer.rows, columns: layer.columns)
        for from in 0..<layer.rows {
            let sum = (0..<layer.columns).reduce(0) { $0 + Double(layer[from, $1]) }
            for to in 0..<layer.columns {
                mixed[from, to] =
                    (sum > 0 ? 0.5 * Double(layer[from, to]) / sum : 0) + (from == to ? 0.5 : 0)
            }
        }
        return mixed
    }
}
