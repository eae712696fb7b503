import Datasets
import Display
import Language
import Phrases
import Tensors

// Verbs that draw rows or put datasets together.
extension Invocation {
    /// `sample D rows n [per COL] [seed]`.
    func sample() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        let rows = try required("rows").value.integer ?? 0
        let per = command.clause("per")?.value.text.map { dataset.resolved($0) }
        var random = SeededRandom(seed: seed)
        return .value(
            .dataset(
                try reading { () throws(DataError) in
                    try dataset.sample(rows: rows, per: per, using: &random)
                }))
    }

    /// `balance D [seed]`: as many rows of each label as the rarest has.
    func balance() throws(Failure) -> Execution.Outcome {
        let dataset = try dataset(try operand(0))
        if dataset.hasSeveralLabels {
            try refuseSeveralLabels(.dataset(spelling(try operand(0))), at: try operand(0))
        }
        var random = SeededRandom(seed: seed)
        let result = try reading { () throws(DataError) in try dataset.balanced(using: &random) }
        var line = phrase(
            "\(NumberFormat.count(result.rows)) rows of each label",
            zh: "每个标签 \(NumberFormat.count(result.rows)) 行")
        if result.removed > 0 {
            line += phrase(
                "; \(NumberFormat.count(result.removed)) of the others left out",
                zh: "；其余去掉 \(NumberFormat.count(result.removed)) 行")
        }
        if result.unlabelled > 0 {
            line += phrase(
                "; \(NumberFormat.count(result.unlabelled)) without a label left out",
                zh: "；去掉 \(NumberFormat.count(result.unlabelled)) 行没有标签的")
        }
        output.print(line + "\n")
        return .value(.dataset(result.dataset))
    }

    /// `append D, D, …`.
    func append() throws(Failure) -> Execution.Outcome {
        var datasets: [Dataset] = []
        for argument in command.operands { datasets.append(try dataset(argument)) }
        let first = datasets.removeFirst()
        for (index, other) in datasets.enumerated() where first.roles.label != nil && other.roles.label != nil
        {
            // Cells of both kinds in one column could not be told apart.
            guard first.roles.separator != other.roles.separator else { continue }
            throw Failure(
                .severalLabels(
                    .dataset(spelling(command.operands[first.hasSeveralLabels ? 0 : index + 1])),
                    verb: "append",
                    instead: phrase(
                        "load all of them with  labels  and the same  separator",
                        zh: "都用  labels  和同样的  separator  读入")),
                at: command.operands[index + 1].span)
        }
        let result = try reading { () throws(DataError) in
            try first.appending(datasets, shouldStop: shouldStop)
        }
        for match in result.matches {
            let name = command.operand(match.dataset).map { spelling($0) } ?? ""
            output.print(
                phrase(
                    "\(match.from) of \(name) goes into \(match.to): both are the \(match.role.title)\n",
                    zh: "\(name) 的 \(match.from) 并入 \(match.to)：两者都是\(match.role.title)\n"))
        }
        if !result.gaps.isEmpty {
            warn(
                .unevenColumns(result.gaps.map(\.column), rows: result.gaps.map(\.rows).max() ?? 0),
                at: command.operand(1)?.span)
        }
        return .value(.dataset(result.dataset))
    }
}
