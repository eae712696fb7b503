/// Products of single rows with a plane [columns].
extension SparseRows {
    /// x · plane of a row, summed in an order fixed by the row.
    public func product(_ row: Int, _ plane: UnsafeMutableBufferPointer<Double>) -> Double {
        precondition(plane.count >= columns, "plane of another size")
        let (first, last) = (offsets[row], offsets[row + 1])
        return indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                var (one, two, three, four) = (0.0, 0.0, 0.0, 0.0)
                var place = first
                while place &+ 4 <= last {
                    one += values[place] * plane[Int(indices[place])]
                    two += values[place &+ 1] * plane[Int(indices[place &+ 1])]
                    three += values[place &+ 2] * plane[Int(indices[place &+ 2])]
                    four += values[place &+ 3] * plane[Int(indices[place &+ 3])]
                    place &+= 4
                }
                while place < last {
                    one += values[place] * plane[Int(indices[place])]
                    place &+= 1
                }
                return (one + two) + (three + four)
            }
        }
    }

    /// Adds factor · x of a row to `plane`.
    public func add(_ factor: Double, _ row: Int, _ plane: UnsafeMutableBufferPointer<Double>) {
        precondition(plane.count >= columns, "plane of another size")
        let (first, last) = (offsets[row], offsets[row + 1])
        indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                for place in first..<last { plane[Int(indices[place])] += factor * values[place] }
            }
        }
    }
}
