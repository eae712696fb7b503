extension StatementCheck {
    /// What `finetune` can't do, all of it known before a step is taken.
    mutating func checkFinetune(_ command: Command, _ subject: Subject) {
        for word in ["on", "dev"] {
            let argument = command.values(of: word).first
            needLabels(argument)
            needTexts(argument)
        }
        needClasses(command.clause("on"))
        checkDevLabels(command)
        checkRow(command.values(of: "layers").first, subject.layers, place: "layer")
        checkHardships(command)
        if let objective = command.values(of: "objective").first?.value.way,
            let given = objective.given("consistency"), (given.value.value.number ?? 0) > 0,
            command.gives("dropout"), command.clause("dropout")?.value.number == 0
        {
            report(.conflict("consistency", "dropout 0"), at: given.name.span)
        }
    }

    /// Labels of the dev set that the training set lacks can never be right.
    private mutating func checkDevLabels(_ command: Command) {
        guard let dev = command.values(of: "dev").first,
            let known = dataset(command.clause("on"))?.facts.labels,
            let labels = dataset(dev)?.facts.labels
        else { return }
        let names = known.filter { $0.count != 0 }.map(\.name)
        let unseen = labels.filter { $0.count != 0 && !names.contains($0.name) }.map(\.name)
        guard !unseen.isEmpty, !names.isEmpty else { return }
        diagnostics.append(Diagnostic(.run(.unseenLabels(unseen, known: names)), at: dev.span))
    }

    /// Each hardship once, and one adversary at most.
    private mutating func checkHardships(_ command: Command) {
        let ways = command.values(of: "resisting").compactMap { argument in
            argument.value.way.map { (name: $0.name, isAdversary: $0.name.text != "noise") }
        }
        for (index, way) in ways.enumerated() {
            guard
                let first = ways[..<index].first(where: {
                    $0.name.text == way.name.text || ($0.isAdversary && way.isAdversary)
                })
            else { continue }
            if first.name.text == way.name.text {
                report(
                    .duplicate(way.name.text), at: way.name.span, related: [.init(first.name.span, .first)])
            } else {
                report(.conflict(first.name.text, way.name.text), at: way.name.span)
            }
        }
    }
}
