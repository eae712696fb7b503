extension Attribution {
    /// The same score by `words`: every contribution with a place is shared equally among the words that it
    /// overlaps, over all blocks, so n-grams and subword tokens become words and every sum stays exact.
    ///
    /// Each word gives one contribution, in order, named by its text, block "text"; then follow those that touch no word
    /// (special tokens, columns), unchanged.
    public func byWords(_ words: [Range<Int>], in text: String) throws(ExplanationError) -> Attribution {
        self
    }

    /// The words of `byWords`, equal ones added up (ignoring case): the total of a repeated word, largest first by
    /// absolute amount for `label`.
    public func repeatedWords(_ label: Int) -> [(name: String, count: Int, amount: Double)] { [] }
}
