import Datasets
import Display
import Explanations
import Language
import Tensors
import TextModels

extension Invocation {
    /// `faithfulness M on D [limit n] [seed n]`.
    func faithfulness() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let model = try model(operand)
        let on = try required("on")
        let dataset = try dataset(on)
        let texts = try reading { () throws(DataError) in try dataset.texts() }
        let readable = texts.indices.filter { Words.ranges(in: texts[$0]).count > 1 }
        guard readable.count > 1 else {
            throw Failure(
                .tooFewRows(rows: readable.count, needed: 2, purpose: "faithfulness"), at: on.span)
        }
        let overlap = model.overlap(with: texts)
        if overlap > 0 { warn(.overlap(rows: overlap, total: texts.count), at: on.span) }
        let drawn = drawn(readable, default: 50)
        let documents = Documents(drawn.map { texts[$0] }, beside: dataset, rows: drawn)
        let trial = try working { work throws(TextModelError) in
            try FaithfulnessTrial(model, on: documents, seed: seed, with: work)
        }
        session.note(KnownFaithfulness(model: model, trial: trial, place: spelling(on)))
        return .value(
            .figure(
                .report,
                FaithfulnessView(
                    trial: trial, title: spelling(operand), place: spelling(on), readable: readable.count,
                    hasEncoder: model.hasEncoder
                ).page()))
    }

    /// As many places as `limit` allows, drawn by the seed, ascending.
    func drawn(_ places: [Int], default limit: Int) -> [Int] {
        let limit = integer("limit", default: limit)
        guard places.count > limit else { return places }
        var random = SeededRandom(seed: seed)
        return random.order(of: places.count).prefix(limit).map { places[$0] }.sorted()
    }
}
