import Classifiers
import Display
import Phrases
import TextModels

/// One recipe or model in a comparison.
struct Contender: Sendable {
    let name: String
    let accuracy, macroF1: Spread
    /// Not a number for a head without probabilities.
    let logLoss, calibrationError: Spread
    /// What holds the accuracy on texts like these in 95 of 100 cases; only on one test set.
    var interval: ClosedRange<Double>?
    /// Its accuracy against the first contender's; nil for the first.
    var gain: PairedDifference?
    /// Seconds to fit; nil when it was fitted before.
    var fitSeconds: Double?
    var textsPerSecond = 0.0
    /// The size of its file, and of the encoders it needs.
    var bytes: Int?
    var encoderBytes = 0

    /// How predictions on one test set do, and beside those of the first contender.
    init(
        _ name: String, _ predictions: TextModel.Predictions, _ corpus: Corpus,
        against first: TextModel.Predictions?
    ) throws(TextModelError) {
        let rows = Array(corpus.texts.indices)
        func spread(_ score: Score) throws(TextModelError) -> Spread {
            Spread([try predictions.value(score, on: corpus, rows: rows)])
        }
        self.name = name
        accuracy = try spread(.accuracy)
        macroF1 = try spread(.macroF1)
        logLoss = try spread(.logLoss)
        calibrationError = try spread(.calibrationError)
        let right = rows.count { predictions.labels[$0] == corpus.codes[$0] }
        let wilson = ProportionInterval.wilson(successes: right, of: rows.count)
        interval = wilson.lower...wilson.upper
        guard let first else { return }
        do throws(ClassifierError) {
            gain = try PairedDifference(truth: corpus.codes, left: first.labels, right: predictions.labels)
        } catch { throw .classifier(error) }
    }

    /// How one recipe did over folds and repetitions: figures of each fold; the calibration error, which few texts overstate,
    /// over all folds of a repetition.
    init(_ name: String, _ outcomes: [CrossValidation], _ corpus: Corpus) throws(TextModelError) {
        func spread(_ score: Score) throws(TextModelError) -> Spread {
            var values: [Double?] = []
            for outcome in outcomes { values += try outcome.values(score, on: corpus) }
            return Spread(values)
        }
        self.name = name
        accuracy = try spread(.accuracy)
        macroF1 = try spread(.macroF1)
        logLoss = try spread(.logLoss)
        var errors: [Double?] = []
        for outcome in outcomes {
            errors.append(
                try outcome.predictions.value(
                    .calibrationError, on: corpus, rows: Array(corpus.texts.indices)))
        }
        calibrationError = Spread(errors)
        let fits = outcomes.flatMap(\.fitSeconds)
        fitSeconds = fits.reduce(0, +) / Double(max(1, fits.count))
        let seconds = outcomes.flatMap(\.predictSeconds).reduce(0, +)
        textsPerSecond = Double(corpus.count * outcomes.count) / max(1e-9, seconds)
        bytes = outcomes.first?.modelBytes
    }

    /// Takes down how large a model is.
    mutating func size(of model: TextModel, in library: EncoderLibrary) {
        // A size that can't be told is shown as unknown.
        bytes = try? model.fileSize()
        for reference in model.recipe.features.encoders {
            encoderBytes += library.weightBytes(of: reference) ?? 0
        }
    }
}

/// How comparisons are shown.
struct CompareView {
    /// What a hybrid gains over the best of the others.
    struct Gain {
        let hybrid, other: String
        let difference: PairedDifference
        let isBestOfSeveral: Bool
    }

    /// In the order given.
    let contenders: [Contender]
    let texts: Int
    let title: String
    let gain: Gain?
    var notes: [String] = []
    /// Whether figures are means over folds.
    var isFolded = false

    private static let format = NumberFormat.fixed(3)

    /// The contenders side by side, each against the first.
    var table: Table {
        Table(
            title: phrase(
                "Comparison \(title), \(NumberFormat.count(texts)) texts",
                zh: "比较：\(title)，\(NumberFormat.count(texts)) 篇文本"),
            columns: columns, rows: contenders.enumerated().map { row($1, isFirst: $0 == 0) },
            notes: (gain.map { [sentence($0)] } ?? []) + legend + notes,
            limits: Table.Limits(rows: 60, columns: 20, cellWidth: 60))
    }

