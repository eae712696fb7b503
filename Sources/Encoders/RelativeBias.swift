internal import Glibc
internal import Tensors

/// What MPNet adds to the scaled scores of each head, by the distance between two tokens.
///
/// Distances share buckets: near ones have one each, far ones wider and wider ones (Raffel et al. 2020, section 2.1).
struct RelativeBias: Sendable {
    /// The number of buckets, which the reference fixes.
    static let buckets = 32
    /// All distances from here on share the last bucket of their side.
    private static let farthest = 128

    /// The biases of each head for distances from −reach to reach.
    private let table: FloatBuffer
    private let reach: Int

    init(_ path: WeightPath, _ configuration: EncoderConfiguration) throws(EncoderError) {
        let heads = configuration.headCount
        let weights = try path["weight"].tensor(Self.buckets, heads)
        let rows = FloatBuffer(count: weights.count)
        weights.copy(from: 0, count: weights.count, to: rows.pointer)
        reach = configuration.positionCount - 1
        let width = 2 * reach + 1
        table = FloatBuffer(count: heads * width)
        for place in 0..<width {
            let bucket = Self.bucket(place - reach)
            for head in 0..<heads {
                table.pointer[head * width + place] = rows.pointer[bucket * heads + head]
            }
        }
    }

    /// The biases of a head for the row of token `row`: that of column c is at place c.
    func row(_ row: Int, head: Int) -> UnsafePointer<Float> {
        UnsafePointer(table.pointer + head * (2 * reach + 1) + reach - row)
    }

    /// The bucket of a distance, that is column minus row.
    static func bucket(_ distance: Int) -> Int {
        let half = buckets / 2
        let exact = half / 2
        let side = distance > 0 ? half : 0
        let size = abs(distance)
        guard size >= exact else { return side + size }
        // in single precision, as the reference does
        let share = Glibc.log(Float(size) / Float(exact)) / Float(Glibc.log(Double(farthest) / Double(exact)))
        return side + min(exact + Int(share * Float(half - exact)), half - 1)
    }
}
