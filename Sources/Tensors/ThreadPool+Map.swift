extension ThreadPool {
    /// The results of `body` for each number in `0 ..< count`, in order, computed on the pool's threads.
    public func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: max(0, count)) { buffer, initialised in
            // Each piece initialises a place of its own, so threads never meet.
            nonisolated(unsafe) let places = buffer
            forEach(places.count) { piece in
                let result = body(piece)
                (places.baseAddress.map { $0 + piece })?.initialize(to: result)
            }
            initialised = places.count
        }
    }

    /// Hands each piece its own part of `array`: piece i writes the elements `bounds[i] ..< bounds[i + 1]`.
    ///
    /// `bounds` must ascend from 0 to the array's count.
    public func forEachPart<Element>(
        of array: inout [Element], bounds: [Int],
        _ body: @Sendable (_ piece: Int, _ part: UnsafeMutableBufferPointer<Element>) -> Void
    ) {
        precondition(bounds.first == 0 && bounds.last == array.count, "bounds don't cover the array")
        array.withUnsafeMutableBufferPointer { all in
            // The parts are disjoint, so threads never meet.
            nonisolated(unsafe) let all = all
            forEach(bounds.count - 1) { piece in
                body(piece, UnsafeMutableBufferPointer(rebasing: all[bounds[piece]..<bounds[piece + 1]]))
            }
        }
    }
}
