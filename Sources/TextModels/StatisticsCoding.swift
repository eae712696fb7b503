internal import Classifiers
internal import Tensors

/// What a head keeps for updates as a model file holds it: kind and counts in the header, arrays in sections.
struct StatisticsCoding: Codable {
    var kind: String
    var parts: String?
    var counts: [Int]

    init(_ statistics: HeadStatistics, into archive: inout ModelArchive) {
        counts = statistics.counts
        switch statistics {
        case .sums(let sums):
            kind = "sums"
            archive.add("kept sums", sums.sums)
        case .moments(let moments):
            kind = "moments"
            archive.add("kept means", moments.means.values)
            archive.add("kept squares", moments.squares.values)
        case .scatter(let scatter):
            kind = "scatter"
            parts = scatter.parts.rawValue
            archive.add("kept means", scatter.means.values)
            archive.add("kept squares", scatter.squares.flatMap(\.lowerTriangle))
            archive.add("kept thirds", scatter.thirds.flatMap(\.values))
            archive.add("kept fourths", scatter.fourths.flatMap(\.lowerTriangle))
        }
    }

    /// The statistics; nil when something is missing or contradicts the rest.
    func statistics(from archive: ModelArchive, columns: Int, labels: Int) -> HeadStatistics? {
        guard counts.count == labels else { return nil }
        func matrix(_ name: String) -> DoubleMatrix? {
            archive.numbers(name, as: Double.self).flatMap {
                try? DoubleMatrix(rows: labels, columns: columns, values: $0)
            }
        }
        switch kind {
        case "sums":
            guard let sums = archive.numbers("kept sums", as: Double.self), sums.count == columns * labels
            else { return nil }
            return (try? ClassSums(counts: counts, sums: sums)).map { .sums($0) }
        case "moments":
            guard let means = matrix("kept means"), let squares = matrix("kept squares") else { return nil }
            return (try? ClassMoments(counts: counts, means: means, squares: squares)).map { .moments($0) }
        case "scatter":
            guard let means = matrix("kept means"), let parts = parts.flatMap(ClassScatter.Parts.init),
                let squares = triangles("kept squares", from: archive, columns),
                let fourths = triangles("kept fourths", from: archive, columns),
                let thirds = archive.numbers("kept thirds", as: Double.self)
            else { return nil }
            let scatter = try? ClassScatter(
                parts: parts, counts: counts, means: means, squares: squares,
                thirds: thirds.pieces(of: columns * columns).compactMap {
                    try? DoubleMatrix(rows: columns, columns: columns, values: Array($0))
                }, fourths: fourths)
            return scatter.map { .scatter($0) }
        default: return nil
        }
    }

    private func triangles(
        _ name: String, from archive: ModelArchive, _ columns: Int
    ) -> [DoubleMatrix]? {
        archive.numbers(name, as: Double.self)?.pieces(of: columns * (columns + 1) / 2).map {
            DoubleMatrix(lowerTriangle: $0, size: columns)
        }
    }
}

/// What training texts looked like, as a model file holds it.
struct ProfileCoding: Codable {
    struct Block: Codable {
        var familiarity: Familiarity?
        var section: String?
    }

    var rows: Int
    var blocks: [Block]
    /// Numbers whose sums don't overflow.
    private static let possible = 0...1 << 40

    init(_ profile: FeatureProfile, into archive: inout ModelArchive) {
        rows = profile.rows
        var coded: [Block] = []
        for block in profile.blocks {
            switch block {
            case .counted(let familiarity): coded.append(Block(familiarity: familiarity))
            case .dense(let mean, let squares):
                let section = "profile \(coded.count)"
                archive.add(section, mean + [squares])
                coded.append(Block(section: section))
            }
        }
        blocks = coded
    }

    /// The profile; nil when something is missing or contradicts the rest.
    func profile(from archive: ModelArchive) -> FeatureProfile? {
        guard Self.possible.contains(rows) else { return nil }
        var found: [FeatureProfile.Block] = []
        for block in blocks {
            if let familiarity = block.familiarity {
                let figures = [familiarity.units, familiarity.unknown, familiarity.rare]
                guard figures.allSatisfy(Self.possible.contains) else { return nil }
                found.append(.counted(familiarity))
            } else if let section = block.section, let numbers = archive.numbers(section, as: Double.self),
                let squares = numbers.last, numbers.allSatisfy(\.isFinite), squares >= 0
            {
                found.append(.dense(mean: Array(numbers.dropLast()), squares: squares))
            } else {
                return nil
            }
        }
        return FeatureProfile(rows: rows, blocks: found)
    }
}

extension DoubleMatrix {
    /// The elements on and below the diagonal, row by row.
    fileprivate var lowerTriangle: [Double] {
        var kept: [Double] = []
        kept.reserveCapacity(rows * (rows + 1) / 2)
        for row in 0..<rows { kept += values[row * columns...row * columns + row] }
        return kept
    }

    /// The matrix with these elements on and below its diagonal, and zeros above.
    fileprivate init(lowerTriangle: ArraySlice<Double>, size: Int) {
        self.init(rows: size, columns: size)
        var place = lowerTriangle.startIndex
        for row in 0..<size {
            for column in 0...row {
                self[row, column] = lowerTriangle[place]
                place += 1
            }
        }
    }
}

extension [Double] {
    /// Pieces of one length; what is left over makes the number of pieces wrong, which whoever reads them checks.
    fileprivate func pieces(of length: Int) -> [ArraySlice<Double>] {
        guard length > 0, count.isMultiple(of: length) else { return [] }
        return stride(from: 0, to: count, by: length).map { self[$0..<$0 + length] }
    }
}
