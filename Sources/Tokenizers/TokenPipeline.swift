/// A tokenizer of stages: added tokens, normalisation, words, pieces, special tokens.
///
/// Ids and ranges are those of Hugging Face's `tokenizers` for the same `tokenizer.json`.
struct TokenPipeline: Tokenizer {
    /// Added tokens that are found before normalisation, and after it.
    let added: AddedTokens
    let normalisedAdded: AddedTokens
    private(set) var normaliser: Normaliser
    let splitters: [WordSplitter]
    let model: any TokenModel
    let special: SpecialTokens
    /// How many spaces each piece begins and ends with, where ranges are trimmed.
    let blanks: [(before: UInt16, after: UInt16)]

    var vocabularySize: Int { model.pieces.count }
    var specialCount: Int { special.count }
    var unknownID: Int32? { model.unknown }

    init(
        added: [AddedToken], normaliser: Normaliser, splitters: [WordSplitter], model: any TokenModel,
        special: SpecialTokens
    ) {
        self.added = AddedTokens(added.filter { !$0.isNormalised })
        normalisedAdded = AddedTokens(
            added.filter(\.isNormalised).map { token in
                var content = Array(token.content.utf8)
                content = content.withUnsafeBufferPointer { bytes in
                    var text = AlignedText(bytes, 0..<bytes.count)
                    normaliser.apply(to: &text)
                    return text.encoded().bytes
                }
                return (content, token)
            })
        self.normaliser = normaliser
        self.splitters = splitters
        self.model = model
        self.special = special
        let pieces = model.pieces
        blanks =
            special.trimming == nil
            ? [] : (0..<pieces.count).map { Self.blanks(of: pieces.spelling(of: Int32($0))) }
    }

    /// The same tokenizer for texts that are made lower case before all else.
    func lowercasing() -> TokenPipeline {
        guard !normaliser.lowercases else { return self }
        var changed = self
        changed.normaliser = Normaliser(steps: [.lowercase] + normaliser.steps)
        return changed
    }

    private static func blanks(of piece: String) -> (before: UInt16, after: UInt16) {
        func count(_ scalars: some Sequence<Unicode.Scalar>) -> UInt16 {
            UInt16(clamping: scalars.prefix { $0.value.isBlank }.count)
        }
        return (count(piece.unicodeScalars), count(piece.unicodeScalars.reversed()))
    }

    func encode(_ text: String, limit: Int, truncation: Truncation) -> Tokenization {
        let (pieces, dropped) = pieces(of: text, limit: limit, truncation)
        let end = text.utf8.count
        let tokens =
            special.before.map { token($0, 0..<0, isSpecial: true) }
            + pieces.map { token($0.id, $0.start..<max($0.start, $0.end), isSpecial: $0.isSpecial) }
            + special.after.map { token($0, end..<end, isSpecial: true) }
        return Tokenization(
            tokens: tokens, droppedCount: dropped,
            unknownCount: pieces.reduce(0) { $0 + ($1.id == model.unknown ? 1 : 0) })
    }

    func ids(of text: String, limit: Int, truncation: Truncation) -> [Int32] {
        special.before + pieces(of: text, limit: limit, truncation).pieces.map(\.id) + special.after
    }

    private func token(_ id: Int32, _ range: Range<Int>, isSpecial: Bool) -> Token {
        Token(id: id, text: model.pieces.spelling(of: id), range: range, isSpecial: isSpecial)
    }

    private func pieces(
        of text: String, limit: Int, _ truncation: Truncation
    ) -> (pieces: [PieceList.Piece], dropped: Int) {
        var text = text
        return text.withUTF8 { bytes in
            var list = PieceList(limit: limit - special.count, truncation: truncation)
            var scratch = TokenScratch()
            var position = 0
            for match in added.matches(in: bytes) {
                cut(bytes, position..<match.range.lowerBound, into: &list, &scratch)
                list.append(PieceList.Piece(match))
                position = match.range.upperBound
            }
            cut(bytes, position..<bytes.count, into: &list, &scratch)
            var pieces = list.pieces
            special.trimming?.apply(to: &pieces, blanks, in: bytes)
            return (pieces, list.dropped)
        }
    }

    /// Appends the pieces of a part of the text that holds no added token.
    private func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into list: inout PieceList,
        _ scratch: inout TokenScratch
    ) {
        guard !range.isEmpty else { return }
        var text = AlignedText(bytes, range)
        normaliser.apply(to: &text)
        guard !normalisedAdded.isEmpty else { return cut(&text, into: &list, &scratch) }
        let (encoded, places) = text.encoded()
        let index = Dictionary(
            zip(places + [encoded.count], 0...places.count), uniquingKeysWith: { first, _ in first })
        var position = 0
        for match in encoded.withUnsafeBufferPointer({ normalisedAdded.matches(in: $0) }) {
            guard let first = index[match.range.lowerBound], let end = index[match.range.upperBound],
                position <= first, first < end
            else { continue }
            var part = AlignedText(text, position..<first)
            cut(&part, into: &list, &scratch)
            list.append(
                PieceList.Piece(
                    id: match.token.id, start: text.starts[first], end: text.ends[end - 1],
                    isSpecial: match.token.isSpecial, isAdded: true))
            position = end
        }
        var part = AlignedText(text, position..<text.count)
        cut(&part, into: &list, &scratch)
    }

    private func cut(_ text: inout AlignedText, into list: inout PieceList, _ scratch: inout TokenScratch) {
        guard text.count > 0 else { return }
        var words = [0..<text.count]
        for splitter in splitters { splitter.apply(to: &text, &words) }
        var word = Word()
        for range in words {
            text.read(range, into: &word)
            if !word.isEmpty { model.cut(word, into: &list, &scratch) }
        }
    }
}
