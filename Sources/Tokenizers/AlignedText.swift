/// A text on its way through normalisation: code points, each with the bytes of the original that it stands for.
///
/// How ranges follow a change is the reference's rule, which is that of Hugging Face's `tokenizers`.
struct AlignedText: Sendable, Equatable {
    /// A code point of a changed text: 0 replaces one of the old, 1 is put in after it, −n replaces one and removes
    /// the n that follow.
    struct Change {
        let point: UInt32
        var shift: Int = 0
    }

    private(set) var points: [UInt32] = []
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []
    /// The first byte of the original that this is a part of.
    let base: Int

    var count: Int { points.count }

    init(base: Int = 0) { self.base = base }

    /// The bytes `range` of a text.
    init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        base = range.lowerBound
        reserve(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let (point, end) = text.scalar(at: position)
            append(point, position, end)
            position = end
        }
    }

    /// A part of a text.
    init(_ text: AlignedText, _ range: Range<Int>) {
        base = range.isEmpty ? text.base : text.starts[range.lowerBound]
        points = Array(text.points[range])
        starts = Array(text.starts[range])
        ends = Array(text.ends[range])
    }

    mutating func reserve(_ count: Int) {
        points.reserveCapacity(count)
        starts.reserveCapacity(count)
        ends.reserveCapacity(count)
    }

    @inline(__always)
    mutating func append(_ point: UInt32, _ start: Int, _ end: Int) {
        points.append(point)
        starts.append(start)
        ends.append(end)
    }

    /// Appends a code point that stands for what `other` has at `index`.
    @inline(__always)
    mutating func append(_ point: UInt32, for other: AlignedText, at index: Int) {
        append(point, other.starts[index], other.ends[index])
    }

    /// Replaces each code point by at most one.
    mutating func map(_ change: (UInt32) -> UInt32?) {
        var kept = 0
        for index in points.indices {
            guard let point = change(points[index]) else { continue }
            points[kept] = point
            starts[kept] = starts[index]
            ends[kept] = ends[index]
            kept += 1
        }
        points.removeSubrange(kept...)
        starts.removeSubrange(kept...)
        ends.removeSubrange(kept...)
    }

    /// Becomes the changed text; where changes lead beyond the end, its last place stands for them.
    mutating func transform(_ changes: [Change]) {
        var result = AlignedText(base: base)
        result.reserve(changes.count)
        var place = 0
        for change in changes {
            if change.shift > 0 {
                let before = min(place, count) - 1
                result.append(
                    change.point, before < 0 ? base : starts[before], before < 0 ? base : ends[before])
            } else {
                let here = min(place, count - 1)
                result.append(change.point, here < 0 ? base : starts[here], here < 0 ? base : ends[here])
                place += 1 - change.shift
            }
        }
        self = result
    }

    /// The UTF-8 of the code points, and where that of each begins.
    func encoded() -> (bytes: [UInt8], places: [Int]) {
        var bytes: [UInt8] = []
        var places: [Int] = []
        for point in points {
            places.append(bytes.count)
            bytes.append(
                contentsOf: UTF8.encode(Unicode.Scalar(point) ?? "\u{FFFD}")
                    ?? UTF8.encodedReplacementCharacter)
        }
        return (bytes, places)
    }

    /// Sets `word` to a part of the text.
    func read(_ range: Range<Int>, into word: inout Word) {
        word.clear()
        for index in range {
            let point = points[index]
            if point < 0x80 {
                word.append(ascii: UInt8(truncatingIfNeeded: point), from: starts[index], to: ends[index])
            } else {
                word.append(point, from: starts[index], to: ends[index])
            }
        }
    }
}
