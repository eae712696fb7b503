import Classifiers
import Display
import Phrases
import Tensors
import TextModels

/// The picture of vectors in the plane of their principal components, and what can be said of it in figures.
struct PlotView {
    let name: String
    let vectors: Vectors
    let components: PrincipalComponents
    /// [texts × 2].
    let places: DoubleMatrix
    let groups: PlotGroups?

    /// More points than these are hard to read and make notebooks large.
    private static let mostPoints = 1000
    /// Silhouettes need the distances between all pairs.
    private static let mostPairs = 1000
    private static let mostGroups = 12

    func plot(_ work: Work) throws(TextModelError) -> ScatterPlot {
        let shown = Self.spread(places.rows, Self.mostPoints)
        let points = shown.map { row -> ScatterPlot.Point in
            let code = groups?.codes[row]
            let words = String(vectors.texts[row].prefix(60))
            let group = code.flatMap { code in groups.map { $0.names[code] + ": " } } ?? ""
            return ScatterPlot.Point(
                x: places[row, 0], y: places.columns > 1 ? places[row, 1] : 0, group: code,
                name: group + words)
        }
        let by = groups.map { phrase(" by \($0.column)", zh: "，按 \($0.column) 着色") } ?? ""
        return ScatterPlot(
            title: phrase("\(name)\(by): two principal components", zh: "\(name)\(by)：两个主成分"),
            xTitle: axis(0), yTitle: axis(1), points: points, groups: groups?.names ?? [],
            summary: try groups.map { groups throws(TextModelError) in try table(groups, work) },
            notes: notes(shown: shown.count))
    }

    private func axis(_ component: Int) -> String {
        let share = components.shares.indices.contains(component) ? components.shares[component] : 0
        let percent = NumberFormat.percent(1).text(share)
        return phrase(
            "component \(component + 1) (\(percent) of the variance)",
            zh: "主成分 \(component + 1)（占方差的 \(percent)）")
    }

    private func notes(shown: Int) -> [String] {
        let share = components.shares.reduce(0, +)
        let (percent, rest) = (
            NumberFormat.percent(1).text(share), NumberFormat.percent(1).text(max(0, 1 - share))
        )
        let others = vectors.matrix.columns - components.directions.rows
        var notes = [
            phrase(
                "The picture shows \(percent) of the variance. What is far apart here is far apart; what is near here may "
                    + "still differ in the other \(NumberFormat.count(others)) dimensions, which hold \(rest).",
                zh: "这张图反映了 \(percent) 的方差。图上离得远的确实远；图上离得近的，在其余 \(NumberFormat.count(others)) "
                    + "维（占 \(rest)）上仍可能不同。")
        ]
        if shown < places.rows {
            notes.append(
                phrase(
                    "\(NumberFormat.count(shown)) of \(NumberFormat.count(places.rows)) points are drawn, evenly spread over the rows; all count in the figures",
                    zh: "\(NumberFormat.count(places.rows)) 个点中均匀地画出 \(NumberFormat.count(shown)) 个；各项数值按全部计算"
                ))
        }
        return notes
    }

    // MARK: figures

    private func table(_ groups: PlotGroups, _ work: Work) throws(TextModelError) -> Table {
        let centroids = Centroids(of: vectors.matrix, groups.codes, count: groups.names.count)
        let silhouettes = try silhouettes(groups, work)
        let rows = groups.names.indices.prefix(Self.mostGroups).map { group -> [Cell] in
            let nearest = centroids.nearest(to: group)
            let centre = centroids.place(of: group, in: places)
            return [
                .strong(groups.names[group]), .count(centroids.sizes[group]), .number(centre.x, .fixed(3)),
                .number(centre.y, .fixed(3)), .number(centroids.spreads[group], .fixed(3)),
                nearest.map { .text(groups.names[$0.group]) } ?? .missing,
                nearest.map { .number($0.distance, .fixed(3)) } ?? .missing,
                silhouettes.mean[group].map { .signed($0, .fixed(3), scale: 1) } ?? .missing,
            ]
        }
        let overall = NumberFormat.fixed(3).text(silhouettes.all ?? .nan)
        let sample =
            silhouettes.rows < vectors.matrix.rows
            ? phrase(
                ", from \(NumberFormat.count(silhouettes.rows)) texts",
                zh: "，由 \(NumberFormat.count(silhouettes.rows)) 篇文本算得")
            : ""
        return Table(
            columns: [
                Table.Column(groups.column), .number(phrase("texts", zh: "文本数")),
                .number(phrase("centre 1", zh: "中心 1")), .number(phrase("centre 2", zh: "中心 2")),
                .number(phrase("spread", zh: "离散度")), Table.Column(phrase("nearest centre", zh: "最近的中心")),
                .number(phrase("distance", zh: "距离")), .number(phrase("silhouette", zh: "轮廓系数")),
            ], rows: Array(rows),
            notes: [
                phrase(
                    "spread: mean distance to the own centre; spread, distance and silhouette are taken in all "
                        + "\(NumberFormat.count(vectors.matrix.columns)) dimensions, not in the picture",
                    zh:
                        "离散度：到本组中心的平均距离；离散度、距离和轮廓系数按全部 \(NumberFormat.count(vectors.matrix.columns)) 维计算，不是图上的距离"
                ),
                phrase(
                    "mean silhouette \(overall)\(sample): 1 well apart, 0 mixed, below 0 nearer to another group",
                    zh: "平均轮廓系数 \(overall)\(sample)：1 表示分得开，0 表示混在一起，负数表示更接近别的组"),
            ],
            totalRows: groups.names.count > rows.count ? groups.names.count : nil,
            limits: Table.Limits(rows: Self.mostGroups, columns: 8, cellWidth: 28))
    }

