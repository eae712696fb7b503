internal import Tensors

extension Features {
    /// These rows and then `others`, which have the same blocks.
    ///
    /// Throws `badState` when blocks differ in kind or width.
    public func appending(_ others: Features) throws(ClassifierError) -> Features {
        let differ = ClassifierError.badState(type: "Features.appending", detail: "blocks differ")
        guard blocks.count == others.blocks.count else { throw differ }
        var joined: [Block] = []
        for (own, other) in zip(blocks, others.blocks) {
            do {
                switch (own, other) {
                case (.dense(let left), .dense(let right)) where left.columns == right.columns:
                    joined.append(
                        .dense(
                            try Matrix(
                                rows: left.rows + right.rows, columns: left.columns,
                                values: left.values + right.values)))
                case (.sparse(let left), .sparse(let right)) where left.columns == right.columns:
                    joined.append(
                        .sparse(
                            try SparseRows(
                                columns: left.columns,
                                offsets: left.offsets + right.offsets.dropFirst().map { $0 + left.count },
                                indices: left.indices + right.indices, values: left.values + right.values)))
                default: throw differ
                }
            } catch { throw differ }
        }
        return try Features(joined)
    }
}
