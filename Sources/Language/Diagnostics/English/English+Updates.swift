// What can go wrong with `update`.
extension English {
    func updateWords(for problem: RunProblem) -> Words {
        switch problem {
        case .needsOldTexts(let model, let head, let need, let dataset):
            Words(
                reason(need, model, head), note: "needs its old texts",
                help: "name the training set:  keeping \(dataset ?? "train")")
        case .otherTexts(let dataset, let model, .texts(let missing, let others)):
            Words(
                "\(quote(dataset)) is not what \(quote(model)) was trained on: "
                    + [
                        missing > 0 ? "\(count(missing, "training text")) missing" : nil,
                        others > 0 ? "\(count(others, "text")) too many" : nil,
                    ].compactMap(\.self).joined(separator: ", "), note: "other texts",
                help:
                    "name the training set itself; after an update it is old and new together:  append train, test"
            )
        case .otherTexts(let dataset, let model, .labels(let texts)):
            Words(
                "\(quote(dataset)) has the texts that \(quote(model)) was trained on, but other labels, in at least \(count(texts, "row"))",
                note: "other labels", help: "fit the recipe anew:  model = fit recipe on \(dataset)")
        default: Words("this can't be updated")
        }
    }

    private func reason(_ need: OldTextsNeed, _ model: String, _ head: String) -> String {
        switch need {
        case .head:
            "\(quote(model)) can't be updated from new texts alone: its head, \(head), depends on every old text"
        case .width(let columns):
            "\(quote(model)) can't be updated from new texts alone: \(head) would have had to keep the square of its \(grouped(columns)) columns"
        case .oldFile:
            "\(quote(model)) can't be updated from new texts alone: an older Loupe saved it, without what \(head) needs for that"
        }
    }

    func updateWords(for problem: WarningProblem) -> Words {
        switch problem {
        case .repeatedTexts(let rows, let total):
            Words(
                "\(grouped(rows)) of \(count(total, "new text")) were trained on already, and count twice from now on",
                note: "known texts", help: "leave them out before the update")
        case .calibrationDropped(let model):
            Words(
                "the calibration and threshold of \(quote(model)) were learnt for its old scores, so the new model has neither",
                note: "not calibrated any more",
                help: "calibrate it on texts that it has not seen:  calibrate … on dev")
        default: Words("this may mislead")
        }
    }
}
