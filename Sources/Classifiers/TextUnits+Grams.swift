extension TextUnits {
    /// Calls `body` for every n-gram with its bytes, its hash and the units it covers.
    func forEachGram(
        _ settings: Vectorizer, _ body: (UnsafeBufferPointer<UInt8>, UInt64, ClosedRange<Int>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { bytes in
            forEachRange(settings) { first, last in
                let span = UnsafeBufferPointer(rebasing: bytes[units[first].start..<units[last].end])
                body(span, SpanTable.hash(span), first...last)
            }
        }
    }

    private func forEachRange(_ settings: Vectorizer, _ body: (Int, Int) -> Void) {
        for stretch in 1..<stretches.count {
            let (begin, end) = (stretches[stretch - 1], stretches[stretch])
            guard begin < end else { continue }
            for length in settings.ngrams {
                // As scikit-learn's char_wb has it, a word shorter than the n-gram counts once, whole.
                if settings.analyser == .charactersInWords, length >= end - begin {
                    body(begin, end - 1)
                    break
                }
                guard length <= end - begin else { break }
                for first in begin...end - length { body(first, first + length - 1) }
            }
        }
        guard settings.analyser == .words, settings.ngrams == 1...1 else { return }
        for second in units.indices.dropFirst() where units[second].isJoined { body(second - 1, second) }
    }

    /// Where the units `range` stand in the text.
    func source(_ range: ClosedRange<Int>) -> Range<Int> {
        units[range.lowerBound].source.lowerBound..<units[range.upperBound].source.upperBound
    }
}
