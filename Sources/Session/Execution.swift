import Datasets
import Display
import Language
import Phrases
import TextModels

/// One cell being run: its text, where its output goes, and whether it should stop.
struct Execution: Sendable {
    let session: Session
    let source: SourceText
    let output: any SessionOutput
    let shouldStop: @Sendable () -> Bool
    /// What the names hold; as they were when the present step began.
    private(set) var values: [String: Value] = [:]
    /// The journal's entries behind these values.
    private(set) var origins: [String: Int] = [:]
    /// The present step as it is written.
    private(set) var statement = ""
    /// The cell's place in the crash record.
    let running: RunningCell?
    /// What the running statement reads.
    let reads = Reads()
    /// What the cell has warned of.
    let spoken = SpokenWarnings()

    /// What a statement gives.
    enum Outcome {
        /// Nothing to name or to show.
        case nothing
        /// One value, which is shown unless it is named.
        case value(Value)
        /// Several values, to be named one by one.
        case values([Value])
    }

    /// Carries out one step; its names are defined only when all of it succeeded.
    ///
    /// `said` is what the check of the whole cell has already told.
    func run(_ step: Step, isLast: Bool, said: [Diagnostic]) throws(Failure) {
        if shouldStop() {
            throw Failure(.interrupted(step: phrase("cell", zh: "单元格"), done: nil, total: nil), at: step.span)
        }
        let snapshot = session.snapshot
        let checked = Checker(snapshot.scope).recheck(step)
        let errors = checked.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty, let step = checked.step else { throw Failure(errors) }
        say(checked.diagnostics.filter { !said.contains($0) })
        // Thousands of lines of `say` cost less without a note for each.
        if step.command?.verb.text != "say" {
            running?.enters(line: source.lines.line(ofByte: step.span.start), source.text(of: step.span))
        }
        reads.clear()
        var execution = self
        (execution.values, execution.origins) = (snapshot.values, snapshot.origins)
        execution.statement = source.text(of: step.span)
        switch try execution.outcome(of: step) {
        case .nothing: break
        case .value(let value):
            if !step.targets.isEmpty {
                define([value], by: step)
            } else if !step.isHidden {
                show(value, isLast: isLast)
            }
        case .values(let values):
            define(values, by: step)
            if step.targets.isEmpty, !step.isHidden {
                for value in values { show(value, isLast: false) }
            }
        }
    }

    /// Gives a statement's names their values, and takes down in the journal how they were made.
    private func define(_ values: [Value], by step: Step) {
        let names = step.targets.map(\.text)
        guard !names.isEmpty else { return }
        let origin = session.recovery?.journal?.add(
            source.text(of: step.span), names, values, reads: reads.all)
        let lineage = session.lineage(
            of: source.text(of: step.span) + (step.command?.seedRemark ?? ""),
            reading: reads.all.keys.sorted())
        for (name, value) in zip(names, values) {
            session.define(name, value, origin: origin, lineage: lineage)
        }
    }

    private func outcome(of step: Step) throws(Failure) -> Outcome {
        switch step.action {
        case .command(let command):
            return try Invocation(
                self, command, targets: step.targets, isHidden: step.isHidden
            ).outcome()
        case .value(let argument): return .value(try value(of: argument))
        case .help(let word):
            output.page(try HelpView.page(for: word, in: session))
            return .nothing
        }
    }

    private func show(_ value: Value, isLast: Bool) {
        let bundle = ValueView.display(value, session: session).bundle
        if isLast { output.result(bundle) } else { output.display(bundle, id: nil) }
    }

