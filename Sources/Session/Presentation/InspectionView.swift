import Display
import Language
import Phrases
import TextModels

/// The cards that Shift-Tab shows: what is known of a word where it stands, without running anything.
enum InspectionView {
    /// A name: what it holds, or will hold once the statements above the cursor have run.
    static func name(_ name: String, _ facts: Facts, in session: Session) -> KeyValues {
        guard let value = session.value(of: name), facts.type == nil || facts.type == value.type else {
            return titled(
                name, [.init(phrase("state", zh: "状态"), phrase("not run yet", zh: "尚未运行"))] + pairs(facts))
        }
        let facts = session.scope.facts(of: name) ?? facts
        switch value {
        case .model(let model):
            let card = ModelView.card(model)
            return titled(name, [type(facts)] + card.pairs)
        case .vectors(let vectors):
            return titled(
                name, pairs(facts) + [.init(phrase("encoder", zh: "编码器"), vectors.encoder.name)])
        case .dataset: return titled(name, pairs(facts))
        case .encoder(let reference):
            return titled(
                name, [type(facts)] + EncoderView(reference: reference, library: session.library).card.pairs)
        default:
            return titled(name, pairs(facts) + [.init(phrase("holds", zh: "内容"), ValueView.summary(value))])
        }
    }

    /// A dataset, or the file that it comes from.
    static func dataset(_ name: String, _ facts: DatasetFacts) -> KeyValues {
        titled(name, pairs(.dataset(facts)))
    }

    /// A clause or option of one verb or component.
    static func parameter(_ parameter: Parameter, of signature: Signature) -> KeyValues {
        let row = Reference.page(of: signature).rows.first { $0.name == parameter.name }
        var pairs = [
            KeyValues.Pair(
                signature.kind == .verb
                    ? phrase("clause of", zh: "所属动词") : phrase("option of", zh: "所属部件"), signature.form)
        ]
        if let row {
            pairs.append(.init(phrase("takes", zh: "取值"), row.takes))
            if !row.defaultText.isEmpty { pairs.append(.init(phrase("default", zh: "默认"), row.defaultText)) }
        }
        if parameter.isRequired { pairs.append(.init(phrase("required", zh: "必需"), phrase("yes", zh: "是"))) }
        pairs.append(.init(phrase("what it does", zh: "作用"), parameter.help))
        pairs.append(.init(phrase("example", zh: "例"), signature.example))
        return titled(parameter.name, pairs)
    }

    /// A column.
    static func column(_ column: ColumnFacts, of owner: String?, in dataset: DatasetFacts) -> KeyValues {
        var pairs = [
            KeyValues.Pair(phrase("column of", zh: "所属"), owner ?? phrase("this file", zh: "本文件")),
            .init(phrase("kind", zh: "类型"), column.kind.title),
        ]
        if dataset.labelColumn == column.name {
            pairs.append(.init(phrase("role", zh: "角色"), phrase("the label", zh: "标签")))
            if let labels = dataset.labels {
                pairs.append(.init(phrase("labels", zh: "标签"), counted(labels)))
            }
        } else if dataset.textColumns?.contains(column.name) == true {
            pairs.append(.init(phrase("role", zh: "角色"), phrase("the text", zh: "文本")))
        }
        if !column.samples.isEmpty {
            let samples = column.samples.prefix(5).joined(separator: phrase(", ", zh: "、"))
            pairs.append(.init(phrase("such as", zh: "例如"), samples))
        }
        return titled(column.name, pairs)
    }

    /// A label.
    static func label(_ label: LabelFacts, of owner: String?) -> KeyValues {
        var pairs = [KeyValues.Pair(phrase("type", zh: "类型"), phrase("label", zh: "标签"))]
        if let owner { pairs.append(.init(phrase("label of", zh: "所属"), owner)) }
        if let count = label.count {
            pairs.append(.init(phrase("rows", zh: "行数"), NumberFormat.count(count)))
        }
        return titled(label.name, pairs)
    }

