import Display
import Language
import Phrases
import TextModels

extension Invocation {
    /// `runs`, `runs clear "NAME", …`: what `finetune` has made and keeps.
    func runs() throws(Failure) -> Execution.Outcome {
        let runs = TuningRuns(home: session.library.home)
        var notes: [String] = []
        for argument in command.values(of: "clear") {
            let name = try text(argument)
            guard runs.run(name) != nil else { throw noSuchRun(name, runs, at: argument.span) }
            let size = NumberFormat.bytes.text(Double(runs.bytes(name)))
            do throws(TextModelError) { try runs.remove(name) } catch {
                throw Failure(failure(error).diagnostics.map { Diagnostic($0.problem, at: argument.span) })
            }
            notes.append(phrase("removed \(name), \(size)", zh: "删除了 \(name)，\(size)"))
        }
        return .value(.figure(.table, RunsView(runs: runs, home: session.library.home, notes: notes).table))
    }

    private func noSuchRun(_ name: String, _ runs: TuningRuns, at span: SourceSpan) -> Failure {
        let names = runs.all.map(\.name)
        return Failure(
            .noSuchRun(name, near: EditDistance.nearest(name, among: names).map { [$0] } ?? []), at: span)
    }
}
