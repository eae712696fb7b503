internal import Tensors

/// Which rows of a batch are the same text.
struct Gathering: Sendable {
    /// Each text once, in the order in which they come.
    let distinct: [Int]
    private let places: [Int]

    /// Without `joins` every row stands for itself.
    init(_ rows: [Int], joins: Bool) {
        guard joins else {
            distinct = rows
            places = Array(rows.indices)
            return
        }
        var known: [Int: Int] = [:]
        var distinct: [Int] = []
        places = rows.map { row in
            if let place = known[row] { return place }
            known[row] = distinct.count
            distinct.append(row)
            return distinct.count - 1
        }
        self.distinct = distinct
    }

    /// The vectors of all rows from those of the texts.
    func gather(_ vectors: FloatBuffer, _ dimension: Int) -> FloatBuffer {
        let all = FloatBuffer(count: places.count * dimension)
        for (row, place) in places.enumerated() {
            (all.pointer + row * dimension).update(
                from: vectors.pointer + place * dimension, count: dimension)
        }
        return all
    }

    /// The sums over each text's rows.
    func scatter(_ gradient: FloatBuffer, _ dimension: Int) -> FloatBuffer {
        let sums = FloatBuffer(count: distinct.count * dimension)
        sums.pointer.update(repeating: 0, count: sums.count)
        for (row, place) in places.enumerated() {
            for column in 0..<dimension {
                sums.pointer[place * dimension + column] += gradient.pointer[row * dimension + column]
            }
        }
        return sums
    }
}
