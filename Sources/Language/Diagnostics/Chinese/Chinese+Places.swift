extension Chinese {
    /// What may stand in a place.
    func phrase(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .name(let types): types.isEmpty ? "一个名字" : "\(anyOf(types))的名字"
        case .recipe: "一个配方"
        case .triedRecipe: "一个带 try […] 的配方"
        case .recipeOrModel: "配方或模型"
        case .modelOrEncoder: "模型或编码器"
        case .encoder: "一个编码器"
        case .encoderOr(let words): "一个编码器，或 \(words.joined(separator: "、"))"
        case .sample: "一个样例"
        case .column: "一个列名"
        case .columnOrNone: "一个列名，或 none"
        case .newColumn: "一个名字"
        case .label: "一个标签"
        case .choice(let words), .choiceOrTexts(let words): either(words)
        case .choiceOrWeights(let words): either(words) + "，或为各标签写出权重的记录"
        case .choiceOrNumber(let words, let low, let high):
            either(words)
                + (high.isFinite
                    ? "，或 \(NumberFormat.text(low)) 到 \(NumberFormat.text(high)) 之间的数"
                    : "，或不小于 \(NumberFormat.text(low)) 的数")
        case .choiceOrInteger(let words, let low, let high):
            either(words) + "，或 \(low) 到 \(grouped(high)) 之间的整数"
        case .way(let kind):
            either(SignatureTable.ways.filter { $0.kind == kind }.map(\.name)) + "，可带选项"
        case .labelTexts: "一条记录 {标签: \"文本\"}"
        case .integer(let low, let high), .integerOrNone(let low, let high):
            high == .max ? "不小于 \(low) 的整数" : "\(low) 到 \(grouped(high)) 之间的整数"
        case .choices(let words): either(words) + "，或由它们组成的列表"
        case .layers(let low, let high): "\(low) 到 \(grouped(high)) 之间的层号、层的范围，或列表"
        case .range: "范围，例如 1..2"
        case .number(let low, let high, let includes):
            low.isFinite
                ? "\(includes ? "不小于" : "大于") \(NumberFormat.text(low))"
                    + (high.isFinite ? "、不大于 \(NumberFormat.text(high))" : "") + " 的数" : "一个数"
        case .fraction: "0 到 1 之间的比例"
        case .countOrFraction: "个数，或 0 到 1 之间的比例"
        case .boolean: "true 或 false"
        case .text: "引号中的文本"
        case .textOr(let types): "引号中的文本，或\(anyOf(types))的名字"
        case .file, .newFile: "引号中的文件名"
        case .condition: "一个条件"
        case .rules: "规则"
        case .mapping: "一条记录 {旧: 新}"
        case .anyName: "正在使用的名字"
        case .topic: "一个词"
        case .setting: "一项设置"
        case .value: "一个值"
        }
    }

    /// How to write what a place takes.
    func valueHelp(_ found: String, _ place: String, _ kind: Parameter.Kind) -> String? {
        let isQuoted = found.hasPrefix("\"")
        let bare = isQuoted ? String(found.dropFirst().dropLast()) : found
        let isList = found.hasPrefix("[") && found.hasSuffix("]")
        let items = isList ? String(found.dropFirst().dropLast()) : found
        if isQuoted, let value = Expression.plainValue(bare, for: kind) { return "去掉引号： \(value)" }
        switch kind {
        case .text where isList && !items.isEmpty && place == "for":
            return "去掉方括号： for \(items)"
        case .range where isList && items.split(separator: ",").count == 2:
            return "范围写成  "
                + items.split(separator: ",").map { $0.filter { $0 != " " } }.joined(separator: "..")
        case .encoder, .encoderOr, .modelOrEncoder: return "例如  minilm，或引号中的模型文件夹"
        case .integer, .integerOrNone: return "用数字写"
        case .text where !isQuoted, .textOr where !isQuoted, .file where !isQuoted, .newFile where !isQuoted:
            return "放进引号里：\(code(found))"
        case .columnOrNone where found == "true" || found == "false":
            return "写列名，例如  \(place) label；none 表示不用"
        case .name([.dataset]) where isQuoted && place == "dataset":
            return "数据集从文件读入： reviews = load \"reviews.csv\""
        case .column, .columnOrNone: return "列名不加引号，或放在反引号里：`\(bare)`"
        case .name([.model]): return "先训练，再用它的名字： model = fit … on train"
        case .name where Double(found) != nil: return "先写名字，数字写在子句词后面"
        case .name where place == "on" && isQuoted && !bare.isEmpty:
            return "文本写在 for 后面： for \(found)；文件要先读入： test = load \(found)"
        case .name: return "先给它起个名字，再在这里用这个名字"
        case .recipe where isList, .recipeOrModel where isList: return "去掉方括号： \(items)"
        case .recipe: return "配方写成  tfidf() | logistic()"
        case .triedRecipe: return "例如  tfidf() | logistic(C: try [0.1, 1, 10])"
        case .number where Comparison.Operator(rawValue: place) != nil:
            return "右边应是数字；如果是列，放在 `反引号` 里"
        case .number where isList, .fraction where isList, .countOrFraction where isList:
            return "只写一个值" + (items.split(separator: ",").first.map { "： \(place): \($0)" } ?? "")
        case .range: return "例如  1..2"
        case .choiceOrWeights: return "例如  class_weight: {good: 1, bad: 2.5}"
        case .mapping: return "例如  {bad: negative, good: positive}"
        case .choices(let words):
            return words.count > 1 ? "几个并用时写在方括号里： \(place): [\(words[0]), \(words[1])]" : nil
        case .layers: return "例如  \(place): 6  或  \(place): 3..6（取平均）或  \(place): [5, 6]（并排）"
        default: return nil
        }
    }

    /// How to stay within bounds.
    func boundsHelp(_ number: Double, _ isPercent: Bool, _ kind: Parameter.Kind) -> String? {
        switch kind {
        case .fraction where !isPercent && number >= 2 && number < 100 && number == number.rounded():
            "百分数写成 \(NumberFormat.text(number))%"
        case .fraction: "比例写成 20% 或 0.2"
        case .countOrFraction: "个数写成 2，比例写成 1%"
        case .range(let low, let high): "其中的数在 \(low) 到 \(high) 之间"
        case .integer, .integerOrNone, .layers: number == number.rounded() && !isPercent ? nil : "写整数，例如 2"
        default: nil
        }
    }

    /// What to do when a name holds a value of another type.
    func wrongTypeHelp(
        _ name: String, _ found: ValueType, _ wanted: [ValueType], _ place: String
    ) -> String? {
        switch (found, wanted.first) {
        case (.recipe, .model): "先训练： model = fit \(name) on train"
        case (_, .model) where place == "save": "save 只保存模型；其他的用 write： write \(name) to \"…\""
        case (.dataset, .text): "文本放在引号里"
        case (.recipe, .dataset), (.explanation, .dataset), (.table, .dataset), (.report, .dataset):
            "数据集由  load、keep、drop、label 或 split  得到"
        case (.model, .recipe): "训练好的模型不是配方：请用训练它的那个配方"
        case (.dataset, .recipe): "先写配方，数据集写在 on 后面： fit tfidf() | logistic() on train"
        case (.dataset, .model):
            DiagnosticRenderer.exampleWithData(place).map { "先写模型，数据集写在 on 后面： \($0)" } ?? "写一个训练好的模型"
        case (.model, .dataset): "这里应是数据集，模型写在前面： report model on test"
        default: nil
        }
    }
}
