internal import Tensors

extension Features {
    /// The features with 1 for every value above 0, and 0 for the others.
    func presence() throws(ClassifierError) -> Features {
        var changed: [Block] = []
        for block in blocks {
            switch block {
            case .dense(var matrix):
                for index in matrix.values.indices { matrix.values[index] = matrix.values[index] > 0 ? 1 : 0 }
                changed.append(.dense(matrix))
            case .sparse(let rows):
                changed.append(.sparse(try rows.replacing(values: rows.values.map { $0 > 0 ? 1 : 0 })))
            }
        }
        return try Features(changed)
    }
}
