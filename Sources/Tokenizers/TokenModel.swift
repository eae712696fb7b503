/// The last stage of a tokenizer: cuts a normalised word into pieces.
protocol TokenModel: Sendable {
    /// The piece of each id, added tokens included.
    var pieces: Pieces { get }
    /// The id of what has no piece; nil where that is left out.
    var unknown: Int32? { get }

    /// Appends the pieces of a word that isn't empty.
    func cut(_ word: Word, into list: inout PieceList, _ scratch: inout TokenScratch)
}

/// Memory that models use again for every word.
struct TokenScratch {
    var hashes: [UInt64] = []
    var path = UnigramPath()
    var pairs = PairMerger()
}
