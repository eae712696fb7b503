import Datasets
import Display
import Encoders
import Language
import Phrases
import Tensors
import TextModels

// Verbs over vectors.
extension Invocation {
    /// `embed D with ENCODER`.
    func embed() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        return .value(.vectors(try vectors(of: try dataset(operand), operand, with: try withEncoder())))
    }

    /// The vectors of a dataset's texts, with what is to be said about these.
    func vectors(
        of dataset: Dataset, _ argument: Argument, with reference: EncoderReference
    ) throws(Failure) -> Vectors {
        let texts = try reading { () throws(DataError) in try dataset.texts() }
        guard !texts.isEmpty else { throw Failure(.noRows(name: spelling(argument)), at: argument.span) }
        let coverage = try warnAboutTexts(texts, reference)
        let matrix = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
        return Vectors(
            matrix: matrix, texts: texts, dataset: dataset, encoder: reference, coverage: coverage)
    }

    /// `similarity "…", "…", … with ENCODER`: the cosine of two vectors, or a table of all pairs.
    func similarity() throws(Failure) -> Execution.Outcome {
        var texts: [String] = []
        for argument in command.operands { texts.append(try text(argument)) }
        let reference = try withEncoder()
        try warnAboutTexts(texts, reference)
        let matrix = try working { work throws(TextModelError) in try work.embed(texts, with: reference) }
        guard texts.count > 2 else { return .value(.number(Cosine.between(matrix, 0, matrix, 1))) }
        let rows = texts.indices.map { row -> [Cell] in
            let cosines = texts.indices.map { Cosine.between(matrix, row, matrix, $0) }
            return [.count(row + 1), .text(texts[row])] + cosines.map { .shaded($0, .fixed(3), scale: 1) }
        }
        return .value(
            .figure(
                .table,
                Table(
                    title: phrase("Cosines by \(reference.name)", zh: "余弦相似度（\(reference.name)）"),
                    columns: [.number("#"), .init(phrase("text", zh: "文本"))]
                        + texts.indices.map { .number("\($0 + 1)") },
                    rows: rows,
                    notes: [
                        phrase(
                            "1: the same direction; what counts as near differs between encoders, so compare within a table",
                            zh: "1 表示方向相同；多大算近因编码器而异，只在同一张表里比较")
                    ], limits: Table.Limits(rows: 60, columns: 62, cellWidth: 60))))
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
