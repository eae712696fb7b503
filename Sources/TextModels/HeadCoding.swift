internal import Classifiers
internal import Tensors

/// What a head learned as a model file holds it: sizes and names in the header, arrays in sections.
struct HeadCoding: Codable {
    /// `linear` when absent.
    var kind: String?
    var columns: Int
    var probability: String?
    var reading: String?
    var count: Int?
    var metric: String?
    var blocks: [BlockCoding]?

    init(_ head: HeadModel, into archive: inout ModelArchive) {
        columns = head.columns
        switch head {
        case .linear(let model):
            probability = model.probability.name
            if model.reading == .presence { reading = "presence" }
            archive.add("weights", model.weights.values)
            archive.add("bias", model.bias)
        case .gaussian(let model):
            kind = "gaussian"
            archive.add("means", model.means.values)
            archive.add("variances", model.variances.values)
            archive.add("priors", model.logPriors)
        case .nearest(let model):
            kind = "nearest"
            count = model.count
            metric = model.metric.rawValue
            archive.add("row labels", model.labels.map { Int64($0) })
            var coded: [BlockCoding] = []
            for block in model.rows.blocks { coded.append(BlockCoding(block, coded.count, into: &archive)) }
            blocks = coded
        }
    }

    /// The head; nil when something is missing or contradicts the rest.
    func model(from archive: ModelArchive, labels: Int) -> HeadModel? {
        switch kind {
        case nil, "linear": linear(from: archive, labels).map { .linear($0) }
        case "gaussian": gaussian(from: archive, labels).map { .gaussian($0) }
        case "nearest": nearest(from: archive, labels).map { .nearest($0) }
        default: nil
        }
    }

    private func matrix(_ name: String, from archive: ModelArchive, _ labels: Int) -> DoubleMatrix? {
        archive.numbers(name, as: Double.self).flatMap {
            try? DoubleMatrix(rows: labels, columns: columns, values: $0)
        }
    }

    private func linear(from archive: ModelArchive, _ labels: Int) -> LinearModel? {
        guard let weights = matrix("weights", from: archive, labels),
            let bias = archive.numbers("bias", as: Double.self),
            let probability = probability.flatMap(LinearModel.Probability.init(name:)),
            reading == nil || reading == "presence"
        else { return nil }
        return try? LinearModel(
            weights: weights, bias: bias, probability: probability,
            reading: reading == nil ? .value : .presence)
    }

    private func gaussian(from archive: ModelArchive, _ labels: Int) -> GaussianModel? {
        guard let means = matrix("means", from: archive, labels),
            let variances = matrix("variances", from: archive, labels),
            let priors = archive.numbers("priors", as: Double.self)
        else { return nil }
        return try? GaussianModel(logPriors: priors, means: means, variances: variances)
    }

    private func nearest(from archive: ModelArchive, _ labels: Int) -> NearestModel? {
        guard let blocks, let count, let metric = metric.flatMap(NearestModel.Metric.init(rawValue:)),
            let rowLabels = archive.numbers("row labels", as: Int64.self)
        else { return nil }
        var rows: [Features.Block] = []
        for (place, block) in blocks.enumerated() {
            guard let block = block.block(place, from: archive) else { return nil }
            rows.append(block)
        }
        guard let features = try? Features(rows), features.columns == columns else { return nil }
        return try? NearestModel(
            rows: features, labels: rowLabels.map { Int($0) }, classes: labels, count: count, metric: metric)
    }
}

/// A block of feature rows as a model file holds it.
struct BlockCoding: Codable {
    var isSparse: Bool
    var rows: Int
    var columns: Int

    init(_ block: Features.Block, _ place: Int, into archive: inout ModelArchive) {
        rows = block.rows
        columns = block.columns
        switch block {
        case .dense(let matrix):
            isSparse = false
            archive.add("rows \(place)", matrix.values)
        case .sparse(let sparse):
            isSparse = true
            archive.add("rows \(place)", sparse.values)
            archive.add("rows \(place) columns", sparse.indices)
            archive.add("rows \(place) offsets", sparse.offsets.map { Int64($0) })
        }
    }

    func block(_ place: Int, from archive: ModelArchive) -> Features.Block? {
        guard isSparse else {
            guard let values = archive.numbers("rows \(place)", as: Float.self) else { return nil }
            return (try? Matrix(rows: rows, columns: columns, values: values)).map { .dense($0) }
        }
        guard let values = archive.numbers("rows \(place)", as: Double.self),
            let indices = archive.numbers("rows \(place) columns", as: Int32.self),
            let offsets = archive.numbers("rows \(place) offsets", as: Int64.self), offsets.count == rows + 1
        else { return nil }
        let sparse = try? SparseRows(
            columns: columns, offsets: offsets.map { Int($0) }, indices: indices, values: values)
        return sparse.map { .sparse($0) }
    }
}

extension LinearModel.Probability {
    fileprivate var name: String {
        switch self {
        case .softmax: "softmax"
        case .sigmoid: "sigmoid"
        case .normalisedSigmoid: "normalised sigmoid"
        case .independent: "independent"
        case .none: "none"
        }
    }

    fileprivate init?(name: String) {
        switch name {
        case "softmax": self = .softmax
        case "sigmoid": self = .sigmoid
        case "normalised sigmoid": self = .normalisedSigmoid
        case "independent": self = .independent
        case "none": self = .none
        default: return nil
        }
    }
}
