/// The rising function closest to pairs (x, y) in squares, by pooling adjacent violators.
///
/// Linear between its knots and constant beyond them, as scikit-learn's (Barlow, Bartholomew, Bremner and Brunk 1972).
public struct IsotonicRegression: Sendable, Equatable, Codable {
    /// The places of the knots, rising.
    public let inputs: [Double]
    /// The values there, never falling.
    public let values: [Double]

    /// Fits pairs; equal places are taken together first.
    public init(_ inputs: [Double], _ targets: [Double]) {
        let order = zip(inputs, targets).sorted { $0.0 < $1.0 }
        var points: [(x: Double, y: Double, weight: Double)] = []
        for (x, y) in order {
            if let last = points.last, last.x == x {
                let weight = last.weight + 1
                points[points.count - 1] = (x, last.y + (y - last.y) / weight, weight)
            } else {
                points.append((x, y, 1))
            }
        }
        var blocks: [(first: Double, last: Double, sum: Double, weight: Double)] = []
        for point in points {
            blocks.append((point.x, point.x, point.y * point.weight, point.weight))
            while blocks.count > 1 {
                let (left, right) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
                guard left.sum / left.weight >= right.sum / right.weight else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = (
                    left.first, right.last, left.sum + right.sum, left.weight + right.weight
                )
            }
        }
        // Of a block only its ends matter.
        let knots = blocks.flatMap { block in
            let value = block.sum / block.weight
            return block.first == block.last
                ? [(block.first, value)] : [(block.first, value), (block.last, value)]
        }
        self.inputs = knots.map(\.0)
        values = knots.map(\.1)
    }

    /// The value at a place.
    public func value(at place: Double) -> Double {
        guard let first = inputs.first, let last = inputs.last else { return 0 }
        if place.isNaN || place <= first { return values[0] }
        if place >= last { return values[values.count - 1] }
        var (low, high) = (0, inputs.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if inputs[middle] <= place { low = middle } else { high = middle }
        }
        let share = (place - inputs[low]) / (inputs[high] - inputs[low])
        return values[low] + share * (values[high] - values[low])
    }

    /// Whether what came from a file is a rising function.
    var isSound: Bool {
        !inputs.isEmpty && inputs.count == values.count && (inputs + values).allSatisfy(\.isFinite)
            && zip(inputs, inputs.dropFirst()).allSatisfy { $0 < $1 }
            && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
            && values.allSatisfy { (0...1).contains($0) }
    }
}
