internal import Tensors

/// The mean of (cos(u, v) − y)² over pairs, y being 1 for texts of one label and 0 for others.
///
/// Rows come in pairs. Source: sentence-transformers' `CosineSimilarityLoss`, with which SetFit tunes (Tunstall et al. 2022).
struct PairObjective: Objective {
    /// The label of each training text.
    let labels: [Int]

    var parameters: [Parameter] { [] }

    func evaluate(
        _ rows: [Int], vectors: UnsafePointer<Float>, dimension: Int, scale: Float,
        gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        let pairs = rows.count / 2
        var loss = 0.0
        for pair in 0..<pairs {
            let (first, second) = (2 * pair * dimension, (2 * pair + 1) * dimension)
            let target = labels[rows[2 * pair]] == labels[rows[2 * pair + 1]] ? 1.0 : 0.0
            let (u, v) = (vectors + first, vectors + second)
            let found = Cosine(u, v, dimension)
            let off = found.value - target
            loss += off * off / Double(pairs)
            let slope = 2 * off / Double(pairs) * Double(scale)
            for place in 0..<dimension {
                let (x, y) = (Double(u[place]), Double(v[place]))
                gradient[first + place] = Float(
                    slope * (y / found.norms - found.value * x / found.leftSquares))
                gradient[second + place] = Float(
                    slope * (x / found.norms - found.value * y / found.rightSquares))
            }
        }
        return loss
    }
}

/// The cosine of two vectors, with what its gradient needs.
struct Cosine {
    let value: Double
    /// The product of both lengths.
    let norms: Double
    /// |u|² and |v|².
    let leftSquares, rightSquares: Double

    init(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int) {
        var (dot, leftSum, rightSum) = (0.0, 0.0, 0.0)
        for place in 0..<count {
            let (x, y) = (Double(left[place]), Double(right[place]))
            dot += x * y
            leftSum += x * x
            rightSum += y * y
        }
        // a vector of zeros has no direction, and no gradient
        leftSquares = max(leftSum, 1e-16)
        rightSquares = max(rightSum, 1e-16)
        norms = (leftSquares * rightSquares).squareRoot()
        value = dot / norms
    }
}
