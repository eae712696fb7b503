public import Tensors

/// Feature blocks side by side, [rows × columns]: what a head learns from and scores.
public struct Features: Sendable, Equatable {
    /// One block of columns.
    public enum Block: Sendable, Equatable {
        /// Mostly zero: words, characters.
        case sparse(SparseRows)
        /// Every value stored: embeddings.
        case dense(Matrix)

        /// The number of rows.
        public var rows: Int {
            switch self {
            case .sparse(let rows): rows.rows
            case .dense(let matrix): matrix.rows
            }
        }

        /// The number of columns.
        public var columns: Int {
            switch self {
            case .sparse(let rows): rows.columns
            case .dense(let matrix): matrix.columns
            }
        }
    }

    /// The blocks, left to right.
    public let blocks: [Block]
    /// The first column of each block.
    public let offsets: [Int]
    /// The number of rows.
    public let rows: Int
    /// The number of columns over all blocks.
    public let columns: Int

    /// Puts blocks side by side.
    ///
    /// Throws `mismatchedRows` when they differ in rows, `badState` when there is none.
    public init(_ blocks: [Block]) throws(ClassifierError) {
        guard let first = blocks.first else { throw .badState(type: "Features", detail: "no block") }
        var offsets: [Int] = []
        var columns = 0
        for block in blocks {
            guard block.rows == first.rows else {
                throw .mismatchedRows(operation: "Features.init", expected: first.rows, got: block.rows)
            }
            offsets.append(columns)
            columns += block.columns
        }
        self.blocks = blocks
        self.offsets = offsets
        rows = first.rows
        self.columns = columns
    }

    /// The only block if it is sparse, else nil.
    var onlySparse: SparseRows? {
        guard blocks.count == 1, case .sparse(let rows)? = blocks.first else { return nil }
        return rows
    }

    /// The rows at `indices`, in that order.
    ///
    /// Throws `badState` when one is out of range.
    public func selecting(rows indices: [Int]) throws(ClassifierError) -> Features {
        do {
            var picked: [Block] = []
            for block in blocks {
                switch block {
                case .sparse(let rows): picked.append(.sparse(try rows.selecting(rows: indices)))
                case .dense(let matrix): picked.append(.dense(try matrix.selecting(rows: indices)))
                }
            }
            return try Features(picked)
        } catch {
            throw .badState(type: "Features.selecting", detail: "a row is out of range 0 ..< \(rows)")
        }
    }
}
