import Datasets
import Display
import Language
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
        var random = SeededRandom(seed: seed)
        let result = try reading { () throws(DataError) in try dataset.balanced(using: &random) }
        var line = "\(NumberFormat.count(result.rows)) rows of each label"
        if result.removed > 0 { line += "; \(NumberFormat.count(result.removed)) of the others left out" }
        if result.unlabelled > 0 {
            line += "; \(NumberFormat.count(result.unlabelled)) without a label left out"
        }
        output.print(line + "\n")
        return .value(.dataset(result.dataset))
    }

    /// `append D, D, …`.
    func append() throws(Failure) -> Execution.Outcome {
        var datasets: [Dataset] = []
        for argument in command.operands { datasets.append(try dataset(argument)) }
        let first = datasets.removeFirst()
        let result = try reading { () throws(DataError) in
            try first.appending(datasets, shouldStop: shouldStop)
        }
        for match in result.matches {
            let name = command.operand(match.dataset).map { spelling($0) } ?? ""
            output.print(
                "\(match.from) of \(name) goes into \(match.to): both are the \(match.role.rawValue)\n")
        }
        if !result.gaps.isEmpty {
            warn(
                .unevenColumns(result.gaps.map(\.column), rows: result.gaps.map(\.rows).max() ?? 0),
                at: command.operand(1)?.span)
        }
        return .value(.dataset(result.dataset))
    }
}