    /// A written value, its names replaced by what they hold.
    func value(of argument: Argument) throws(Failure) -> Value {
        switch argument.value {
        case .name(let name):
            guard let value = values[name] else {
                throw Failure(.unknownName(name, near: nil, fitting: [], wanted: []), at: argument.span)
            }
            reads.note(name, origin: origins[name])
            return value
        case .recipe(let recipe):
            let resolved = try resolved(recipe)
            guard resolved.size <= Language.Recipe.largest else {
                throw Failure(.tooMany(place: "recipe", limit: Language.Recipe.largest), at: argument.span)
            }
            return .recipe(resolved)
        case .encoder(let component): return .encoder(try RecipeReader(self).encoder(try resolved(component)))
        case .number(let number), .share(let number): return .number(number)
        case .boolean(let truth): return .boolean(truth)
        case .range(let lower, let upper): return .range(lower, upper)
        case .none: return .none
        case .list(let items):
            var values: [Value] = []
            for item in items { values.append(try value(of: item)) }
            return .list(values)
        case .record(let entries):
            var values: [(key: String, value: Value)] = []
            for entry in entries { values.append((entry.key.text, try value(of: entry.value))) }
            return .record(values)
        case .condition, .rules, .sample, .way: return .none
        case .column(let text), .label(let text), .choice(let text), .text(let text), .file(let text),
            .word(let text):
            return .text(text)
        }
    }

    /// A recipe with every name replaced by the recipe that it holds.
    func resolved(_ recipe: Language.Recipe) throws(Failure) -> Language.Recipe {
        switch recipe {
        case .component(let component): return .component(try resolved(component))
        case .name(let name):
            guard case .recipe(let held)? = values[name.text] else {
                throw Failure(
                    .unknownName(name.text, near: nil, fitting: [], wanted: [.recipe]), at: name.span)
            }
            reads.note(name.text, origin: origins[name.text])
            return held
        case .union(let parts):
            var changed: [Language.Recipe] = []
            for part in parts { changed.append(try resolved(part)) }
            return .union(changed)
        case .pipe(let parts):
            var changed: [Language.Recipe] = []
            for part in parts { changed.append(try resolved(part)) }
            return .pipe(changed)
        }
    }

    /// A component whose encoder, where it is a name, is replaced by what the name holds.
    private func resolved(_ component: Language.Recipe.Component) throws(Failure) -> Language.Recipe.Component
    {
        guard let given = component.given("name"), case .name(let name) = given.value.value else {
            return component
        }
        let held = try value(of: given.value)
        guard case .encoder(let reference) = held else {
            throw Failure(
                .wrongType(name: name, found: held.type ?? .text, wanted: [.encoder], place: "encoder"),
                at: given.value.span)
        }
        return component.replacing("name", by: .text(reference.name))
    }

    /// Says warnings on the side channel.
    func say(_ diagnostics: [Diagnostic]) {
        let warnings = diagnostics.filter { $0.severity == .warning }
        guard !warnings.isEmpty else { return }
        output.warn(output.renderer.render(warnings, in: source) + "\n")
    }

    /// The end of a cell that failed.
    func end(with diagnostics: [Diagnostic]) -> CellEnd {
        let errors = diagnostics.filter { $0.severity == .error }
        say(diagnostics)
        guard let first = errors.first else { return .done }
        let lines = output.renderer.render(errors, in: source).split(
            separator: "\n", omittingEmptySubsequences: false)
        return .failed(
            code: first.code.rawValue, sentence: DiagnosticRenderer().sentence(first),
            lines: lines.map(String.init))
    }
}

extension Command {
    /// The seed that chance was drawn by where the statement doesn't tell, as a comment.
    fileprivate var seedRemark: String? {
        guard verb.text == "split" || verb.text == "sample" || verb.text == "balance", !gives("seed"),
            !gives("time"), let seed = signature?.clause("seed")?.defaultValue?.number
        else { return nil }
        return "  # seed \(Int(seed))"
    }
}

extension Language.Recipe {
    /// The most components that a recipe may have, names replaced: one that is joined with itself again and again would
    /// soon outgrow any memory.
    static let largest = 64

    /// The number of components, names counting as one.
    var size: Int {
        switch self {
        case .component, .name: 1
        case .union(let parts), .pipe(let parts): parts.reduce(0) { $0 + $1.size }
        }
    }
}
