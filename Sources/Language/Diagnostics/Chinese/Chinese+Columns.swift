extension Chinese {
    /// Why a column can't be a feature.
    func unfit(_ column: String, _ fault: RunProblem.ColumnFault) -> Words {
        switch fault {
        case .bareTexts:
            Words(
                "模型需要\(quote(column))列，而单独写出的文本没有这一列", note: "只有文本",
                help: "用有这一列的数据集： predict model on reviews")
        case .isText:
            Words(
                "\(quote(column))列就是文本，不能写进 column(…)", note: "文本列",
                help: "文本用 words()、tfidf() 或 encoder(…)")
        case .isLabel:
            Words("\(quote(column))列是标签，正是要预测的", note: "标签列", help: "去掉它：告诉模型答案，它什么也学不到")
        case .isEmpty: Words("\(quote(column))列没有值", note: "空列", help: "去掉它")
        case .manyValues(let count, let limit):
            Words(
                "\(quote(column))列有 \(grouped(count)) 个不同的取值，类别最多 \(grouped(limit)) 个", note: "取值太多",
                help: "每行各异的名字或编号说明不了别的行，请去掉它")
        case .notNumber(let row, let cell):
            Words(
                "\(quote(column))列应是数字，而第 \(grouped(row)) 行是\(quote(cell))", note: "不是数字",
                help: "修正数据，或写  kind: category")
        }
    }
}
