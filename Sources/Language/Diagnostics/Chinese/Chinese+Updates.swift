private let zh = Chinese()

extension RunProblem {
    /// What can go wrong with `update`.
    var update: Words {
        switch self {
        case .needsOldTexts(let model, let head, let need, let dataset):
            Words(
                need.reason(model, head), note: "需要原来的训练文本", help: "写出训练集： keeping \(dataset ?? "train")")
        case .otherTexts(let dataset, let model, .texts(let missing, let others)):
            Words(
                "\(zh.quote(dataset))不是\(zh.quote(model))的训练集："
                    + [
                        missing > 0 ? "缺 \(zh.grouped(missing)) 篇训练文本" : nil,
                        others > 0 ? "多 \(zh.grouped(others)) 篇别的文本" : nil,
                    ].compactMap(\.self).joined(separator: "，"), note: "文本不同",
                help: "写训练集本身；更新过的模型，训练集是新旧合在一起： append train, test")
        case .otherTexts(let dataset, let model, .labels(let texts)):
            Words(
                "\(zh.quote(dataset))的文本与\(zh.quote(model))的训练集相同，但标签不同，至少 \(zh.grouped(texts)) 行",
                note: "标签不同", help: "重新训练： model = fit recipe on \(dataset)")
        default: Words("")
        }
    }
}

extension OldTextsNeed {
    /// In Chinese.
    fileprivate func reason(_ model: String, _ head: String) -> String {
        switch self {
        case .head: "只有新文本不能更新\(zh.quote(model))：它的分类头 \(head) 取决于每一篇旧文本"
        case .width(let columns):
            "只有新文本不能更新\(zh.quote(model))：它有 \(zh.grouped(columns)) 列，\(head) 要为此保存列数的平方那么多的数"
        case .oldFile: "只有新文本不能更新\(zh.quote(model))：它由旧版 Loupe 保存，没有 \(head) 更新所需的统计量"
        }
    }
}

extension WarningProblem {
    /// What an update warns of.
    var update: Words {
        switch self {
        case .repeatedTexts(let rows, let total):
            Words(
                "\(zh.grouped(total)) 篇新文本中有 \(zh.grouped(rows)) 篇已经训练过，今后会算两次", note: "训练过的文本",
                help: "更新前先去掉它们")
        case .calibrationDropped(let model):
            Words(
                "\(zh.quote(model))的校准和阈值是为原来的得分学的，新模型不再带有它们", note: "不再校准",
                help: "在它没见过的文本上重新校准： calibrate … on dev")
        default: Words("")
        }
    }
}
