internal import Tensors

extension ClassScatter {
    /// Both together; `other` has as many classes or more.
    ///
    /// Sums about one mean become sums about another by the binomial theorem, the sums of single deviations being 0.
    func adding(_ other: ClassScatter) -> ClassScatter {
        var both = ClassScatter(
            parts, counts.adding(other.counts), other.means, other.squares, other.thirds, other.fourths)
        if parts == .pooled { both.squares[0].add(squares[0], factor: 1) }
        for (label, count) in counts.enumerated() {
            let shares = MeanShift(count, other.counts[label])
            let gap = zip(other.means.row(label), means.row(label)).map { $0 - $1 }
            for (column, off) in gap.enumerated() {
                both.means[label, column] = means[label, column] + off * shares.ofOther
            }
            if parts == .shapes { both.join(label, self, other, gap, shares.ofOther) }
            if parts == .pooled {
                both.squares[0].addOuter(gap, factor: shares.weight)
            } else {
                both.squares[label].add(squares[label], factor: 1)
                both.squares[label].addOuter(gap, factor: shares.weight)
            }
        }
        return both
    }

    /// The sums of three and four of one class, about its new mean.
    private mutating func join(
        _ label: Int, _ left: ClassScatter, _ right: ClassScatter, _ gap: [Double], _ share: Double
    ) {
        var (third, fourth) = (thirds[label], fourths[label])
        for index in third.values.indices { third.values[index] = 0 }
        for index in fourth.values.indices { fourth.values[index] = 0 }
        left.addShapes(of: label, movedBy: gap.map { -$0 * share }, &third, &fourth)
        right.addShapes(of: label, movedBy: gap.map { $0 * (1 - share) }, &third, &fourth)
        thirds[label] = third
        fourths[label] = fourth
    }

    private func addShapes(
        of label: Int, movedBy shift: [Double], _ third: inout DoubleMatrix, _ fourth: inout DoubleMatrix
    ) {
        let (square, threes, fours) = (squares[label], thirds[label], fourths[label])
        let count = Double(counts[label])
        for j in shift.indices {
            for k in shift.indices {
                let (dj, dk) = (shift[j], shift[k])
                let jk = square[max(j, k), min(j, k)]
                let three = threes[j, k] + dk * square[j, j] + 2 * dj * jk + count * dj * dj * dk
                third[j, k] += three
                guard k <= j else { continue }
                let outer = 2 * dk * threes[j, k] + 2 * dj * threes[k, j] + 4 * dj * dk * jk
                let inner = dk * dk * square[j, j] + dj * dj * square[k, k] + count * dj * dj * dk * dk
                fourth[j, k] += fours[j, k] + outer + inner
            }
        }
    }
}

extension DoubleMatrix {
    /// Adds factor · other, element by element; the two have the same shape.
    mutating func add(_ other: DoubleMatrix, factor: Double) {
        VectorSums.add(factor, other.values, to: &values)
    }

    /// Adds factor · v · vᵀ to the lower triangle.
    mutating func addOuter(_ vector: [Double], factor: Double) {
        guard factor != 0 else { return }
        for row in vector.indices {
            let scaled = factor * vector[row]
            guard scaled != 0 else { continue }
            for column in 0...row { self[row, column] += scaled * vector[column] }
        }
    }
}
