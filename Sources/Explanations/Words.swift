/// The pieces of a text that people read: where explanations of different tokenisers meet.
public enum Words {
    /// The words of `text` as UTF-8 byte ranges, in order, without white space.
    ///
    /// White space separates; a Han character stands alone; a run of punctuation before or after a word is a piece of its
    /// own, while inside a word ("don't", "4.5") it belongs to it.
    public static func ranges(in text: String) -> [Range<Int>] { [] }
}
