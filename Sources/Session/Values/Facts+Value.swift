import Datasets
import Encoders
import Language
import Tensors
import TextModels

extension Facts {
    /// What the checker may know of a value.
    init(of value: Value, library: EncoderLibrary) {
        switch value {
        case .dataset(let dataset): self = .dataset(DatasetFacts(of: dataset))
        case .vectors(let vectors):
            self = .vectors(
                VectorFacts(
                    dimension: vectors.matrix.columns, rows: vectors.matrix.rows,
                    dataset: DatasetFacts(of: vectors.dataset)))
        case .recipe(let recipe): self = .recipe(RecipeFacts(of: recipe))
        case .model(let model):
            let encoder = model.features.encoders.first.flatMap { try? library.encoder($0.reference) }
            self = .model(
                ModelFacts(
                    labels: model.labels, hasEncoder: model.hasEncoder,
                    layers: encoder?.layerCount,
                    attentionHeads: encoder?.headCount, columns: model.features.dataColumns,
                    givesSeveralLabels: model.givesSeveralLabels))
        case .text(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .encoder(let reference):
            // An encoder that isn't there tells nothing; using it gives the full error.
            let encoder = try? library.encoder(reference)
            self = .encoder(EncoderFacts(layers: encoder?.layerCount, attentionHeads: encoder?.headCount))
        case .none: self = .unknown
        default: self = value.type.map { .other($0) } ?? .unknown
        }
    }
}

extension DatasetFacts {
    /// What the checker may know of a dataset.
    init(of dataset: Dataset) {
        let labels = try? dataset.labelTally()
        self.init(
            columns: dataset.columns.map { ColumnFacts(of: $0) }, textColumns: dataset.roles.text,
            labelColumn: dataset.roles.label ?? "",
            labels: labels?.map { LabelFacts($0.label, count: $0.rows) },
            rows: dataset.count, hasSeveralLabels: dataset.hasSeveralLabels)
    }
}

extension ColumnFacts {
    /// What the checker may know of a column.
    init(of column: Column) {
        var samples: [String] = []
        for row in 0..<min(column.count, 50) where samples.count < 8 {
            if let cell = column[row], cell.utf8.count <= 40, !samples.contains(cell) { samples.append(cell) }
        }
        self.init(column.name, Kind(column.kind), samples: samples)
    }
}

extension ColumnFacts.Kind {
    /// A column's kind in the terms of the checker.
    init(_ kind: Column.Kind) {
        switch kind {
        case .text: self = .text
        case .number: self = .number
        case .boolean: self = .boolean
        case .empty: self = .unknown
        }
    }
}

extension RecipeFacts {
    /// What the checker may know of a recipe whose names have been replaced.
    init(of recipe: Language.Recipe) { self = Checker(Scope()).facts(of: recipe) }
}

extension Scope {
    /// The scope of a session that has just begun.
    static func starting(with library: EncoderLibrary, files: Files) -> Scope {
        var sampleFacts: [String: DatasetFacts] = [:]
        for sample in Catalogue.samples {
            if let dataset = try? Samples.dataset(sample.name) {
                sampleFacts[sample.name] = DatasetFacts(of: dataset)
            }
        }
        let runs = TuningRuns(home: library.home)
        return Scope(
            encoders: Catalogue.encoders.map {
                CatalogueEntry($0.name, summary: $0.summary, layers: $0.layers, attentionHeads: $0.heads)
            },
            samples: Catalogue.samples.map { CatalogueEntry($0.name, summary: $0.summary) },
            sampleFacts: sampleFacts
        ) { path in
            guard files.exists(path) else {
                return runs.run(path) == nil ? .absent(near: files.neighbours(of: path)) : nil
            }
            // A file that can't be peeked into gets its full error when it is loaded.
            guard let header = try? Dataset.peek(files.reading(path)) else { return nil }
            return .data(DatasetFacts(of: header.sample, isWhole: header.isWhole))
        }
    }
}

extension DatasetFacts {
    /// What a file's first rows tell: columns and roles, but neither labels nor the number of rows.
    fileprivate init(of sample: Dataset, isWhole: Bool) {
        self.init(of: sample)
        if !isWhole {
            labels = nil
            rows = nil
        }
    }
}
