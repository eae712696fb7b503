extension English {
    /// Why a column can't be a feature.
    func unfit(_ column: String, _ fault: RunProblem.ColumnFault) -> Words {
        switch fault {
        case .bareTexts:
            Words(
                "the model needs the column \(quote(column)), and nothing stands beside a written text",
                note: "a bare text", help: "use a dataset with that column:  predict model on reviews")
        case .isText:
            Words(
                "the column \(quote(column)) holds the texts, which column(…) can't take", note: "the text",
                help: "write  words()  or  tfidf()  or  encoder(…)  for the texts")
        case .isLabel:
            Words(
                "the column \(quote(column)) holds the labels, which are to be found out", note: "the label",
                help: "leave it out: a model that is told the answer learns nothing")
        case .isEmpty:
            Words("the column \(quote(column)) has no value", note: "empty", help: "leave it out")
        case .manyValues(let count, let limit):
            Words(
                "the column \(quote(column)) has \(grouped(count)) different values, and categories can be \(grouped(limit))",
                note: "too many values",
                help: "a name or number of each row says nothing about others: leave it out")
        case .notNumber(let row, let cell):
            Words(
                "the column \(quote(column)) should hold numbers, and row \(grouped(row)) has \(quote(cell))",
                note: "not a number", help: "mend the data, or write  kind: category")
        }
    }
}
