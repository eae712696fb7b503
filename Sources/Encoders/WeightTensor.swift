internal import Glibc
internal import Tensors
internal import Tokenizers

/// A tensor inside a mapped file, whose place and size were checked.
struct WeightTensor: Sendable {
    /// How a number is stored.
    enum Format: Sendable {
        case float32, float16, bfloat16
        var bytes: Int { self == .float32 ? 4 : 2 }
    }

    let dtype: String
    let shape: [Int]
    /// nil for numbers that are no weights, such as positions.
    let format: Format?
    private let file: MappedFile
    private let offset: Int
    /// What is added to what the file holds.
    private var increment: LowRankProduct?

    init(_ member: JSONValue.Member, of file: MappedFile, data: Int) throws(EncoderError) {
        func damaged(_ reason: String) -> EncoderError {
            .damagedWeights(file: file.path, tensor: member.name, reason: reason)
        }
        guard let dtype = member.value["dtype"]?.string,
            let shape = member.value["shape"]?.array?.map({ $0.integer ?? -1 }),
            shape.allSatisfy({ $0 >= 0 }),
            let offsets = member.value["data_offsets"]?.array?.map({ $0.integer ?? -1 }), offsets.count == 2
        else { throw damaged("its entry lacks dtype, shape or data_offsets") }
        let room = file.bytes.count - data
        guard 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= room else {
            throw damaged("its bytes \(offsets[0])..<\(offsets[1]) are not within 0..<\(room)")
        }
        format = ["F32": .float32, "F16": .float16, "BF16": .bfloat16][dtype]
        if let format {
            var bytes = format.bytes
            for size in shape {
                let (product, overflows) = bytes.multipliedReportingOverflow(by: size)
                guard !overflows else { throw damaged("its shape \(shape) is too large") }
                bytes = product
            }
            guard bytes == offsets[1] - offsets[0] else {
                throw damaged(
                    "its shape \(shape) takes \(bytes) bytes, but it has \(offsets[1] - offsets[0])")
            }
        }
        self.dtype = dtype
        self.shape = shape
        self.file = file
        offset = data + offsets[0]
    }

    /// The file that it is in.
    var path: String { file.path }
    /// The number of elements.
    var count: Int { shape.reduce(1, *) }

    /// The same matrix with a product added, whose shape must be its own.
    func adding(_ product: LowRankProduct) -> WeightTensor {
        var sum = self
        sum.increment = product
        return sum
    }

    /// Copies `count` numbers from place `first` on.
    ///
    /// The range must be inside the tensor.
    func copy(from first: Int, count: Int, to output: UnsafeMutablePointer<Float>) {
        copyStored(from: first, count: count, to: output)
        increment?.add(first..<first + count, to: output)
    }

    private func copyStored(from first: Int, count: Int, to output: UnsafeMutablePointer<Float>) {
        guard let format, let base = file.bytes.baseAddress, count > 0 else { return }
        let source = base + offset + first * format.bytes
        switch format {
        case .float32:
            memcpy(output, source, count * 4)
        case .bfloat16:
            for index in 0..<count {
                let bits = UInt16(
                    littleEndian: source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
                output[index] = Float(bitPattern: UInt32(bits) << 16)
            }
        case .float16:
            for index in 0..<count {
                let bits = UInt16(
                    littleEndian: source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
                output[index] = Self.widened(bits)
            }
        }
    }

    /// Copies a matrix as [outputs × inputs], however it is stored.
    ///
    /// The tensor must have two dimensions.
    func copyMatrix(_ storage: MatrixStorage, to output: UnsafeMutablePointer<Float>) {
        guard storage == .inputsFirst else { return copy(from: 0, count: count, to: output) }
        let (inputs, outputs) = (shape[0], shape[1])
        // so few rows at once that their cache lines stay near while columns are gathered
        let block = 16
        let rows = FloatBuffer(count: block * outputs)
        for first in stride(from: 0, to: inputs, by: block) {
            let height = min(block, inputs - first)
            copy(from: first * outputs, count: height * outputs, to: rows.pointer)
            for column in 0..<outputs {
                let place = output + column * inputs + first
                for row in 0..<height { place[row] = rows.pointer[row * outputs + column] }
            }
        }
    }

    /// An IEEE half as a float; `Float16` is missing on x86-64 Macs, so by bits.
    static func widened(_ half: UInt16) -> Float {
        let sign = UInt32(half & 0x8000) << 16
        let magnitude = UInt32(half & 0x7FFF)
        if magnitude >= 0x7C00 { return Float(bitPattern: sign | 0x7F80_0000 | (magnitude & 0x3FF) << 13) }
        if magnitude < 0x400 {
            let value = Float(magnitude) * 0x1p-24
            return sign == 0 ? value : -value
        }
        return Float(bitPattern: sign | (magnitude << 13 &+ 0x3800_0000))
    }
}
