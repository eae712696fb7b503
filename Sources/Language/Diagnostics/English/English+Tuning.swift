// What can go wrong with `finetune` and its runs.
extension English {
    func tuningWords(for problem: RunProblem) -> Words {
        switch problem {
        case .allCut(let texts, let limit):
            Words(
                "all \(count(texts, "text")) are longer than the \(grouped(limit)) tokens that the encoder reads",
                note: "every text is cut",
                help:
                    "cut the texts into shorter ones, or let the encoder read more:  encoder(minilm, max_tokens: 512)"
            )
        case .diverged(let step, let loss, let rate):
            Words(
                loss.isFinite
                    ? "the loss has grown to \(NumberFormat.text(loss.rounded())) at step \(grouped(step)), far beyond where it began"
                    : "the loss is no number any more at step \(grouped(step))",
                note: "diverged",
                help:
                    "use a smaller rate than \(NumberFormat.text(rate)):  rate \(NumberFormat.text(RunProblem.tenth(of: rate))); a longer warmup helps, too"
            )
        case .runBusy(let run):
            Words(
                "another cell or kernel is training \(quote(run)) right now", note: "in use",
                help: "wait for it, or interrupt it there; this cell then goes on from where it is")
        case .noSuchRun(let name, let near):
            Words(
                "there is no run \(quote(name))", note: "not kept",
                help: near.isEmpty
                    ? "runs  lists those that are kept"
                    : suggestion(near.first, "runs", Array(near.dropFirst())))
        case .otherBase(let tuned, let difference):
            Words(
                "\(quote(tuned)) holds only what was tuned, for another base: \(difference)",
                note: "another base",
                help: "put back the encoder that it was tuned on, or tune this one anew")
        case .untrainable(let reason, let help):
            Words("this encoder can't be used so: \(reason)", note: "not with this encoder", help: help)
        default: Words("this can't be trained")
        }
    }
}

extension RunProblem {
    /// A tenth of a learning rate, without the digits that dividing adds.
    static func tenth(of rate: Double) -> Double { (rate * 1e9).rounded() / 1e10 }
}
