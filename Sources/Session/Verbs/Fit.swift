import Classifiers
import Datasets
import Language
import Tensors
import TextModels

/// Texts with a label for each, rows without a text or label left out; or with several labels, or none.
struct LabelledTexts: Sendable {
    /// The texts, with the columns beside them.
    let documents: Documents
    /// Each text's label as an index into `labels`; the rarest where it may have several, their number where it has none.
    let codes: [Int]
    /// The labels of each text where it may have several, else nil.
    var sets: [[Int]]?
    let labels: [String]
    /// The column that the labels come from.
    let labelColumn: String
    /// The row of the dataset that each text comes from, from 0.
    let rows: [Int]
    /// The texts alone.
    var texts: [String] { documents.texts }
}

extension Invocation {
    /// `fit RECIPE on D`.
    func fit() throws(Failure) -> Execution.Outcome {
        let recipe = try RecipeReader(execution).recipe(try operand(0))
        return .value(.model(try fitted(recipe, on: try required("on"))))
    }

    /// Fits a recipe, and says what a teacher would say about it.
    func fitted(
        _ recipe: TextModels.Recipe, on argument: Argument, warns: Bool = true
    ) throws(Failure) -> TextModel {
        let dataset = try dataset(argument)
        let data = try labelled(dataset, argument, warns: warns)
        if data.sets != nil { try checkPlanes(recipe) }
        guard data.labels.count > 1 else {
            guard let only = data.labels.first else {
                throw Failure(.noRows(name: spelling(argument)), at: argument.span)
            }
            throw Failure(.oneClass(label: only, rows: data.texts.count), at: argument.span)
        }
        try checkLimits(recipe.features, texts: data.texts.count)
        let provenance = TextModel.Provenance(origin(of: argument, dataset, rows: data.texts.count))
        if !BLAS.isOptimised, session.saysOnce("slow BLAS") {
            warn(.slowBLAS(command: "apt-get install libopenblas-dev"))
        }
        if warns { try warnBeforeFitting(recipe, data) }
        let model = try working { work throws(TextModelError) in
            try TextModel.fit(
                recipe, on: data.corpus, provenance: provenance, with: work)
        }
        warnAboutNorms(model)
        if !model.convergence.hasFiniteOptimum {
            warn(.noOptimum(head: recipe.head.name))
        } else if !model.convergence.converged {
            warn(.notConverged(head: recipe.head.name, iterations: model.convergence.iterations))
        }
        return model
    }

    /// Where the texts behind an argument come from, as of now.
    func origin(of argument: Argument, _ dataset: Dataset, rows: Int) -> TextModel.Origin {
        TextModel.Origin(
            dataset: argument.value.text, dataFile: dataset.source?.name, dataHash: dataset.source?.hash,
            statement: argument.value.text.flatMap { session.lineage(of: $0).text }, date: session.clock(),
            rows: rows)
    }

    /// Refuses a limit on document frequency that no feature can meet.
    private func checkLimits(_ features: FeatureRecipe, texts: Int) throws(Failure) {
        switch features {
        case .vectorizer(let vectorizer, _), .pieces(_, let vectorizer):
            guard case .count(let least) = vectorizer.minDocs, least > texts else { return }
            throw Failure(
                .beyond(least, place: "min_docs", count: texts), at: command.operand(0)?.span ?? span)
        case .encoder, .column, .lexicon: return
        case .union(let parts): for part in parts { try checkLimits(part, texts: texts) }
        case .staged(let inner, _): try checkLimits(inner, texts: texts)
        }
    }

    /// Says when one block's rows are so much longer than another's that a common penalty favours it.
    private func warnAboutNorms(_ model: TextModel) {
        let norms = model.provenance.blockNorms
        guard let largest = norms.indices.max(by: { norms[$0] < norms[$1] }),
            let smallest = norms.indices.min(by: { norms[$0] < norms[$1] }), norms[smallest] > 0
        else { return }
        let ratio = norms[largest] / norms[smallest]
        guard ratio > 10 else { return }
        let names = model.features.blockNames
        warn(.unevenBlocks(large: names[largest], small: names[smallest], ratio: ratio))
    }