    private var columns: [Table.Column] {
        let interval = isFolded ? [] : [Table.Column(phrase("95 % interval", zh: "95% 区间"))]
        return [.init(phrase("model", zh: "模型")), .number(Score.accuracy.name)] + interval + [
            .number(Score.macroF1.name), .number(Score.logLoss.name), .number("ECE"),
            .number(phrase("gain", zh: "增益")), .init(phrase("95 % interval", zh: "95% 区间")), .number("p"),
            .number(phrase("fit", zh: "训练用时")), .number(phrase("texts/s", zh: "篇/秒")),
            .number(phrase("size", zh: "大小")),
        ]
    }

    private func row(_ contender: Contender, isFirst: Bool) -> [Cell] {
        let format = Self.format
        let best = contenders.map(\.macroF1.mean).max() ?? 0
        let f1 = contender.macroF1.text(format)
        var cells: [Cell] = [.strong(contender.name), .text(contender.accuracy.text(format))]
        if !isFolded { cells.append(contender.interval.map { .text(Self.range($0)) } ?? .missing) }
        cells += [
            contender.macroF1.mean == best ? .strong(f1) : .text(f1), contender.logLoss.cell(format),
            contender.calibrationError.cell(format),
        ]
        if let gain = contender.gain {
            cells += [
                .signed(gain.mean, format, scale: 0.1), .text(Self.range(gain.interval, signed: true)),
                gain.p < 0.001 ? .text("< 0.001") : .number(gain.p, format),
            ]
        } else {
            cells += isFirst ? [.empty, .empty, .empty] : [.missing, .missing, .missing]
        }
        return cells + [
            contender.fitSeconds.map { .number($0, .duration) } ?? .missing,
            .number(contender.textsPerSecond, .significant(2)), size(contender),
        ]
    }

    private func size(_ contender: Contender) -> Cell {
        guard let bytes = contender.bytes else { return .missing }
        let own = NumberFormat.bytes.text(Double(bytes))
        guard contender.encoderBytes > 0 else { return .text(own) }
        return .text("\(own) + \(NumberFormat.bytes.text(Double(contender.encoderBytes)))")
    }

    private static func range(_ range: ClosedRange<Double>, signed: Bool = false) -> String {
        let (low, high) = (
            format.text(range.lowerBound, signed: signed), format.text(range.upperBound, signed: signed)
        )
        return phrase("\(low) to \(high)", zh: "\(low) 到 \(high)")
    }

    /// The hybrid's gain, gain or not.
    private func sentence(_ gain: Gain) -> String {
        let amount = Self.format.text(gain.difference.mean, signed: true)
        let interval = Self.range(gain.difference.interval, signed: true)
        let isBest = gain.isBestOfSeveral
        let verdict: String
        if !gain.difference.isClear {
            verdict = phrase("no clear difference", zh: "没有明显差别")
        } else if gain.difference.mean > 0 {
            verdict = phrase("a clear gain", zh: "有明显增益")
        } else {
            verdict = phrase("a clear loss", zh: "明显更差")
        }
        return phrase(
            "\(gain.hybrid) against \(gain.other)\(isBest ? ", the best of the others" : ""): accuracy \(amount), "
                + "95 % interval \(interval): \(verdict)",
            zh:
                "\(gain.hybrid) 与\(isBest ? "其余中最好的 " : " ")\(gain.other) 相比：准确率 \(amount)，95% 区间 \(interval)：\(verdict)"
        )
    }

    private var legend: [String] {
        [
            isFolded
                ? phrase(
                    "mean ± standard deviation over folds (ECE: over repetitions); gain: accuracy against the first row, with the "
                        + "t test for folds that share training texts (Nadeau and Bengio)",
                    zh: "各折的均值 ± 标准差（ECE：各次重复）；增益：与第一行的准确率之差，用考虑到各折共用训练文本的 t 检验（Nadeau 和 Bengio）")
                : phrase(
                    "gain: accuracy against the first row, with Agresti and Min's interval; p: McNemar's exact test on the same texts",
                    zh: "增益：与第一行的准确率之差，区间用 Agresti 和 Min 的方法；p：同一批文本上的 McNemar 精确检验"),
            phrase(
                "fit and texts/s: with the texts' vectors already in the cache; size: the model's file + the encoder it needs",
                zh: "训练用时和 篇/秒：文本的向量已在缓存中；大小：模型文件 + 所需的编码器"),
        ]
    }
}
