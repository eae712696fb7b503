internal import Tokenizers

/// An encoder in one file of 4-bit weights: sizes, a Unigram tokenizer with its normaliser, a directory of tensors.
///
/// Little-endian throughout. Everything is checked against the file's length when it is opened, so that tensors can be
/// read without.
struct PackedEncoder {
    /// The sizes in the header, in its order.
    struct Sizes: Equatable {
        var hidden, layers, heads, feedForward, vocabulary, positions, types: Int
        var epsilon: Float
    }

    /// Where a tensor lies and how it is stored.
    struct Entry {
        let isPacked: Bool
        let count: Int
        let range: Range<Int>
    }

    static let magic: [UInt8] = Array("E5S1".utf8)
    /// Weights that share one scale.
    static let block = 32
    /// The bytes of a block: a half-precision scale, then two weights a byte.
    static let blockBytes = 18

    let file: MappedFile
    let sizes: Sizes
    let tokenizer: UnigramDocument
    private let directory: [String: Entry]

    var path: String { file.path }

    /// Opens a file and checks all that it says.
    init(path: String) throws(EncoderError) {
        do throws(FileFailure) { file = try MappedFile(path: path) } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
        var cursor = ByteCursor(file)
        guard try cursor.bytes(4, "magic").elementsEqual(Self.magic), try cursor.number("version") == 1 else {
            throw cursor.damaged("magic", "this is no file of packed weights that Loupe knows")
        }
        sizes = try Sizes(&cursor)
        tokenizer = try UnigramDocument(&cursor)
        guard tokenizer.pieces.count <= sizes.vocabulary else {
            throw .vocabularyMismatch(folder: path, tokens: tokenizer.pieces.count, vectors: sizes.vocabulary)
        }
        directory = try Self.directory(&cursor)
    }

    private static func directory(_ cursor: inout ByteCursor) throws(EncoderError) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for _ in 0..<(try cursor.count("directory")) {
            let length = try cursor.short("directory")
            let name = String(decoding: try cursor.bytes(length, "directory"), as: UTF8.self)
            let kind = try cursor.byte(name)
            let count = try cursor.count(name)
            let (start, size) = (try cursor.long(name), try cursor.long(name))
            guard kind <= 1 else { throw cursor.damaged(name, "its kind is \(kind), expected 0 or 1") }
            guard kind == 0 || count.isMultiple(of: block) else {
                throw cursor.damaged(name, "its \(count) weights are no whole blocks of \(block)")
            }
            let needed = kind == 0 ? count * 4 : count / block * blockBytes
            guard size == needed, start <= cursor.file.bytes.count, size <= cursor.file.bytes.count - start
            else {
                throw cursor.damaged(
                    name, "its \(size) bytes at \(start) don't fit its \(count) weights or the file")
            }
            let entry = Entry(isPacked: kind == 1, count: count, range: start..<start + size)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw cursor.damaged(name, "it occurs twice")
            }
        }
        return entries
    }

    /// The entry of a tensor of so many weights.
    func entry(_ name: String, count: Int) throws(EncoderError) -> Entry {
        guard let entry = directory[name] else {
            throw .missingTensor(file: path, tensor: name, shape: [count])
        }
        guard entry.count == count else {
            throw .wrongShape(file: path, tensor: name, expected: [count], found: [entry.count])
        }
        return entry
    }

    /// The weights `range` of an entry, unpacked; a packed one is read by whole blocks.
    func weights(_ entry: Entry, _ range: Range<Int>) -> [Float] {
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
        guard entry.isPacked else {
            return range.map { place in
                Float(
                    bitPattern: UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)))
            }
        }
        return [Float](unsafeUninitializedCapacity: range.count) { output, count in
            for number in 0..<range.count / Self.block {
                let start = (range.lowerBound / Self.block + number) * Self.blockBytes
                let bits = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self))
                let scale = WeightTensor.widened(bits)
                for place in 0..<Self.block / 2 {
                    let pair = bytes[start + 2 + place]
                    output[number * Self.block + place] = (Float(pair & 0xF) - 8) * scale
                    output[number * Self.block + place + Self.block / 2] = (Float(pair >> 4) - 8) * scale
                }
            }
            count = range.count
        }
    }
}

extension PackedEncoder.Sizes {
    init(_ cursor: inout ByteCursor) throws(EncoderError) {
        hidden = try cursor.size("hidden")
        layers = try cursor.size("layers")
        heads = try cursor.size("heads")
        feedForward = try cursor.size("ff")
        vocabulary = try cursor.size("vocab")
        positions = try cursor.size("positions")
        types = try cursor.size("types")
        epsilon = try cursor.float("eps")
        let block = try cursor.size("block")
        guard block == PackedEncoder.block else {
            throw cursor.damaged("block", "it is \(block), expected \(PackedEncoder.block)")
        }
        // products of these can't overflow, and such a file could not be as long anyway
        guard max(hidden, feedForward) <= 1 << 16, max(vocabulary, positions, layers) <= 1 << 24,
            hidden.isMultiple(of: heads), epsilon >= 0, epsilon.isFinite
        else { throw cursor.damaged("sizes", "they contradict each other or are far too large") }
    }
}

extension UnigramDocument {
    init(_ cursor: inout ByteCursor) throws(EncoderError) {
        let count = try cursor.count("pieces")
        let (first, last) = (try cursor.count("bos"), try cursor.count("eos"))
        let (pad, unknown) = (try cursor.count("pad"), try cursor.count("unk"))
        let length = try cursor.long("pieces")
        let offsets = try cursor.numbers(count + 1, "piece offsets")
        let scores = try cursor.numbers(count, "piece scores").map { Float(bitPattern: $0) }
        let text = Array(try cursor.bytes(length, "pieces"))
        guard offsets.first == 0, offsets.last.map(Int.init) == text.count,
            zip(offsets, offsets.dropFirst()).allSatisfy(<=),
            max(first, last, pad, unknown) < count
        else { throw cursor.damaged("pieces", "their offsets or ids contradict each other") }
        guard scores.allSatisfy(\.isFinite) else { throw cursor.damaged("pieces", "a score is not finite") }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw cursor.damaged("pieces", "they are not UTF-8")
        }
        let pieces = (0..<count).map {
            (bytes: text[Int(offsets[$0])..<Int(offsets[$0 + 1])], score: scores[$0])
        }
        // XLM-RoBERTa's mask is the vocabulary's last
        let mask = pieces.last.map { $0.bytes.elementsEqual("<mask>".utf8) } == true ? [count - 1] : []
        self.init(
            pieces: pieces, unknown: Int32(unknown), first: Int32(first), last: Int32(last),
            special: ([first, pad, last, unknown] + mask).map { Int32($0) },
            replacements: try Self.replacements(&cursor))
    }

    private static func replacements(
        _ cursor: inout ByteCursor
    ) throws(EncoderError) -> [CharacterMap.Replacement] {
        let count = try cursor.count("normaliser")
        _ = try cursor.count("normaliser")
        var replacements: [CharacterMap.Replacement] = []
        for _ in 0..<count {
            let point = try cursor.number("normaliser")
            let length = Int(try cursor.byte("normaliser"))
            let parts = try cursor.numbers(length, "normaliser")
            guard ([point] + parts).allSatisfy({ Unicode.Scalar($0) != nil }) else {
                throw cursor.damaged("normaliser", "\(point) or what it becomes is no code point")
            }
            replacements.append((point, parts))
        }
        return replacements
    }
}
