extension SymbolEncoder {
    /// So many runs of cells are packed side by side: each match waits for the one before it in its run, and meanwhile the
    /// processor goes on with the others.
    private static let lanes = 4

    /// A run of cells that is being packed.
    private struct Lane {
        /// The next byte, and the end of its cell.
        var place, cellEnd: Int
        /// That cell, and the one behind the last.
        var cell: Int
        let end: Int
        /// Where the next code goes, and where the first went.
        var filled: Int
        let start: Int
    }

    /// What a lane works on.
    private struct Work {
        let text: UnsafeRawBufferPointer
        let ends: UnsafeBufferPointer<UInt32>
        let codes: UnsafeMutableBufferPointer<UInt8>
        /// The ends of the cells' codes.
        let offsets: UnsafeMutableBufferPointer<UInt32>
        let matcher: Matcher

        /// A lane for some cells; their codes go to twice the place of their text, which is the worst case.
        func lane(_ cells: Range<Int>) -> Lane {
            let place = cells.lowerBound == 0 ? 0 : Int(ends[cells.lowerBound - 1])
            var lane = Lane(
                place: place, cellEnd: place, cell: cells.lowerBound, end: cells.upperBound,
                filled: 2 * place, start: 2 * place)
            if !cells.isEmpty { lane.cellEnd = Int(ends[cells.lowerBound]) }
            closeCells(&lane)
            return lane
        }

        /// Notes the end of the cells that have no further byte.
        @inline(__always)
        func closeCells(_ lane: inout Lane) {
            while lane.place == lane.cellEnd, lane.cell < lane.end {
                offsets[lane.cell] = UInt32(truncatingIfNeeded: lane.filled - lane.start)
                lane.cell += 1
                if lane.cell < lane.end { lane.cellEnd = Int(ends[lane.cell]) }
            }
        }

        /// Packs the next symbol, or byte.
        @inline(__always)
        func step(_ lane: inout Lane) {
            let word = UInt64(
                littleEndian: text.loadUnaligned(fromByteOffset: lane.place, as: UInt64.self))
            let match = matcher.match(word, room: lane.cellEnd &- lane.place)
            codes[lane.filled] = match.code
            // Only behind an escape does this byte stay.
            codes[lane.filled &+ 1] = UInt8(truncatingIfNeeded: word)
            lane.filled &+= match.code == SymbolTable.escape ? 2 : 1
            lane.place &+= match.length
            if lane.place == lane.cellEnd { closeCells(&lane) }
        }

        /// Packs four runs of cells to their ends.
        func pack(_ runs: [Range<Int>]) -> [Lane] {
            var (first, second, third, fourth) = (
                lane(runs[0]), lane(runs[1]), lane(runs[2]), lane(runs[3])
            )
            while first.cell < first.end, second.cell < second.end, third.cell < third.end,
                fourth.cell < fourth.end
            {
                step(&first)
                step(&second)
                step(&third)
                step(&fourth)
            }
            var lanes = [first, second, third, fourth]
            for index in lanes.indices { while lanes[index].cell < lanes[index].end { step(&lanes[index]) } }
            return lanes
        }
    }

    /// Packs cells that end at `ends`; behind the last there must be 8 bytes more.
    ///
    /// Gives the codes, and where each cell's end.
    func pack(_ text: [UInt8], ends: ArraySlice<UInt32>) -> (codes: [UInt8], ends: [UInt32]) {
        let runs = Self.runs(ends)
        let length = Int(ends.last ?? 0)
        var offsets = [UInt32](repeating: 0, count: ends.count)
        var codes: [UInt8] = []
        // A last code is followed by a byte that doesn't stay.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * length + 1) { room in
            let lanes = withMatcher { matcher in
                text.withUnsafeBytes { text in
                    ends.withUnsafeBufferPointer { ends in
                        offsets.withUnsafeMutableBufferPointer { offsets in
                            Work(text: text, ends: ends, codes: room, offsets: offsets, matcher: matcher)
                                .pack(runs)
                        }
                    }
                }
            }
            codes.reserveCapacity(lanes.reduce(0) { $0 + $1.filled - $1.start })
            for (lane, cells) in zip(lanes, runs) {
                let before = UInt32(truncatingIfNeeded: codes.count)
                for cell in cells { offsets[cell] &+= before }
                codes.append(contentsOf: room[lane.start..<lane.filled])
            }
        }
        return (codes, offsets)
    }

    /// Cells in runs of about as many bytes each.
    private static func runs(_ ends: ArraySlice<UInt32>) -> [Range<Int>] {
        let length = Int(ends.last ?? 0)
        var runs: [Range<Int>] = []
        var (start, cell) = (0, 0)
        for lane in 1...lanes {
            while cell < ends.count,
                lane == lanes || Int(ends[ends.startIndex + cell]) <= length * lane / lanes
            {
                cell += 1
            }
            runs.append(start..<cell)
            start = cell
        }
        return runs
    }
}
