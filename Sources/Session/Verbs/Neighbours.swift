import Datasets
import Display
import Encoders
import Language
import Phrases
import Tensors
import TextModels

extension Invocation {
    /// `neighbours "…" in VECTORS, D or M [with ENCODER] [limit n]`: the nearest texts.
    func neighbours() throws(Failure) -> Execution.Outcome {
        let text = try text(try operand(0))
        let place = try searched(try required("in"))
        let vectors = place.vectors
        let pool = session.settings.threads.map { ThreadPool(threads: $0) } ?? .machine
        let query = try working { work throws(TextModelError) in
            try work.embed([text], with: vectors.encoder)
        }
        let cosines = Cosine.of(query, to: vectors.matrix, pool)
        let order = cosines.indices.sorted {
            cosines[$0] == cosines[$1] ? $0 < $1 : cosines[$0] > cosines[$1]
        }
        let labels = vectors.labels
        let nearest = order.prefix(max(1, integer("limit", default: 5)))
        let rows = nearest.map { row -> [Cell] in
            let cells: [Cell] = [
                .count(place.rows[row] + 1), .text(vectors.texts[row]), .bar(cosines[row], .fixed(4), of: 1),
            ]
            return labels.map { cells + [$0[row].map { .strong($0) } ?? .missing] } ?? cells
        }
        let columns: [Table.Column] = [
            .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
            .number(phrase("cosine", zh: "余弦")),
        ]
        let name = vectors.encoder.name
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase("Nearest texts by \(name)", zh: "意思最接近的文本（\(name)）"),
                    caption: place.caption,
                    columns: columns + (labels == nil ? [] : [.init(phrase("label", zh: "标签"))]),
                    rows: rows, limits: Table.Limits(rows: rows.count, columns: 5, cellWidth: 90))))
    }

    /// Where neighbours are looked for: the vectors, the row of the dataset that each comes from, and words about both.
    private struct Searched {
        let vectors: Vectors
        let rows: [Int]
        let caption: [String]
    }

    private func searched(_ argument: Argument) throws(Failure) -> Searched {
        switch try execution.value(of: argument) {
        case .vectors(let vectors):
            return Searched(vectors: vectors, rows: Array(vectors.texts.indices), caption: [])
        case .dataset(let dataset):
            let reference =
                try command.clause("with").map { argument throws(Failure) in try encoder(behind: argument).0 }
                ?? EncoderReference(name: Catalogue.encoders[0].name)
            let vectors = try vectors(of: dataset, argument, with: reference)
            return Searched(vectors: vectors, rows: Array(vectors.texts.indices), caption: [])
        case .model(let model): return try trainingTexts(of: model, argument)
        default: throw wrongType(argument, wanted: [.vectors, .dataset, .model])
        }
    }

    /// The texts that a model was trained on, as far as a dataset at hand has them.
    private func trainingTexts(of model: TextModel, _ argument: Argument) throws(Failure) -> Searched {
        let (reference, _) = try encoder(behind: argument)
        guard let found = try trainingRows(of: model) else {
            throw Failure(
                .noTrainingTexts(
                    model: spelling(argument), rows: model.provenance.rows, instead: "in reviews"),
                at: argument.span)
        }
        return Searched(
            vectors: try vectors(of: found.dataset, argument, with: reference), rows: found.places,
            caption: [found.caption])
    }
}

extension Cosine {
    /// The cosine of one vector, the only row of `query`, to each row of `matrix`; 0 to one that is zero.
    static func of(_ query: Matrix, to matrix: Matrix, _ pool: ThreadPool) -> [Double] {
        guard query.rows > 0, query.columns == matrix.columns else { return [] }
        let wanted = query.withRow(0) { $0.map(Double.init) }
        let length = VectorSums.dot(wanted, wanted).squareRoot()
        var products = [Double](repeating: 0, count: matrix.rows)
        matrix.addProduct(with: wanted, width: 1, to: &products, pool: pool)
        return products.indices.map { row in
            let square = matrix.withRow(row) { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
            return square > 0 && length > 0 ? products[row] / (square.squareRoot() * length) : 0
        }
    }
}
