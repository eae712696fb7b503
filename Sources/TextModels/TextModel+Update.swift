internal import Classifiers
internal import Tensors

/// Why a model can't be updated without the texts that it was trained on.
public enum OldTextsReason: Sendable, Equatable {
    /// Its head depends on every single one of them.
    case head(String)
    /// What its head would have to keep of so many columns is too large.
    case width(head: String, columns: Int)
    /// It comes from a file of a Loupe that kept nothing of them.
    case oldFile
}

extension TextModel {
    /// The model with more labelled texts, as if its head had been fitted to old and new ones from the first; its features stay as
    /// they are: vocabulary, document frequencies, means and deviations.
    ///
    /// Naive Bayes, ridge regression, LDA and nearest neighbours need the new texts alone, and come to the same to rounding.
    /// Other heads are fitted anew to `old`, the texts that the model was trained on, and to the new ones, from the weights that
    /// they have. Labels that the model doesn't know are added behind its own. What was learnt for its scores, calibration and
    /// abstention, is dropped. How the new texts differ is told too.
    ///
    /// Throws `needsOldTexts`, `otherTexts` when `old` holds others than those that it was trained on, and what features and heads
    /// throw.
    public func updated(
        with new: Corpus, keeping old: Corpus? = nil, origin: Origin = Origin(), work: Work
    ) throws(TextModelError) -> (model: TextModel, drift: Drift) {
        let all = labels + new.labels.filter { !labels.contains($0) }
        let codes = new.codes(in: all)
        let values = try features.transform(new.documents, with: work)
        let drift = try drift(new, codes, all, values, with: work)
        try work.reserve(
            recipe.head.memory(toFit: values, classes: all.count),
            for: .fitting(rows: values.rows, columns: values.columns))
        let fitted: FittedHead
        var provenance = provenance
        if let old {
            try check(old)
            let (joined, labelled) = try join(old, values, codes, all, with: work)
            let training = try TextModelError.classifying { () throws(ClassifierError) in
                try TrainingSet(features: joined, labels: labelled, classes: all.count)
            }
            fitted = try refitted(training, labels: all, with: work)
            provenance.blockSpread = try TextModelError.classifying { () throws(ClassifierError) in
                try fitted.model.blockSpread(over: joined)
            }
            provenance.blockNorms = try joined.meanRowNorms()
        } else {
            fitted = try added(values, codes, labels: all, with: work)
            try provenance.blend(fitted.model, over: values, labels: labels.count)
        }
        provenance.add(new, codes, labels: all.count)
        provenance.updates =
            (provenance.updates ?? [])
            + [Update(origin: origin, newLabels: Array(all[labels.count...]), isRefit: old != nil)]
        provenance.calibration = nil
        return (
            TextModel(
                recipe: recipe, features: features, head: fitted.model, convergence: fitted.convergence,
                labels: all, provenance: provenance, statistics: fitted.statistics,
                profile: profile?.adding(FeatureProfile(features, values, texts: []))
            ), drift
        )
    }

    /// Whether it can take in new texts without its old ones; nil when it can.
    public var needsOldTexts: OldTextsReason? {
        switch recipe.head {
        case .nearest: nil
        case .logistic, .linearSVM: .head(recipe.head.name)
        case .naiveBayes, .ridge, .lda:
            statistics != nil
                ? nil : profile == nil ? .oldFile : .width(head: recipe.head.name, columns: features.columns)
        }
    }

    /// How many of its training texts `corpus` lacks, and how many others it holds.
    public func trainingDifference(from corpus: Corpus) -> (missing: Int, others: Int) {
        let keys = corpus.texts.map(TextKey.of).sorted()
        let known = provenance.textKeys
        var (mine, its, shared) = (0, 0, 0)
        while mine < known.count, its < keys.count {
            if known[mine] == keys[its] {
                (mine, its, shared) = (mine + 1, its + 1, shared + 1)
            } else if known[mine] < keys[its] {
                mine += 1
            } else {
                its += 1
            }
        }
        return (known.count - shared, keys.count - shared)
    }

    private func check(_ old: Corpus) throws(TextModelError) {
        let difference = trainingDifference(from: old)
        guard difference == (0, 0) else {
            throw .otherTexts(missing: difference.missing, others: difference.others)
        }
        // The same texts with other labels would make another model.
        let counts = labels.map { label in
            old.labels.firstIndex(of: label).map { code in old.codes.count { $0 == code } } ?? 0
        }
        let moved = zip(counts, provenance.counts).reduce(0) { $0 + abs($1.0 - $1.1) }
        guard moved == 0 else { throw .otherLabels(texts: (moved + 1) / 2) }
    }

    private func join(
        _ old: Corpus, _ values: Features, _ codes: [Int], _ all: [String], with work: Work
    ) throws(TextModelError) -> (Features, [Int]) {
        let before = try features.transform(old.documents, with: work)
        let joined = try TextModelError.classifying { () throws(ClassifierError) in
            try before.appending(values)
        }
        try work.reserve(
            recipe.head.memory(toFit: joined, classes: all.count),
            for: .fitting(rows: joined.rows, columns: joined.columns))
        return (joined, old.codes(in: all) + codes)
    }

    private func refitted(
        _ training: TrainingSet, labels all: [String], with work: Work
    ) throws(TextModelError) -> FittedHead {
        try TextModelError.classifying { () throws(ClassifierError) in
            try recipe.head.head(for: all).fit(
                training, from: all.count == labels.count ? head : nil, pool: work.pool,
                shouldStop: work.shouldStop)
        }
    }

    private func added(
        _ values: Features, _ codes: [Int], labels all: [String], with work: Work
    ) throws(TextModelError) -> FittedHead {
        if let reason = needsOldTexts { throw .needsOldTexts(reason) }
        let found = try TextModelError.classifying { () throws(ClassifierError) in
            let rows = try LabelledRows(features: values, labels: codes, classes: all.count)
            return try FittedHead(model: head, convergence: convergence, statistics: statistics).updated(
                recipe.head.head(for: all), with: rows, pool: work.pool, shouldStop: work.shouldStop)
        }
        guard let found else {
            throw .needsOldTexts(.width(head: recipe.head.name, columns: features.columns))
        }
        return found
    }
}

extension Corpus {
    /// Each text's label as an index into `all`, which holds every label.
    fileprivate func codes(in all: [String]) -> [Int] {
        let places = labels.map { all.firstIndex(of: $0) ?? 0 }
        return codes.map { places[$0] }
    }
}

extension TextModel.Provenance {
    /// Counts more texts in.
    fileprivate mutating func add(_ new: Corpus, _ codes: [Int], labels: Int) {
        counts += [Int](repeating: 0, count: labels - counts.count)
        for code in codes { counts[code] += 1 }
        rows += new.count
        textKeys = (textKeys + new.texts.map(TextKey.of)).sorted()
    }

    /// Figures over all rows, where only the new ones are at hand: means of what was and of what the new rows have.
    fileprivate mutating func blend(
        _ head: HeadModel, over values: Features, labels: Int
    ) throws(TextModelError) {
        let share = Double(values.rows) / Double(rows + values.rows)
        let found = try TextModelError.classifying { () throws(ClassifierError) in
            try head.blockSpread(over: values)
        }
        let blocks = values.blocks.count
        blockSpread = found.enumerated().map { place, new in
            place < labels * blocks && place < blockSpread.count
                ? (1 - share) * blockSpread[place] + share * new : new
        }
        blockNorms = zip(blockNorms, try values.meanRowNorms()).map { (1 - share) * $0 + share * $1 }
    }
}
