/// What a command is about: the dataset that its columns belong to, the labels, the model or encoder.
struct Subject {
    var dataset = DatasetFacts()
    /// Whether the columns are those of a file, for the wording.
    var isFile = false
    /// The labels of the model, else of the dataset.
    var labels: [String]? { model?.labels ?? dataset.labels?.map(\.name) }
    private var model: ModelFacts?
    var layers: Int?
    var attentionHeads: Int?

    init(scope: Scope) {}

    init(operands: [Argument], syntax: CommandSyntax, signature: Signature, scope: Scope) {
        if signature.name == "load" {
            dataset = FactsFlow.loaded(operands, syntax, scope)
            isFile = true
            return
        }
        for operand in operands {
            switch operand.value {
            case .name(let name): take(scope.facts(of: name))
            case .encoder(let component): take(component, scope)
            default: break
            }
        }
        // Without a dataset as operand, columns are those of the one behind `on`.
        guard dataset.columns == nil, let on = syntax.clauses.first(where: { $0.word.text == "on" }),
            case .operands(let named) = on.content, let name = named.first?.word,
            case .dataset(let facts)? = scope.facts(of: name)
        else { return }
        dataset = facts
    }

    private mutating func take(_ facts: Facts?) {
        switch facts {
        case .dataset(let facts):
            dataset = facts
            model = nil
        case .vectors(let facts):
            dataset = facts.dataset
            model = nil
        case .model(let facts):
            model = facts
            layers = facts.layers
            attentionHeads = facts.attentionHeads
        case .encoder(let facts):
            layers = facts.layers
            attentionHeads = facts.attentionHeads
        default: break
        }
    }

    private mutating func take(_ component: Recipe.Component, _ scope: Scope) {
        let facts = FactsFlow.encoder(component, scope)
        layers = facts.layers
        attentionHeads = facts.attentionHeads
    }
}
