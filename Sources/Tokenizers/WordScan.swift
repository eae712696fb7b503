/// One pass over a text: code points gather into words, and each finished word is cut into pieces.
struct WordScan {
    private let tokenizer: WordPiece
    private let text: UnsafeBufferPointer<UInt8>
    private var word = Word()
    private var list: PieceList
    private var points: [UInt32] = []
    private var hashes: [UInt64] = []

    init(tokenizer: WordPiece, text: UnsafeBufferPointer<UInt8>, list: PieceList) {
        self.tokenizer = tokenizer
        self.text = text
        self.list = list
    }

    mutating func run() -> PieceList {
        var position = 0
        var matched = 0
        while position < text.count {
            let byte = text[position]
            if tokenizer.added.mayBegin(with: byte),
                let match = tokenizer.added.match(in: text, at: position, from: matched)
            {
                finishWord()
                list.append(PieceList.Piece(match))
                position = match.range.upperBound
                matched = position
            } else if byte < 0x80 {
                takeASCII(byte, at: position)
                position += 1
            } else {
                position = takeScalar(at: position)
            }
        }
        finishWord()
        return list
    }

    @inline(__always)
    private mutating func takeASCII(_ byte: UInt8, at position: Int) {
        switch byte {
        case 0x61...0x7A, 0x30...0x39:
            word.append(ascii: byte, at: position)
        case 0x41...0x5A:
            word.append(ascii: tokenizer.normaliser.lowercases ? byte | 0x20 : byte, at: position)
        case 0x20, 0x09, 0x0A, 0x0D:
            finishWord()
        case 0x21...0x7E:
            finishWord()
            word.append(ascii: byte, at: position)
            finishWord()
        default:
            takeControl(byte, at: position)
        }
    }

    private mutating func takeControl(_ byte: UInt8, at position: Int) {
        if tokenizer.normaliser.cleansText { return }
        if byte == 0x0B || byte == 0x0C { finishWord() } else { word.append(ascii: byte, at: position) }
    }

    private mutating func takeScalar(at start: Int) -> Int {
        let (point, end) = text.scalar(at: start)
        points.removeAll(keepingCapacity: true)
        switch tokenizer.normaliser.apply(point, into: &points) {
        case .removed: break
        case .blank: finishWord()
        case .alone:
            finishWord()
            append(from: start, to: end)
            finishWord()
        case .replaced:
            append(from: start, to: end)
        }
        return end
    }

    private mutating func append(from start: Int, to end: Int) {
        for point in points {
            if UnicodeTables.separatorSet.contains(point) {
                finishWord()
            } else if UnicodeTables.punctuationSet.contains(point) {
                finishWord()
                word.append(point, from: start, to: end)
                finishWord()
            } else {
                word.append(point, from: start, to: end)
            }
        }
    }

    private mutating func finishWord() {
        guard !word.isEmpty else { return }
        if word.length > tokenizer.longestWord || !cutWord() {
            list.append(
                PieceList.Piece(
                    id: tokenizer.unknown, start: word.starts[0], end: word.ends[word.ends.count - 1]))
        }
        word.clear()
    }

    /// Appends the word's pieces, or returns false when some part of it is unknown.
    private mutating func cutWord() -> Bool {
        var found: [PieceList.Piece] = []
        var start = 0
        while start < word.bytes.count {
            guard
                let (id, end) = tokenizer.vocabulary.longestPiece(
                    of: word.bytes, from: start, hashes: &hashes)
            else { return false }
            found.append(PieceList.Piece(id: id, start: word.starts[start], end: word.ends[end - 1]))
            start = end
        }
        for piece in found { list.append(piece) }
        return true
    }
}
