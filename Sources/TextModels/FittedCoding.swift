internal import Classifiers
internal import Tensors
internal import Tokenizers

/// Fitted features as a model file holds them: structure in the header, arrays in sections numbered in order.
struct FittedCoding: Codable {
    var kind: String
    var name: String?
    var vectorizer: VectorizerCoding?
    var encoder: EncoderCoding?
    var hash: String?
    var dimension: Int?
    var documents: Int?
    var section: String?
    var column: ColumnCoding?
    var lexicon: LexiconCoding?
    var factor: Double?
    var binary: Bool?
    var parts: [FittedCoding]?

    init(_ features: FittedFeatures, into archive: inout ModelArchive) {
        // Stages name their arrays after those of what is within, so that no two arrays share a name.
        var section: String { "features \(archive.sections.count)" }
        switch features {
        case .vectorizer(let fitted, let name):
            kind = "vectorizer"
            self.name = name
            addCounts(fitted, named: section, into: &archive)
        case .pieces(let fitted, let reference, let hash):
            kind = "pieces"
            encoder = EncoderCoding(reference)
            self.hash = hash
            addCounts(fitted, named: section, into: &archive)
        case .lexicon(let lexicon):
            kind = "lexicon"
            self.lexicon = LexiconCoding(lexicon)
        case .encoder(let reference, let hash, let dimension):
            kind = "encoder"
            encoder = EncoderCoding(reference)
            self.hash = hash
            self.dimension = dimension
        case .column(let fitted):
            kind = "column"
            name = fitted.name
            column = ColumnCoding(fitted.coding)
        case .union(let parts):
            kind = "union"
            var coded: [FittedCoding] = []
            for part in parts { coded.append(FittedCoding(part, into: &archive)) }
            self.parts = coded
        case .scaled(let inner, _), .normalised(let inner), .reduced(let inner, _), .ratios(let inner, _),
            .weighed(let inner, _):
            kind = ""
            parts = [FittedCoding(inner, into: &archive)]
            addStage(features, named: section, into: &archive)
        }
    }

    /// A vocabulary and the numbers of texts.
    private mutating func addCounts(
        _ fitted: FittedVectorizer, named section: String, into archive: inout ModelArchive
    ) {
        vectorizer = VectorizerCoding(fitted.settings)
        documents = fitted.documents
        self.section = section
        archive.sections.append((section, Array(fitted.vocabulary.joined(separator: "\n").utf8)))
        archive.add(section + " documents", fitted.documentFrequency.map { Int64($0) })
    }

    /// What a stage learnt, beside what is within it.
    private mutating func addStage(
        _ features: FittedFeatures, named section: String, into archive: inout ModelArchive
    ) {
        switch features {
        case .scaled(_, let scalers):
            kind = "scaled"
            self.section = section
            archive.add(section + " sizes", scalers.map { Int64($0.mean.count) })
            archive.add(section + " mean", scalers.flatMap(\.mean))
            archive.add(section + " deviation", scalers.flatMap(\.deviation))
        case .reduced(_, let axes):
            kind = "reduced"
            self.section = section
            dimension = axes.count
            factor = axes.totalVariance
            archive.add(section + " mean", axes.mean)
            archive.add(section + " axes", axes.axes.values)
            archive.add(section + " variances", axes.variances)
        case .ratios(_, let ratios):
            kind = "ratios"
            self.section = section
            binary = ratios.isBinary
            archive.add(section + " ratios", ratios.ratios)
        case .weighed(_, let factor):
            kind = "weighed"
            self.factor = factor
        default: kind = "normalised"
        }
    }

    /// The features; nil when something is missing or contradicts the rest.
    func fitted(from archive: ModelArchive, words: WordList?, depth: Int = 0) -> FittedFeatures? {
        guard depth < 64 else { return nil }
        let inner = (parts ?? []).compactMap { $0.fitted(from: archive, words: words, depth: depth + 1) }
        guard inner.count == parts?.count ?? 0 else { return nil }
        switch kind {
        case "vectorizer": return vectorizer(from: archive, words)
        case "encoder":
            guard let encoder, let hash, let dimension, (1...1_000_000).contains(dimension) else {
                return nil
            }
            return .encoder(encoder.reference, hash: hash, dimension: dimension)
        case "column":
            guard let name, let coding = column?.coding else { return nil }
            return (try? FittedColumn(name: name, coding: coding)).map { .column($0) }
        case "lexicon": return lexicon?.lexicon.map { .lexicon($0) }
        case "pieces":
            guard let encoder, let hash, let fitted = counts(from: archive, words) else { return nil }
            return .pieces(fitted, encoder.reference, hash: hash)
        case "union": return inner.isEmpty ? nil : .union(inner)
        case "scaled": return inner.first.flatMap { scaled($0, from: archive) }
        case "normalised": return inner.first.map { .normalised($0) }
        case "reduced": return inner.first.flatMap { reduced($0, from: archive) }
        case "ratios":
            guard let first = inner.first, let section, let binary,
                let numbers = archive.numbers(section + " ratios", as: Double.self),
                let ratios = try? LogRatios(ratios: numbers, isBinary: binary), numbers.count == first.columns
            else { return nil }
            return .ratios(first, ratios)
        case "weighed":
            guard let factor, factor > 0, factor.isFinite else { return nil }
            return inner.first.map { .weighed($0, by: factor) }
        default: return nil
        }
    }

