import Display
import Phrases
import Tensors
import TextModels

/// Which training texts stand behind a decision: the nearest, and those that move the score most.
struct EvidenceView {
    /// The training texts with their labels.
    struct Training {
        let documents: Documents
        /// Their rows in the dataset, from 0.
        let places: [Int]
        /// Their labels as the model numbers them.
        let codes: [Int]
    }

    let model: TextModel
    let evidence: TextModel.Evidence
    let training: Training
    /// The dataset that has them.
    let dataset: String
    let limit: Int

    /// The label that the model gives, by its scores.
    private var label: Int {
        evidence.scores.indices.max {
            (evidence.scores[$0], $1) < (evidence.scores[$1], $0)
        } ?? 0
    }

    /// Both tables.
    func page() -> Page {
        let name = model.labels[label]
        var parts: [any Displayable] = [
            Heading(phrase("Training texts behind “\(name)”", zh: "判为“\(name)”所依据的训练文本")), nearest(),
        ]
        if let table = movers() { parts.append(table) }
        return Page(parts)
    }

    // MARK: nearest

    private func nearest() -> Table {
        let order = evidence.cosines.indices.sorted {
            evidence.cosines[$0] == evidence.cosines[$1]
                ? $0 < $1 : evidence.cosines[$0] > evidence.cosines[$1]
        }.prefix(limit)
        let flagged = order.contains { isSuspicious($0) }
        let rows = order.map { row -> [Cell] in
            cells(row) + [.bar(evidence.cosines[row], .fixed(4), of: 1), .text(remark(row))]
        }
        return Table(
            title: phrase("Nearest training texts", zh: "最接近的训练文本"), caption: [caption],
            columns: Self.columns + [.number(phrase("cosine", zh: "余弦")), .init(phrase("remark", zh: "备注"))],
            rows: rows,
            notes: flagged
                ? [
                    phrase(
                        "possible label error: the text has another label than this decision, and the model itself, though trained on it, gives it another",
                        zh: "标签可能有误：它的标签与这个判断不同，而且模型虽然用它训练过，仍把它判为别的标签")
                ] : [], limits: Table.Limits(rows: limit, columns: 6, cellWidth: 90))
    }

    private static var columns: [Table.Column] {
        [
            .number(phrase("row", zh: "行")), .init(phrase("text", zh: "文本")),
            .init(phrase("label", zh: "标签")),
        ]
    }

    private func cells(_ row: Int) -> [Cell] {
        [
            .count(training.places[row] + 1), .text(training.documents.texts[row]),
            .strong(model.labels[training.codes[row]]),
        ]
    }

    private var caption: String {
        let (count, all) = (
            NumberFormat.count(training.places.count), NumberFormat.count(model.provenance.rows)
        )
        return phrase(
            "by the model's own features, among the \(count) of its \(all) training rows that are in \(dataset)",
            zh: "按模型自己的特征；它的 \(all) 行训练数据中，在 \(dataset) 里的 \(count) 行")
    }

    private func isSuspicious(_ row: Int) -> Bool {
        training.codes[row] != label && evidence.given[row] != training.codes[row]
    }

    private func remark(_ row: Int) -> String {
        guard training.codes[row] != label else { return "" }
        guard isSuspicious(row) else { return phrase("another label", zh: "标签不同") }
        let given = model.labels[evidence.given[row]]
        return phrase(
            "possible label error: the model says \(given)", zh: "标签可能有误：模型判为 \(given)")
    }

    // MARK: what moves the score

    /// The training texts with the largest α·k; nil where the weights aren't such a sum.
    private func movers() -> Table? {
        guard let parts = evidence.parts, let residual = evidence.residual(label) else { return nil }
        let own = (0..<parts.rows).map { parts[$0, label] }
        let size = own.reduce(0) { $0 + abs($1) }
        let order = own.indices.sorted {
            abs(own[$0]) == abs(own[$1]) ? $0 < $1 : abs(own[$0]) > abs(own[$1])
        }.prefix(limit)
        let scale = order.first.map { abs(own[$0]) } ?? 1
        let format = NumberFormat.fixed(4)
        var table = Table(
            title: phrase(
                "Training texts that move the score of \(model.labels[label]) most",
                zh: "最影响 \(model.labels[label]) 得分的训练文本"),
            columns: Self.columns + [
                .number(phrase("adds", zh: "贡献")), .number(phrase("cosine", zh: "余弦")),
            ],
            rows: order.map {
                cells($0) + [
                    .signed(own[$0], format, scale: scale), .number(evidence.cosines[$0], format),
                ]
            })
        table.rules = [table.rows.count - 1]
        let others = own.reduce(0, +) - order.reduce(0) { $0 + own[$1] }
        for (name, value) in [
            (
                phrase(
                    "the other \(NumberFormat.count(own.count - order.count))",
                    zh: "其余 \(own.count - order.count) 篇"), others
            ),
            (phrase("bias", zh: "偏置"), evidence.bias[label]),
            (phrase("score (before calibration)", zh: "得分（校准之前）"), evidence.scores[label]),
            (phrase("residual", zh: "残差"), residual),
        ] {
            table.rows.append([.empty, .text(name), .empty, .signed(value, format, scale: 0)])
        }
        table.notes = [
            phrase(
                "adds: α·⟨x_i, x⟩, with α what the text pulls at the weights where the head was fitted to its optimum (representer weights). "
                    + "All of them and the bias are the score, up to the residual.",
                zh: "贡献：α·⟨x_i, x⟩，α 是分类头达到最优时这篇文本对权重的拉力（representer 权重）。所有贡献与偏置之和就是得分，误差为残差。")
        ]
        if abs(residual) > 1e-2 * max(1, size) {
            table.notes.append(
                phrase(
                    "The residual is not small: training rows are missing here, or the weights are not at the optimum; take the amounts as a hint only.",
                    zh: "残差不小：这里缺少一些训练行，或权重没有达到最优；这些贡献只能作参考。"))
        }
        table.limits = Table.Limits(rows: table.rows.count, columns: 5, cellWidth: 90)
        return table
    }
}
