internal import Glibc
internal import Tokenizers

/// A safetensors file: eight bytes of header length, a JSON header, then the tensors' bytes, little-endian.
///
/// Every offset and shape is checked here once, so that a ``WeightTensor`` can be read without.
struct WeightFile: Sendable {
    let file: MappedFile
    let tensors: [String: WeightTensor]

    var path: String { file.path }

    /// Opens a file; nil when there is none.
    init?(ifPresent path: String) throws(EncoderError) {
        let mapped: MappedFile
        do throws(FileFailure) {
            mapped = try MappedFile(path: path)
        } catch {
            if error.isMissing { return nil }
            throw .unreadable(file: path, reason: error.reason)
        }
        try self.init(mapped)
    }

    init(_ file: MappedFile) throws(EncoderError) {
        self.file = file
        let header = try Self.header(of: file)
        var tensors: [String: WeightTensor] = [:]
        for member in header.members where member.name != "__metadata__" {
            let tensor = try WeightTensor(member, of: file, data: header.end)
            guard tensors.updateValue(tensor, forKey: member.name) == nil else {
                throw .damagedWeights(file: file.path, tensor: member.name, reason: "it occurs twice")
            }
        }
        self.tensors = tensors
    }

    private static func header(
        of file: MappedFile
    ) throws(EncoderError) -> (members: [JSONValue.Member], end: Int) {
        func damaged(_ reason: String) -> EncoderError {
            .damagedWeights(file: file.path, tensor: "", reason: reason)
        }
        guard file.bytes.count >= 8 else {
            throw damaged("it has \(file.bytes.count) bytes, too few for a header")
        }
        let length = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(file.bytes.count - 8) else {
            throw damaged("its header of \(length) bytes reaches beyond its end at \(file.bytes.count)")
        }
        let end = 8 + Int(length)
        let text = file.bytes[8..<end].withMemoryRebound(to: UInt8.self) { JSONParser.parse($0) }
        switch text {
        case .failure(let failure):
            throw .malformedJSON(file: file.path, offset: 8 + failure.offset, reason: failure.reason)
        case .success(let value):
            guard let members = value.members else { throw damaged("its header is not an object") }
            return (members, end)
        }
    }
}
