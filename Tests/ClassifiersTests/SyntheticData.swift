import Classifiers
import Tensors

/// What a random training set looks like; `make.py` draws the same numbers.
struct Shape: Decodable, Sendable {
    var seed: UInt64 = 1
    var rows = 60
    var dense = 5
    var sparse = 10
    var classes = 3
    var imbalanced = false
    var duplicated = false
    var constant = false
}

/// A random training set: counts that favour their class in the sparse block, shifted noise in the dense one.
struct SyntheticData {
    let features: Features
    let labels: [Int]

    init(_ shape: Shape) throws {
        var random = SeededRandom(seed: shape.seed)
        var (counts, values, labels): ([[Double]], [[Float]], [Int]) = ([], [], [])
        for row in 0..<shape.rows {
            if shape.duplicated, row >= shape.rows / 2 {
                counts.append(counts[row - shape.rows / 2])
                values.append(values[row - shape.rows / 2])
                labels.append(labels[row - shape.rows / 2])
                continue
            }
            let draw = random.unit()
            let drawn = shape.imbalanced && draw < 0.8 ? 0 : Int(draw * Double(shape.classes))
            let label = row < shape.classes ? row : drawn
            labels.append(label)
            counts.append(
                (0..<shape.sparse).map { column in
                    random.unit() < (column % shape.classes == label ? 0.4 : 0.15)
                        ? 1 + (random.unit() * 3).rounded(.down) : 0
                })
            values.append(
                (0..<shape.dense).map { column in
                    let value = random.unit() - 0.5 + (column % shape.classes == label ? 0.6 : 0)
                    return Float(shape.constant && column == 0 ? 1 : value)
                })
        }
        self.labels = labels
        var blocks: [Features.Block] = []
        if shape.sparse > 0 { blocks.append(.sparse(try Self.sparse(counts, columns: shape.sparse))) }
        if shape.dense > 0 {
            blocks.append(
                .dense(try Matrix(rows: shape.rows, columns: shape.dense, values: values.flatMap { $0 })))
        }
        features = try Features(blocks)
    }

    static func sparse(_ rows: [[Double]], columns: Int) throws -> SparseRows {
        var (offsets, indices, values): ([Int], [Int32], [Double]) = ([0], [], [])
        for row in rows {
            for (column, value) in row.enumerated() where value != 0 {
                indices.append(Int32(column))
                values.append(value)
            }
            offsets.append(values.count)
        }
        return try SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
    }
}
