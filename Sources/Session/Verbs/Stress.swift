import Classifiers
import Display
import Explanations
import Language
import Tensors
import TextModels

extension Invocation {
    /// `stress M on D by KIND, … [strength p, …] [limit n] [seed n]`, or `stress M on D swap "…", … for "…", …`.
    func stress() throws(Failure) -> Execution.Outcome {
        let model = try model(try operand(0))
        let on = try required("on")
        let (data, codes) = try judged(by: model, on)
        let corpus = Corpus(documents: data.documents, codes: codes, labels: model.labels)
        return command.gives("swap")
            ? try swapped(model, corpus, data, place: spelling(on))
            : try harmed(model, corpus, data, place: spelling(on))
    }

    /// Harms of several kinds and strengths.
    private func harmed(
        _ model: TextModel, _ whole: Corpus, _ data: LabelledTexts, place: String
    ) throws(Failure) -> Execution.Outcome {
        let rows = drawn(Array(0..<whole.count), default: 200)
        let corpus = whole.selecting(rows)
        let kinds = command.values(of: "by").compactMap { Perturbation(rawValue: $0.value.text ?? "") }
        let written = command.values(of: "strength").compactMap(\.value.number)
        let strengths = written.isEmpty ? [0.05, 0.1, 0.2] : written.sorted()
        var groups: [StressView.Group] = []
        var harms: [(text: Int, result: Perturbation.Result)] = []
        for kind in kinds {
            for strength in strengths {
                let first = harms.count
                for (text, row) in rows.enumerated() {
                    if shouldStop() { throw failure(.interrupted) }
                    // A text is harmed alike whatever others are drawn with it.
                    let own = seed &+ UInt64(row) &* 0x1_0000_0001_B3
                    let result = kind.harm(corpus.texts[text], share: strength, seed: own)
                    if result.changes > 0 { harms.append((text, result)) }
                }
                groups.append(StressView.Group(kind: kind, strength: strength, pairs: first..<harms.count))
            }
        }
        let trial = try working { work throws(TextModelError) in
            try StressTrial(model, on: corpus, harmed: harms, with: work)
        }
        let view = StressView(
            trial: trial, groups: groups, codes: corpus.codes, labels: model.labels,
            rows: rows.map { data.rows[$0] }, all: whole.count, title: spelling(try operand(0)), place: place)
        return .value(.figure(.report, view.page()))
    }

    /// Words in the place of others, in both directions.
    private func swapped(
        _ model: TextModel, _ whole: Corpus, _ data: LabelledTexts, place: String
    ) throws(Failure) -> Execution.Outcome {
        var swaps: [WordSwap] = []
        for (old, new) in zip(command.values(of: "swap"), command.values(of: "for")) {
            let pair = (try text(old), try text(new))
            for (argument, swap) in [
                (old, WordSwap(pair.0, for: pair.1)), (new, WordSwap(pair.1, for: pair.0)),
            ] {
                guard !swap.isEmpty else {
                    throw Failure(
                        .wrongValue(found: "\"\(swap.old)\"", place: "swap", wanted: .text), at: argument.span
                    )
                }
                swaps.append(swap)
            }
        }
        var groups: [SwapView.Group] = []
        var harms: [(text: Int, result: Perturbation.Result)] = []
        for swap in swaps {
            if shouldStop() { throw failure(.interrupted) }
            let having = whole.texts.indices.compactMap { text in
                swap.apply(to: whole.texts[text]).map { (text: text, result: $0) }
            }
            let first = harms.count
            harms += drawn(Array(having.indices), default: 200).map { having[$0] }
            groups.append(SwapView.Group(swap: swap, having: having.count, pairs: first..<harms.count))
        }
        let used = Set(harms.map(\.text)).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
        let own = harms.compactMap { harm in places[harm.text].map { (text: $0, result: harm.result) } }
        let corpus = whole.selecting(used)
        let trial = try working { work throws(TextModelError) in
            try StressTrial(model, on: corpus, harmed: own, with: work)
        }
        let view = SwapView(
            trial: trial, groups: groups, labels: model.labels, rows: used.map { data.rows[$0] },
            all: whole.count, title: spelling(try operand(0)), place: place)
        return .value(.figure(.report, view.page()))
    }
}
