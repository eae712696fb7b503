import Datasets
import Display
import Encoders
import Language
import Phrases
import Tensors
import TextModels
import Tokenizers

// Verbs over tokens and vectors.
extension Invocation {
    /// The encoder behind `with`.
    private func withEncoder() throws(Failure) -> EncoderReference {
        let argument = try required("with")
        return try encoder(behind: argument).0
    }

    /// `tokens "…" with ENCODER`.
    func tokens() throws(Failure) -> Execution.Outcome {
        let text = try text(try operand(0))
        let reference = try withEncoder()
        let found = try working { work throws(TextModelError) in
            try work.library.encoder(reference).tokenize(text)
        }
        let bytes = Array(text.utf8)
        let rows = found.tokens.enumerated().map { index, token -> [Cell] in
            [
                .count(index + 1), .code(token.text), .number(Double(token.id), .fixed(0)),
                token.range.isEmpty ? .missing : .text(String(decoding: bytes[token.range], as: UTF8.self)),
            ]
        }
        var notes = [
            phrase(
                "\(found.tokens.count) tokens, special ones included", zh: "\(found.tokens.count) 个词元，包括特殊词元")
        ]
        if found.unknownCount > 0 {
            let share = NumberFormat.percent(0).text(Double(found.unknownCount) / Double(found.tokens.count))
            notes.append(
                phrase(
                    "\(found.unknownCount) of them (\(share)) are unknown to this encoder: it can't tell them apart",
                    zh: "其中 \(found.unknownCount) 个（\(share)）这个编码器不认识，不能区分")
            )
        }
        if found.droppedCount > 0 {
            notes.append(
                phrase(
                    "\(found.droppedCount) more tokens were cut at the encoder's limit",
                    zh: "超出编码器上限，另有 \(found.droppedCount) 个词元被截去"))
        }
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase("Tokens of \(reference.name)", zh: "\(reference.name) 的词元（token）"),
                    columns: [
                        .number("#"), .init(phrase("token", zh: "词元")), .number("id"),
                        .init(phrase("in the text", zh: "在文本中")),
                    ], rows: rows,
                    notes: notes, limits: Table.Limits(rows: 600, columns: 5, cellWidth: 40))))
    }

    /// `embed D with ENCODER`.
    func embed() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let reference = try withEncoder()
        var texts: [String] = []
        var labels: [String?] = []
        switch try execution.value(of: operand) {
        case .dataset(let dataset):
            texts = try reading { () throws(DataError) in try dataset.texts() }
            let column = dataset.roles.label.flatMap { label in dataset.columns.first { $0.name == label } }
            labels = texts.indices.map { column?[$0] }
        case .text(let text): (texts, labels) = ([text], [nil])
        default: throw wrongType(operand, wanted: [.dataset, .text])
        }
        try warnAboutTexts(texts, reference)
        let matrix = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
        return .value(.vectors(Vectors(matrix: matrix, texts: texts, labels: labels, encoder: reference)))
    }

    /// `similarity "…", "…" with ENCODER`: the cosine of the two vectors.
    func similarity() throws(Failure) -> Execution.Outcome {
        let texts = [try text(try operand(0)), try text(try operand(1))]
        let reference = try withEncoder()
        let matrix = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
        return .value(.number(Cosine.between(matrix, 0, matrix, 1)))
    }

    /// `neighbours "…" in VECTORS or D`: the nearest texts.
    func neighbours() throws(Failure) -> Execution.Outcome {
        let text = try text(try operand(0))
        let place = try required("in")
        let vectors = try vectors(place)
        let query = try working { work throws(TextModelError) in try work.embed([text], with: vectors.encoder)
        }
        let cosines = vectors.texts.indices.map { Cosine.between(query, 0, vectors.matrix, $0) }
        let order = cosines.indices.sorted {
            cosines[$0] == cosines[$1] ? $0 < $1 : cosines[$0] > cosines[$1]
        }
        let limit = integer("limit", default: 10)
        let hasLabels = vectors.labels.contains { $0 != nil }
        let rows = order.prefix(max(1, limit)).map { row -> [Cell] in
            let cells: [Cell] = [
                .count(row + 1), .text(vectors.texts[row]), .bar(cosines[row], .fixed(4), of: 1),
            ]
            return hasLabels ? cells + [vectors.labels[row].map { .strong($0) } ?? .missing] : cells
        }
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase(
                        "Nearest texts by \(vectors.encoder.name)", zh: "意思最接近的文本（\(vectors.encoder.name)）"),
                    columns: [
                        .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
                        .number(phrase("cosine", zh: "余弦")),
                    ]
                        + (hasLabels ? [.init(phrase("label", zh: "标签"))] : []),
                    rows: rows, limits: Table.Limits(rows: rows.count, columns: 5, cellWidth: 90))))
    }

    private func vectors(_ argument: Argument) throws(Failure) -> Vectors {
        switch try execution.value(of: argument) {
        case .vectors(let vectors): return vectors
        case .dataset(let dataset):
            let texts = try reading { () throws(DataError) in try dataset.texts() }
            let reference = EncoderReference(name: Catalogue.encoders[0].name)
            let matrix = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
            let column = dataset.roles.label.flatMap { label in dataset.columns.first { $0.name == label } }
            return Vectors(
                matrix: matrix, texts: texts, labels: texts.indices.map { column?[$0] }, encoder: reference)
        default: throw wrongType(argument, wanted: [.vectors, .dataset])
        }
    }
}

/// The cosine of the angle between two vectors.
enum Cosine {
    /// Between two rows; 0 when one of them is zero.
    static func between(_ left: Matrix, _ row: Int, _ right: Matrix, _ other: Int) -> Double {
        left.withRow(row) { a in
            right.withRow(other) { b in
                var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
                for index in 0..<min(a.count, b.count) {
                    let (x, y) = (Double(a[index]), Double(b[index]))
                    product += x * y
                    squaresA += x * x
                    squaresB += y * y
                }
                return squaresA > 0 && squaresB > 0 ? product / (squaresA * squaresB).squareRoot() : 0
            }
        }
    }
}
