import Classifiers
import Foundation
import Tensors

/// The files that heads.py wrote.
struct Inputs {
    let folder: URL

    /// One text a line.
    func texts() throws -> [String] {
        try String(contentsOf: folder.appendingPathComponent("texts.txt"), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// A number for each row.
    func labels() throws -> [Int] { try read("labels", Int64(0)).map(Int.init) }

    /// Dense, or sparse where there is a third size: the number of stored values.
    func features() throws -> Features {
        let shape = try read("shape", Int64(0)).map(Int.init)
        guard shape.count > 2 else {
            return try Features([
                .dense(try Matrix(rows: shape[0], columns: shape[1], values: read("dense", Float(0))))
            ])
        }
        return try Features([
            .sparse(
                try SparseRows(
                    columns: shape[1], offsets: read("offsets", Int64(0)).map(Int.init),
                    indices: read("indices", Int32(0)), values: read("values", 0.0)))
        ])
    }

    private func read<Element>(_ name: String, _ zero: Element) throws -> [Element] {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return [Element](unsafeUninitializedCapacity: data.count / MemoryLayout<Element>.stride) {
            buffer, count in
            count = data.copyBytes(to: buffer) / MemoryLayout<Element>.stride
        }
    }
}