    /// The rows of a dataset that have both a text and a label.
    ///
    /// Labels that none of them has are left out, and the others keep their order.
    func labelled(
        _ dataset: Dataset, _ argument: Argument, warns: Bool = true
    ) throws(Failure) -> LabelledTexts {
        if dataset.hasSeveralLabels {
            try refuseSeveralLabels(.dataset(spelling(argument)), at: argument)
            return try labelledBySets(dataset, argument, warns: warns)
        }
        let (texts, coding) = try reading { () throws(DataError) in
            (try dataset.texts(), try dataset.labelCoding())
        }
        let rows = texts.indices.filter { coding.codes[$0] != nil && !texts[$0].isEmpty }
        let codes = rows.compactMap { coding.codes[$0] }
        let unlabelled = coding.codes.count { $0 == nil }
        if warns, unlabelled > 0 {
            warn(
                .missingValues(column: dataset.roles.label ?? "label", rows: unlabelled, total: texts.count),
                at: argument.span)
        }
        if warns, texts.count - rows.count > unlabelled {
            warn(
                .missingValues(
                    column: dataset.roles.text.joined(separator: ", "),
                    rows: texts.count - rows.count - unlabelled, total: texts.count), at: argument.span)
        }
        let used = Set(codes)
        let kept = coding.names.indices.filter { used.contains($0) }
        var place = [Int](repeating: 0, count: coding.names.count)
        for (new, old) in kept.enumerated() { place[old] = new }
        return LabelledTexts(
            documents: Documents(rows.map { texts[$0] }, beside: dataset, rows: rows),
            codes: codes.map { place[$0] },
            labels: kept.map { coding.names[$0] }, labelColumn: dataset.roles.label ?? "label", rows: rows)
    }

    private func warnBeforeFitting(_ recipe: TextModels.Recipe, _ data: LabelledTexts) throws(Failure) {
        warnAboutClasses(data, data.counts, needed: 5, at: command.clause("on")?.span)
        for reference in recipe.features.encoders { try warnAboutTexts(data.texts, reference) }
    }

    /// Says once which classes are too small, or that the labels are hardly classes at all.
    func warnAboutClasses(_ data: LabelledTexts, _ counts: [Int], needed: Int, at span: SourceSpan?) {
        let labels = data.labels
        let small = zip(labels, counts).filter { $0.1 < needed }
        guard !small.isEmpty else { return }
        if labels.count > 10, small.count * 2 > labels.count {
            let numbers = labels.allSatisfy { Double($0) != nil }
            warn(
                .manyLabels(
                    column: data.labelColumn, labels: labels.count, rows: counts.reduce(0, +),
                    isNumbers: numbers),
                at: span)
        } else {
            let least = small.map(\.1).min() ?? 0
            warn(.smallClasses(small.map(\.0), rows: least, needed: needed), at: span)
        }
    }

    /// Says how much of the texts an encoder doesn't see: what is cut at its limit, what it doesn't know, and that it
    /// lacks the prefix that it was trained with; once a session of the same texts.
    @discardableResult
    func warnAboutTexts(
        _ texts: [String], _ reference: EncoderReference, limit: Int = 2000
    ) throws(Failure) -> TextCoverage {
        let (facts, prefix) = try working { work throws(TextModelError) in
            (
                try TextCoverage(of: texts, by: reference, limit: limit, with: work),
                try work.library.missingPrefix(of: reference)
            )
        }
        if let prefix { remark(.noPrefix(encoder: reference.name, prefix: prefix)) }
        if facts.cutTexts > 0 {
            remark(
                .truncated(
                    texts: facts.cutTexts, total: texts.count, limit: facts.limit, lost: facts.meanLoss))
        }
        if facts.unknownShare > 0.05 {
            remark(.unknownTokens(encoder: reference.name, share: facts.unknownShare))
        }
        return facts
    }
}
