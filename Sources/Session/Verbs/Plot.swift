import Classifiers
import Datasets
import Display
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `plot VECTORS [by COL]`: the plane of the two principal components.
    func plot() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        guard case .vectors(let vectors) = try execution.value(of: operand) else {
            throw wrongType(operand, wanted: [.vectors])
        }
        guard vectors.matrix.rows > 2 else {
            throw Failure(
                .tooFewRows(
                    rows: vectors.matrix.rows, needed: 3, purpose: phrase("a picture", zh: "画图")),
                at: operand.span)
        }
        let groups = try grouping(vectors)
        let pool = session.settings.threads.map { ThreadPool(threads: $0) } ?? .machine
        guard
            let components = PrincipalComponents(
                of: vectors.matrix, count: 2, pool: pool, shouldStop: shouldStop)
        else {
            if shouldStop() { throw Failure(.interrupted(step: "plot", done: nil, total: nil), at: span) }
            throw Failure(.notFinite(what: phrase("the vectors", zh: "向量")), at: operand.span)
        }
        let view = PlotView(
            name: spelling(operand), vectors: vectors, components: components,
            places: components.projections(of: vectors.matrix, pool: pool), groups: groups)
        return .value(.figure(.chart, try working { work throws(TextModelError) in try view.plot(work) }))
    }

    /// The groups that colours tell apart: those of the column behind `by`, else of the label.
    private func grouping(_ vectors: Vectors) throws(Failure) -> PlotGroups? {
        guard let by = command.clause("by") else {
            return vectors.labels.map { PlotGroups(of: $0) }
        }
        guard let name = by.value.text else { return nil }
        let dataset = vectors.dataset
        if dataset.columnNames.contains(name) || name != "label" && name != "text" {
            let column = try reading { () throws(DataError) in try dataset.column(name) }
            return PlotGroups(of: column)
        }
        let column = try reading { () throws(DataError) in
            name == "label" ? try dataset.labelColumn() : try dataset.textColumns()[0]
        }
        return PlotGroups(of: column)
    }
}

/// The groups into which a column's values put rows, the largest first.
struct PlotGroups: Sendable, Equatable {
    /// The column.
    let column: String
    /// The groups' names.
    private(set) var names: [String]
    /// Each row's group; nil where the value is missing.
    private(set) var codes: [Int?]

    private static let bins = 5

    /// Every value is a group; numbers with more than seven values fall into five groups of about the same size.
    init(of column: Column) {
        self.column = column.name
        let values = (0..<column.count).map { column[$0] }
        var counts: [String: Int] = [:]
        for value in values.compactMap(\.self) { counts[value, default: 0] += 1 }
        if column.kind == .number, counts.count > 7 {
            (names, codes) = Self.binned(column.numbers())
            return
        }
        names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        codes = values.map { $0.flatMap { places[$0] } }
    }

    private static func binned(_ numbers: [Double]) -> (names: [String], codes: [Int?]) {
        let sorted = numbers.filter { !$0.isNaN }.sorted()
        var bounds: [Double] = []
        for bin in 1..<bins {
            let bound = sorted[min(sorted.count - 1, sorted.count * bin / bins)]
            if bound > bounds.last ?? sorted[0] { bounds.append(bound) }
        }
        let words = bounds.map { NumberFormat.automatic.text($0) }
        let names = (0...bounds.count).map { bin in
            bounds.isEmpty
                ? phrase("all", zh: "全部")
                : bin == 0
                    ? "< \(words[0])"
                    : bin == bounds.count ? "≥ \(words[bin - 1])" : "\(words[bin - 1]) – \(words[bin])"
        }
        return (names, numbers.map { number in number.isNaN ? nil : bounds.count { $0 <= number } })
    }
}