    /// An encoder or sample of the catalogue.
    static func entry(_ entry: Scope.CatalogueEntry) -> KeyValues {
        var pairs = [KeyValues.Pair(phrase("what it is", zh: "说明"), entry.summary)]
        if let layers = entry.layers {
            pairs.append(.init(phrase("layers", zh: "层数"), NumberFormat.count(layers)))
        }
        if let heads = entry.attentionHeads {
            pairs.append(.init(phrase("heads a layer", zh: "每层的注意力头"), NumberFormat.count(heads)))
        }
        return titled(entry.name, pairs)
    }

    // MARK: Facts

    private static func titled(_ title: String, _ pairs: [KeyValues.Pair]) -> KeyValues {
        KeyValues(title: title, pairs.filter { !$0.value.isEmpty })
    }

    private static func type(_ facts: Facts) -> KeyValues.Pair {
        .init(phrase("type", zh: "类型"), facts.type?.title ?? phrase("not known yet", zh: "尚不知道"))
    }

    private static func pairs(_ facts: Facts) -> [KeyValues.Pair] {
        switch facts {
        case .dataset(let dataset): [type(facts)] + pairs(dataset)
        case .model(let model): [type(facts)] + pairs(model)
        case .recipe(let recipe): [type(facts), .init(phrase("state", zh: "状态"), readiness(recipe.shape))]
        case .vectors(let vectors):
            [
                type(facts),
                .init(phrase("texts", zh: "文本数"), vectors.rows.map { NumberFormat.count($0) } ?? ""),
                .init(phrase("dimensions", zh: "维数"), vectors.dimension.map { NumberFormat.count($0) } ?? ""),
            ]
        case .encoder(let encoder):
            [
                type(facts),
                .init(phrase("layers", zh: "层数"), encoder.layers.map { NumberFormat.count($0) } ?? ""),
                .init(
                    phrase("heads a layer", zh: "每层的注意力头"),
                    encoder.attentionHeads.map { NumberFormat.count($0) } ?? ""),
            ]
        default: [type(facts)]
        }
    }

    private static func pairs(_ dataset: DatasetFacts) -> [KeyValues.Pair] {
        let columns = dataset.columns?.prefix(12).map {
            $0.kind == .unknown
                ? $0.name : phrase("\($0.name) (\($0.kind.title))", zh: "\($0.name)（\($0.kind.title)）")
        }
        let rest = (dataset.columns?.count ?? 0) - (columns?.count ?? 0)
        let more = rest > 0 ? phrase(", … \(rest) more", zh: "……另有 \(rest) 列") : ""
        let comma = phrase(", ", zh: "、")
        return [
            .init(phrase("rows", zh: "行数"), dataset.rows.map { NumberFormat.count($0) } ?? ""),
            .init(phrase("columns", zh: "列"), (columns?.joined(separator: comma) ?? "") + more),
            .init(phrase("text", zh: "文本"), dataset.textColumns?.joined(separator: " + ") ?? ""),
            .init(phrase("label", zh: "标签"), dataset.labelColumn ?? ""),
            .init(phrase("classes", zh: "类别"), dataset.labels.map { counted($0) } ?? ""),
        ]
    }

    private static func pairs(_ model: ModelFacts) -> [KeyValues.Pair] {
        [
            .init(phrase("labels", zh: "标签"), model.labels?.joined(separator: phrase(", ", zh: "、")) ?? ""),
            .init(phrase("layers", zh: "层数"), model.layers.map { NumberFormat.count($0) } ?? ""),
        ]
    }

    private static func readiness(_ shape: RecipeFacts.Shape?) -> String {
        switch shape {
        case .complete: phrase("can be fitted", zh: "可以训练")
        case .features: phrase("features, without a head", zh: "只有特征，没有分类头")
        case .stages: phrase("changes numbers, without features and a head", zh: "只有变换，没有特征和分类头")
        case .head: phrase("a head, without features", zh: "只有分类头，没有特征")
        case nil: ""
        }
    }

    private static func counted(_ labels: [LabelFacts]) -> String {
        let shown = labels.prefix(12).map { label in
            label.count.map { "\(label.name) \(NumberFormat.count($0))" } ?? label.name
        }
        let rest = labels.count - shown.count
        let more = rest > 0 ? phrase(", … \(rest) more", zh: "……另有 \(rest) 类") : ""
        return shown.joined(separator: phrase(", ", zh: "、")) + more
    }
}
