internal import Glibc
internal import Tensors
internal import Tokenizers

/// A safetensors file in the making: tensors in single precision, in a given order.
struct TensorFile {
    /// A tensor, and what copies a range of its numbers.
    struct Entry {
        let name: String
        let shape: [Int]
        let copy: (_ range: Range<Int>, _ output: UnsafeMutablePointer<Float>) -> Void

        var count: Int { shape.reduce(1, *) }

        init(
            _ name: String, _ shape: [Int], copy: @escaping (Range<Int>, UnsafeMutablePointer<Float>) -> Void
        ) {
            (self.name, self.shape, self.copy) = (name, shape, copy)
        }

        /// A tensor whose numbers are in memory.
        init(_ name: String, _ shape: [Int], _ values: FloatBuffer) {
            self.init(name, shape) { range, output in
                memcpy(output, values.pointer + range.lowerBound, range.count * MemoryLayout<Float>.stride)
            }
        }
    }

    /// The most numbers that are written at a time.
    private static let portion = 1 << 18

    var entries: [Entry] = []

    /// Writes the file, which appears whole or not at all; a file that is there already is replaced.
    ///
    /// Throws `.interrupted` when `shouldStop` says so.
    func write(to path: String, shouldStop: () -> Bool = { false }) throws(EncoderError) {
        try NewFile.replace(path) { file throws(EncoderError) in
            try file.write(Self.header(of: entries.map { ($0.name, $0.shape) }))
            for entry in entries {
                for start in stride(from: 0, to: entry.count, by: Self.portion) {
                    guard !shouldStop() else { throw .interrupted }
                    let range = start..<min(start + Self.portion, entry.count)
                    var numbers = [Float](repeating: 0, count: range.count)
                    numbers.withUnsafeMutableBufferPointer { buffer in
                        if let output = buffer.baseAddress { entry.copy(range, output) }
                    }
                    try file.write(numbers)
                }
            }
        }
    }

    /// The head of a file that holds these tensors in their order, in single precision; its length is a multiple of 8.
    static func header(of tensors: [(name: String, shape: [Int])]) -> [UInt8] {
        var members = [#""__metadata__":{"format":"pt"}"#]
        var offset = 0
        for (name, shape) in tensors {
            let end = offset + 4 * shape.reduce(1, *)
            members.append(
                #"\#(JSONValue.quoted(name)):{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(offset),\#(end)]}"#
            )
            offset = end
        }
        var text = Array("{\(members.joined(separator: ","))}".utf8)
        text += repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        let length = UInt64(text.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + text
    }
}
