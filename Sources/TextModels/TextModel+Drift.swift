internal import Classifiers

extension TextModel {
    /// How new texts differ from those that it was trained on; `codes` are their labels as indices into `all`, which begins with the
    /// model's own labels.
    func drift(
        _ new: Corpus, _ codes: [Int], _ all: [String], _ values: Features, with work: Work
    ) throws(TextModelError) -> Drift {
        let predicted = try predict(values, with: work).labels
        let judged = codes.indices.filter { codes[$0] < labels.count }
        let counts = all.indices.map { label in
            Drift.LabelCounts(
                label: all[label],
                old: provenance.counts.indices.contains(label) ? provenance.counts[label] : 0,
                new: codes.count { $0 == label })
        }
        let now = FeatureProfile(features, values, texts: new.texts)
        var words: [Drift.Words] = []
        var vectors: [Drift.Vectors] = []
        for (place, block) in now.blocks.enumerated() {
            let name = features.blockNames[place]
            let old = profile?.blocks.indices.contains(place) == true ? profile?.blocks[place] : nil
            switch (block, old) {
            case (.counted(let new), _):
                // Columns of the data have no words.
                guard new.units > 0 else { continue }
                var before: Familiarity?
                if case .counted(let known)? = old { before = known }
                words.append(
                    Drift.Words(
                        block: name, new: new, old: before, areWords: features.blocks[place].countsWords))
            case (.dense, .dense(let mean, let squares)?):
                guard case .dense(let matrix) = values.blocks[place],
                    let moved = Drift.Vectors(
                        block: name, new: matrix, mean: mean, squares: squares, rows: profile?.rows ?? 0)
                else { continue }
                vectors.append(moved)
            default: continue
            }
        }
        return Drift(
            trainingTexts: provenance.rows, texts: new.count, repeated: overlap(with: new.texts),
            judged: judged.count, right: judged.count { predicted[$0] == codes[$0] }, labels: counts,
            labelTest: HomogeneityTest(counts.map(\.old), counts.map(\.new)), words: words, vectors: vectors)
    }
}

extension FittedFeatures {
    /// Whether it counts single words.
    fileprivate var countsWords: Bool {
        guard let vectorizer = firstVectorizer else { return false }
        return vectorizer.settings.analyser == .words && vectorizer.settings.ngrams.lowerBound == 1
    }
}
