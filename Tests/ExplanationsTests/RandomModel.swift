import Classifiers
import Explanations
import Tensors

/// A random linear model over counted words and pooled token vectors, and one text explained by it.
struct RandomModel {
    static let text = "Good good screen, don't buy 屏幕 好 good-bye"
    let vectorizer: FittedVectorizer
    let model: LinearModel
    let tokens: Matrix
    let ranges: [Range<Int>?]
    let pooling: [Double]
    let norm: Double
    let scaler: Scaler?
    let scores: [Double]

    init(seed: UInt64, classes: Int, isNormalised: Bool, isScaled: Bool) throws {
        var random = SeededRandom(seed: seed)
        func draw() -> Double { 2 * random.unit() - 1 }
        let width = 12
        vectorizer = try Vectorizer(weighting: .tfidf, ngrams: 1...2).fit([
            Self.text, "bad screen", "good buy",
        ])
        let counted = try vectorizer.transform([Self.text])
        let words = Words.ranges(in: Self.text)
        // A special token, every word in two pieces where it has two bytes, and a token that isn't pooled.
        var ranges: [Range<Int>?] = [nil]
        for word in words where word.count > 1 {
            ranges.append(word.lowerBound..<word.lowerBound + 1)
            ranges.append(word.lowerBound + 1..<word.upperBound)
        }
        ranges.append(nil)
        self.ranges = ranges
        let pooled = ranges.count - 1
        tokens = try Matrix(
            rows: ranges.count, columns: width, values: (0..<ranges.count * width).map { _ in Float(draw()) })
        pooling = ranges.indices.map { $0 < pooled ? 1 / Double(pooled) : 0 }
        // The prediction path: pooled and normalised in single precision, as an encoder does.
        var vector = [Float](repeating: 0, count: width)
        for token in 0..<pooled {
            for column in 0..<width { vector[column] += tokens[token, column] / Float(pooled) }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        norm = isNormalised ? Double(length) : 1
        if isNormalised { for column in 0..<width { vector[column] /= length } }
        scaler =
            isScaled
            ? try Scaler(
                mean: (0..<width).map { _ in draw() }, deviation: (0..<width).map { _ in random.unit() + 0.5 }
            )
            : nil
        var dense = Features.Block.dense(try Matrix(rows: 1, columns: width, values: vector))
        if let scaler { dense = try scaler.transform(dense) }
        let columns = counted.columns + width
        model = try LinearModel(
            weights: DoubleMatrix(
                rows: classes, columns: columns, values: (0..<classes * columns).map { _ in draw() }),
            bias: (0..<classes).map { _ in draw() }, probability: .softmax)
        scores = try model.scores(Features([.sparse(counted), dense])).values
    }

    /// The weights of some columns, [classes × columns].
    func weights(_ columns: Range<Int>) throws -> DoubleMatrix {
        try DoubleMatrix(
            rows: model.classes, columns: columns.count,
            values: (0..<model.classes).flatMap { model.weights.row($0)[columns] })
    }

    func attribution() throws -> Attribution {
        let counted = try vectorizer.transform([Self.text])
        let places = vectorizer.occurrences(in: Self.text)
        let features = zip(counted.indices, counted.values).map { column, value in
            SparseAttribution.Feature(
                column: Int(column), name: vectorizer.vocabulary[Int(column)], value: value,
                places: places.filter { $0.feature == Int(column) }.map(\.range))
        }
        let words = try SparseAttribution.contributions(
            block: "tfidf", features: features, weights: weights(0..<counted.columns))
        let dense = try DenseAttribution(
            tokens: tokens, pooling: pooling, norm: norm, weights: weights(counted.columns..<model.columns),
            mean: scaler?.mean, deviation: scaler?.deviation)
        let pieces = try dense.contributions(
            block: "encoder", names: ranges.indices.map { "t\($0)" }, ranges: ranges)
        return try Attribution(
            contributions: words + pieces, bias: zip(model.bias, dense.bias).map { $0 + $1 }, scores: scores)
    }
}
