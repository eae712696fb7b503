internal import Glibc

/// What a row's counts become.
struct RowWeighting: Sendable {
    let isBinary: Bool
    let isSublinear: Bool
    /// The weight of each column; rows get length 1 unless it is empty.
    let idf: [Double]

    init(_ settings: Vectorizer, idf: [Double]) {
        isBinary = settings.binary
        isSublinear = settings.sublinear
        self.idf = idf
    }

    /// Replaces the counts in `values`, which belong to `columns`.
    func apply(_ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeMutableBufferPointer<Double>) {
        if isBinary { for place in values.indices { values[place] = 1 } }
        if isSublinear { for place in values.indices { values[place] = log(values[place]) + 1 } }
        guard !idf.isEmpty else { return }
        var squares = 0.0
        for place in values.indices {
            values[place] *= idf[Int(columns[place])]
            squares += values[place] * values[place]
        }
        guard squares > 0 else { return }
        let length = squares.squareRoot()
        for place in values.indices { values[place] /= length }
    }
}
