import Datasets
import Display
import Phrases
import TextModels

/// The rows that a model was trained on, found again in a dataset that has a name.
struct TrainingRows {
    /// The dataset's name.
    let name: String
    /// The rows, each text once.
    let dataset: Dataset
    /// Their places in the named dataset, from 0.
    let places: [Int]
    /// The number of different texts that the model was trained on.
    let total: Int

    /// How many of the training texts these are, and where.
    var caption: String {
        let (count, total) = (NumberFormat.count(places.count), NumberFormat.count(total))
        return phrase(
            "the \(count) of its \(total) different training texts that are in \(name)",
            zh: "它的 \(total) 篇不同的训练文本中，在 \(name) 里的 \(count) 篇")
    }

    /// The first `count` of the rows' places when they are spread evenly over all.
    func thinned(to count: Int) throws(DataError) -> Dataset {
        guard dataset.count > count, count > 0 else { return dataset }
        return try dataset.rows((0..<count).map { $0 * dataset.count / count })
    }
}

extension Invocation {
    /// The texts that a model was trained on, found again among the datasets that have a name: of those with most of
    /// them the smallest, else the first; nil when none has any.
    func trainingRows(of model: TextModel) throws(Failure) -> TrainingRows? {
        var best: (name: String, dataset: Dataset, places: [Int])?
        for (name, _) in session.names {
            guard case .dataset(let dataset)? = execution.values[name], let texts = try? dataset.texts()
            else { continue }
            let places = model.trainingPlaces(in: texts)
            let isBetter =
                best.map { best in
                    (places.count, best.dataset.count) > (best.places.count, dataset.count)
                } ?? !places.isEmpty
            if isBetter { best = (name, dataset, places) }
        }
        guard let best else { return nil }
        return TrainingRows(
            name: best.name,
            dataset: try reading { () throws(DataError) in try best.dataset.rows(best.places) },
            places: best.places, total: Set(model.provenance.textKeys).count)
    }
}