    /// Mean silhouettes of the groups and of all rows, and how many rows they come from.
    private func silhouettes(
        _ groups: PlotGroups, _ work: Work
    ) throws(TextModelError) -> (mean: [Double?], all: Double?, rows: Int) {
        let coded = groups.codes.indices.filter { groups.codes[$0] != nil }
        let sample = Self.spread(coded.count, Self.mostPairs).map { coded[$0] }
        var picked = DoubleMatrix(rows: sample.count, columns: vectors.matrix.columns)
        for (row, place) in sample.enumerated() {
            for column in 0..<picked.columns { picked[row, column] = Double(vectors.matrix[place, column]) }
        }
        let codes = sample.compactMap { groups.codes[$0] }
        let count = groups.names.count
        let values: [Double]
        do throws(TensorError) {
            values = try Silhouette.values(of: picked, groups: codes, count: count)
        } catch { throw .tensor(error) }
        if work.shouldStop() { throw .interrupted }
        var (sums, sizes) = ([Double](repeating: 0, count: count), [Int](repeating: 0, count: count))
        for (value, code) in zip(values, codes) {
            sums[code] += value
            sizes[code] += 1
        }
        let mean = sums.indices.map { count > 1 && sizes[$0] > 0 ? sums[$0] / Double(sizes[$0]) : nil }
        let all = count > 1 && !values.isEmpty ? values.reduce(0, +) / Double(values.count) : nil
        return (mean, all, sample.count)
    }

    /// Up to `limit` of `count` places, evenly spread.
    private static func spread(_ count: Int, _ limit: Int) -> [Int] {
        count <= limit ? Array(0..<count) : (0..<limit).map { $0 * count / limit }
    }
}

/// The centres of groups of vectors, in all dimensions.
struct Centroids {
    /// The number of rows of each group.
    let sizes: [Int]
    /// The mean distance of a group's rows to its centre.
    let spreads: [Double]
    private let centres: [[Double]]
    private let codes: [Int?]

    init(of matrix: Matrix, _ codes: [Int?], count: Int) {
        var (sums, sizes) = (
            [[Double]](repeating: [Double](repeating: 0, count: matrix.columns), count: count),
            [Int](repeating: 0, count: count)
        )
        for (row, code) in codes.enumerated() {
            guard let code else { continue }
            sizes[code] += 1
            matrix.withRow(row) { values in
                sums[code].withUnsafeMutableBufferPointer { sum in
                    for column in values.indices { sum[column] += Double(values[column]) }
                }
            }
        }
        let centres = zip(sums, sizes).map { sum, size in sum.map { $0 / Double(max(1, size)) } }
        var distances = [Double](repeating: 0, count: count)
        for (row, code) in codes.enumerated() {
            guard let code else { continue }
            distances[code] += matrix.withRow(row) { values in
                centres[code].withUnsafeBufferPointer { centre in
                    var sum = 0.0
                    for column in values.indices {
                        let gap = Double(values[column]) - centre[column]
                        sum += gap * gap
                    }
                    return sum.squareRoot()
                }
            }
        }
        spreads = zip(distances, sizes).map { $0 / Double(max(1, $1)) }
        (self.sizes, self.centres, self.codes) = (sizes, centres, codes)
    }

    /// The group whose centre is nearest to that of `group`; nil when it is the only one.
    func nearest(to group: Int) -> (group: Int, distance: Double)? {
        centres.indices.filter { $0 != group && sizes[$0] > 0 }.map { other in
            let square = zip(centres[group], centres[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            return (other, square.squareRoot())
        }.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { (group: $0.0, distance: $0.1) }
    }

    /// The mean place of a group's rows in a picture.
    func place(of group: Int, in places: DoubleMatrix) -> (x: Double, y: Double) {
        var (x, y) = (0.0, 0.0)
        for (row, code) in codes.enumerated() where code == group {
            x += places[row, 0]
            if places.columns > 1 { y += places[row, 1] }
        }
        let size = Double(max(1, sizes[group]))
        return (x / size, y / size)
    }
}
