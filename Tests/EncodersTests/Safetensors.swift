import Foundation

/// Safetensors files as tests write them.
struct Safetensors {
    /// A tensor's bytes with what the header says of them.
    struct Tensor {
        var name: String
        var shape: [Int]
        var bytes: Data
        var dtype = "F32"
    }

    var tensors: [Tensor] = []

    init() {}

    /// Reads a file that is known to be whole.
    init(_ path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let length = data.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        let header =
            try JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: [String: Any]] ?? [:]
        for (name, entry) in header.sorted(by: { $0.key < $1.key }) where name != "__metadata__" {
            guard let shape = entry["shape"] as? [Int], let offsets = entry["data_offsets"] as? [Int],
                let dtype = entry["dtype"] as? String
            else { continue }
            let bytes = data[8 + length + offsets[0]..<8 + length + offsets[1]]
            tensors.append(Tensor(name: name, shape: shape, bytes: Data(bytes), dtype: dtype))
        }
    }

    subscript(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

    func write(to path: String) throws {
        var entries: [String] = []
        var place = 0
        for tensor in tensors {
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            entries.append(
                "\"\(tensor.name)\":{\"dtype\":\"\(tensor.dtype)\",\"shape\":[\(shape)],\"data_offsets\":[\(place),\(place + tensor.bytes.count)]}"
            )
            place += tensor.bytes.count
        }
        let header = Data("{\(entries.joined(separator: ","))}".utf8)
        var file = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
        file += header
        for tensor in tensors { file += tensor.bytes }
        try file.write(to: URL(fileURLWithPath: path))
    }
}
