import Datasets
import Display
import Language
import Tensors
import TextModels

/// One command being carried out, with easy access to its operands and clauses.
///
/// Each verb is an extension in a file of its own under `Verbs`.
struct Invocation {
    let execution: Execution
    let command: Command
    /// The names that take the results.
    let targets: [Spelled]
    /// Whether what it gives is not to be shown.
    let isHidden: Bool

    init(_ execution: Execution, _ command: Command, targets: [Spelled], isHidden: Bool) {
        self.execution = execution
        self.command = command
        self.targets = targets
        self.isHidden = isHidden
    }

    var session: Session { execution.session }
    var output: any SessionOutput { execution.output }
    var shouldStop: @Sendable () -> Bool { execution.shouldStop }
    /// The place of the verb, where errors that have no better place point.
    var span: SourceSpan { command.verb.span }

    /// What the verb says it gives.
    func outcome() throws(Failure) -> Execution.Outcome {
        guard let verb = Verb.all[command.verb.text] else {
            throw Failure(.unknownVerb(command.verb.text, near: nil), at: span)
        }
        return try verb(self)()
    }

    // MARK: operands and clauses

    /// An operand that the signature requires.
    func operand(_ index: Int) throws(Failure) -> Argument {
        guard let argument = command.operand(index) else {
            let signature = command.signature
            let name =
                signature?.operands.indices.contains(index) == true ? signature?.operands[index].name : nil
            throw Failure(
                .missingOperand(
                    verb: command.verb.text, operand: name ?? "operand", example: signature?.example ?? ""),
                at: span)
        }
        return argument
    }

    /// A clause that the signature requires.
    func required(_ word: String) throws(Failure) -> Argument {
        guard let argument = command.clause(word) else {
            throw Failure(
                .missingClause(
                    verb: command.verb.text, anyOf: [word], example: command.signature?.example ?? ""),
                at: span)
        }
        return argument
    }

    /// The dataset that an argument names.
    func dataset(_ argument: Argument) throws(Failure) -> Dataset {
        guard case .dataset(let dataset) = try execution.value(of: argument) else {
            throw wrongType(argument, wanted: [.dataset])
        }
        return dataset
    }

    /// The model that an argument names.
    func model(_ argument: Argument) throws(Failure) -> TextModel {
        guard case .model(let model) = try execution.value(of: argument) else {
            throw wrongType(argument, wanted: [.model])
        }
        if model.givesSeveralLabels { try refuseSeveralLabels(.model(spelling(argument)), at: argument) }
        return model
    }

    /// Ends a verb that needs one label a text.
    func refuseSeveralLabels(_ subject: RunProblem.LabelledSubject, at argument: Argument) throws(Failure) {
        let verb = command.verb.text
        guard let instead = SeveralLabels.instead(of: verb) else { return }
        throw Failure(.severalLabels(subject, verb: verb, instead: instead), at: argument.span)
    }

    /// The characters of an argument.
    func text(_ argument: Argument) throws(Failure) -> String {
        guard case .text(let text) = try execution.value(of: argument) else {
            throw wrongType(argument, wanted: [.text])
        }
        return text
    }

    /// A whole number behind a clause, or the default.
    func integer(_ word: String, default fallback: Int) -> Int {
        command.clause(word)?.value.integer ?? fallback
    }

    func wrongType(_ argument: Argument, wanted: [ValueType]) -> Failure {
        let name = argument.value.text ?? execution.source.text(of: argument.span)
        let found = (try? execution.value(of: argument))?.type
        return Failure(
            .wrongType(name: name, found: found ?? .text, wanted: wanted, place: command.verb.text),
            at: argument.span)
    }

    /// How an argument is written, for titles.
    func spelling(_ argument: Argument) -> String { execution.source.text(of: argument.span) }

    // MARK: warnings and progress

    /// Says a warning, once a cell.
    func warn(_ problem: WarningProblem, at span: SourceSpan? = nil) {
        guard execution.spoken.isNew(problem) else { return }
        execution.say([Diagnostic(.warning(problem), at: span ?? self.span)])
    }

    /// Says what is remarkable of texts: once a session, where it is first seen.
    func remark(_ problem: WarningProblem) {
        if session.remarks(problem, in: execution.statement) { warn(problem) }
    }

    /// Work that shows its progress and stops with the cell.
    func working<Result>(_ body: (Work) throws(TextModelError) -> Result) throws(Failure) -> Result {
        let reporter = ProgressReporter(output: output)
        let pool = session.settings.threads.map { ThreadPool(threads: $0) } ?? .machine
        let work = Work(
            library: session.library, pool: pool, shouldStop: shouldStop, onProgress: reporter.report,
            freeMemory: session.freeMemory)
        do throws(TextModelError) {
            let result = try body(work)
            reporter.finish()
            return result
        } catch {
            reporter.finish()
            throw failure(error, progress: reporter.last)
        }
    }

    /// Runs something over data.
    func reading<Result>(_ body: () throws(DataError) -> Result) throws(Failure) -> Result {
        do throws(DataError) { return try body() } catch { throw Failure(error, at: span, in: command) }
    }
}
