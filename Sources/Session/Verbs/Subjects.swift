import Datasets
import Language
import Phrases
import TextModels

/// A text that a statement is about.
struct Subject: Sendable {
    /// The text with what stands beside it.
    let document: Documents
    /// The label that the data give, if any.
    let truth: String?
    /// The row that it comes from, counted from 1; nil for a written text.
    let row: Int?

    var text: String { document.texts.first ?? "" }
}

extension Invocation {
    /// The texts that a statement is about: `for "…", …`, or `on D row n, …`.
    func subjects() throws(Failure) -> [Subject] {
        var found: [Subject] = []
        for argument in command.values(of: "for") {
            found.append(Subject(document: Documents([try text(argument)]), truth: nil, row: nil))
        }
        guard found.isEmpty else { return found }
        let dataset = try dataset(try required("on"))
        _ = try required("row")
        for row in command.values(of: "row") {
            guard let number = row.value.integer, number >= 1, number <= dataset.count else {
                throw Failure(.noSuchRow(row.value.integer ?? 0, rows: dataset.count), at: row.span)
            }
            let one = dataset.prefix(1, from: number - 1)
            let truth = one.roles.label.flatMap { label in one.columns.first { $0.name == label }?[0] }
            let texts = try reading { () throws(DataError) in try one.texts() }
            found.append(Subject(document: Documents(texts, beside: one), truth: truth, row: number))
        }
        return found
    }

    /// The one text that a statement is about.
    func subject() throws(Failure) -> (document: Documents, truth: String?) {
        guard let first = try subjects().first else {
            throw Failure(
                .missingClause(
                    verb: command.verb.text, anyOf: ["for"], example: command.signature?.example ?? ""),
                at: span)
        }
        return (first.document, first.truth)
    }
}
