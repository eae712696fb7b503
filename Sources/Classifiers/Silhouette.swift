public import Tensors

/// How well groups of vectors are set apart (Rousseeuw 1987).
///
/// A row's silhouette is (b − a) / max(a, b): a is its mean Euclidean distance to the others of its group, b the least
/// mean distance to another group. 1 is well apart, 0 between two groups, below 0 nearer to another one.
public enum Silhouette {
    /// The silhouette of each row; 0 for a row that is alone in its group, as scikit-learn has it.
    ///
    /// `groups` holds each row's group in 0 ..< `count`. Throws `shapeMismatch` when it has another length.
    public static func values(
        of matrix: DoubleMatrix, groups: [Int], count: Int
    ) throws(TensorError) -> [Double] {
        guard groups.count == matrix.rows, groups.allSatisfy({ (0..<count).contains($0) }) else {
            throw .shapeMismatch(
                operation: "silhouette", left: [matrix.rows, matrix.columns], right: [groups.count, count])
        }
        let products = try Products.multiply(matrix, transposed: matrix)
        var sizes = [Int](repeating: 0, count: count)
        for group in groups { sizes[group] += 1 }
        return groups.indices.map { row in
            var sums = [Double](repeating: 0, count: count)
            for other in groups.indices where other != row {
                let square = products[row, row] + products[other, other] - 2 * products[row, other]
                sums[groups[other]] += max(0, square).squareRoot()
            }
            let own = groups[row]
            guard sizes[own] > 1 else { return 0 }
            let inside = sums[own] / Double(sizes[own] - 1)
            let outside = (0..<count).filter { $0 != own && sizes[$0] > 0 }.map {
                sums[$0] / Double(sizes[$0])
            }.min()
            guard let outside, max(inside, outside) > 0 else { return 0 }
            return (outside - inside) / max(inside, outside)
        }
    }
}
