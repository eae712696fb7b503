import Display
import Encoders
import Phrases
import Tensors
import TextModels

/// What vectors are, in figures.
enum VectorsView {
    /// Count, dimension, tokens, cut texts and lengths.
    static func card(_ vectors: Vectors) -> KeyValues {
        let norms = (0..<vectors.matrix.rows).map { row in
            vectors.matrix.withRow(row) { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }.squareRoot()
        }
        let format = NumberFormat.significant(4)
        let mean = format.text(norms.reduce(0, +) / Double(max(1, norms.count)))
        let (least, most) = (format.text(norms.min() ?? 0), format.text(norms.max() ?? 0))
        let isUnit = norms.allSatisfy { abs($0 - 1) < 1e-4 }
        return KeyValues(
            title: phrase("Vectors", zh: "向量"),
            [
                .init(phrase("texts", zh: "文本数"), NumberFormat.count(vectors.matrix.rows)),
                .init(phrase("dimensions", zh: "维数"), NumberFormat.count(vectors.matrix.columns)),
                .init(phrase("encoder", zh: "编码器"), vectors.encoder.name),
                .init(
                    phrase("lengths (norms)", zh: "长度（范数）"),
                    isUnit
                        ? phrase("all 1", zh: "均为 1")
                        : phrase(
                            "mean \(mean), from \(least) to \(most)", zh: "平均 \(mean)，从 \(least) 到 \(most)")),
            ] + TokensView.facts(vectors.coverage))
    }
}