    private func reduced(_ inner: FittedFeatures, from archive: ModelArchive) -> FittedFeatures? {
        guard let section, let dimension, let factor, (1...1_000_000).contains(dimension),
            let mean = archive.numbers(section + " mean", as: Double.self), mean.count == inner.columns,
            let values = archive.numbers(section + " axes", as: Double.self),
            let variances = archive.numbers(section + " variances", as: Double.self),
            let matrix = try? DoubleMatrix(rows: dimension, columns: mean.count, values: values)
        else { return nil }
        let axes = try? PrincipalAxes(
            mean: mean, axes: matrix, variances: variances, totalVariance: factor)
        return axes.map { .reduced(inner, $0) }
    }

    private func vectorizer(from archive: ModelArchive, _ list: WordList?) -> FittedFeatures? {
        guard let name, let fitted = counts(from: archive, list) else { return nil }
        return .vectorizer(fitted, name: name)
    }

    private func counts(from archive: ModelArchive, _ list: WordList?) -> FittedVectorizer? {
        guard let section, let documents, let settings = vectorizer?.vectorizer(words: list),
            let bytes = archive.sections.first(where: { $0.name == section })?.bytes,
            let frequency = archive.numbers(section + " documents", as: Int64.self)
        else { return nil }
        let words = bytes.isEmpty ? [] : bytes.split(separator: 10, omittingEmptySubsequences: false)
        return try? FittedVectorizer(
            settings: settings, vocabulary: words.map { String(decoding: $0, as: UTF8.self) },
            documentFrequency: frequency.map { Int($0) }, documents: documents)
    }

    private func scaled(_ inner: FittedFeatures, from archive: ModelArchive) -> FittedFeatures? {
        guard let section, let sizes = archive.numbers(section + " sizes", as: Int64.self),
            let mean = archive.numbers(section + " mean", as: Double.self),
            let deviation = archive.numbers(section + " deviation", as: Double.self)
        else { return nil }
        var scalers: [Scaler] = []
        var first = 0
        for size in sizes {
            guard size >= 0, Int(size) <= mean.count - first, Int(size) <= deviation.count - first else {
                return nil
            }
            let range = first..<first + Int(size)
            guard let scaler = try? Scaler(mean: Array(mean[range]), deviation: Array(deviation[range]))
            else {
                return nil
            }
            scalers.append(scaler)
            first = range.upperBound
        }
        return first == inner.columns && mean.count == first ? .scaled(inner, scalers) : nil
    }

    /// Name and digest of the first list that words are cut by.
    var wordList: (name: String, digest: String)? {
        if let name = vectorizer?.segment, let digest = vectorizer?.wordList { return (name, digest) }
        return (parts ?? []).lazy.compactMap(\.wordList).first
    }
}

/// What was learnt of a column as a model file holds it.
struct ColumnCoding: Codable {
    var mean: Double?
    var deviation: Double?
    var marksMissing: Bool?
    var values: [String]?
    var counts: [Int]?

    init(_ coding: FittedColumn.Coding) {
        switch coding {
        case .numbers(let mean, let deviation, let marksMissing):
            (self.mean, self.deviation, self.marksMissing) = (mean, deviation, marksMissing)
        case .categories(let values, let counts): (self.values, self.counts) = (values, counts)
        }
    }

    /// The coding; nil when a part is missing.
    var coding: FittedColumn.Coding? {
        if let values, let counts { return .categories(values, counts: counts) }
        guard let mean, let deviation, let marksMissing else { return nil }
        return .numbers(mean: mean, deviation: deviation, marksMissing: marksMissing)
    }
}
