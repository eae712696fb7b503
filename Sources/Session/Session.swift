public import Datasets
import Encoders
public import FoundationEssentials
public import Language
import Phrases
import Synchronization
public import TextModels

/// The names of one user and what they hold; runs cells, and answers questions about code while it does.
///
/// Several cells may run at once, each on a thread of its own (subshells). A statement reads the names as they were when it began;
/// what it defines is known to all as soon as it has succeeded, and of two definitions of a name the later one stays.
/// Completion and inspection read an immutable snapshot of what is known of the names, from any thread.
public final class Session: Sendable {
    private struct State {
        var names: [String] = []
        var values: [String: Value] = [:]
        /// The journal's entry behind each value; none where it has none.
        var origins: [String: Int] = [:]
        /// The statements behind each value.
        var lineages: [String: Lineage] = [:]
        /// How many statements named something.
        var statements = 0
        var scope: Scope
        var settings = Settings()
        var said: Set<String> = []
        var remarks = SpokenRemarks()
        /// What was measured of models that names hold.
        var known: [KnownFaithfulness] = []

        /// Lets go of what is known of models that no name holds any more.
        mutating func dropUnheld() {
            guard !known.isEmpty else { return }
            let models = values.values.compactMap { value in
                if case .model(let model) = value { model } else { nil }
            }
            known.removeAll { one in !models.contains(one.model) }
        }
    }

    /// The encoders and their cache.
    let library: EncoderLibrary
    /// Where files are looked for.
    let files: Files
    /// What is kept for the next kernel, if anything is.
    let recovery: Recovery?
    /// The bytes of memory that may still be taken.
    let freeMemory: @Sendable () -> Int
    /// The program that `fetch` runs: this one.
    let program: String
    /// What trains encoders.
    let tuner: Tuner
    /// The time, as ISO 8601 in UTC.
    let clock: @Sendable () -> String
    private let state: Mutex<State>

    /// A session without names, over one home; relative paths start at `folder`, or at the process's own when nil.
    ///
    /// With `recovery` it tells how the kernel before it died, and notes what it does for the next one.
    public init(
        home: Home = .current, folder: String? = nil, recovery: Recovery? = nil,
        freeMemory: @escaping @Sendable () -> Int = FreeMemory.bytes, program: String = "/proc/self/exe",
        tuner: Tuner? = nil,
        clock: @escaping @Sendable () -> String = { Date.now.ISO8601Format() }
    ) {
        self.clock = clock
        self.tuner = tuner ?? Finetuning.tuner
        self.recovery = recovery
        self.program = program
        self.freeMemory = freeMemory
        library = EncoderLibrary(home: home)
        files = Files(folder: folder, home: home)
        var scope = Scope.starting(with: library, files: files)
        scope.restorable = recovery?.journal?.restorable ?? [:]
        state = Mutex(State(scope: scope))
    }

    /// A session over the same encoders and files, without names and without a journal.
    init(emptyTwinOf other: Session) {
        library = other.library
        files = other.files
        recovery = nil
        freeMemory = other.freeMemory
        program = other.program
        clock = other.clock
        tuner = other.tuner
        var scope = other.scope
        for name in scope.names { scope.forget(name) }
        state = Mutex(State(scope: scope, settings: other.settings))
    }

    /// What is known of the names right now.
    public var scope: Scope { state.withLock(\.scope) }

    /// The names in the order in which they were first defined, with what they hold.
    var names: [(name: String, value: Value)] {
        state.withLock { state in
            state.names.compactMap { name in state.values[name].map { (name, $0) } }
        }
    }

    /// What is known of the names and what they hold, both at the same moment.
    var snapshot: (scope: Scope, values: [String: Value], origins: [String: Int]) {
        state.withLock { ($0.scope, $0.values, $0.origins) }
    }

    /// The user's settings.
    var settings: Settings { state.withLock(\.settings) }

    /// Changes settings, and leaves the others as they are by then.
    func change(_ body: (inout Settings) -> Void) { state.withLock { body(&$0.settings) } }

    /// True the first time it is asked about a word: some things need saying only once.
    func saysOnce(_ word: String) -> Bool { state.withLock { $0.said.insert(word).inserted } }

    /// Whether a statement is to make a remark on texts: the first one that had to, whenever it runs.
    func remarks(_ problem: WarningProblem, in statement: String) -> Bool {
        state.withLock { $0.remarks.belongs(problem, to: statement) }
    }

    /// What a name holds.
    func value(of name: String) -> Value? { state.withLock { $0.values[name] } }

    /// The statements that made what a name holds.
    func lineage(of name: String) -> Lineage { state.withLock { $0.lineages[name] ?? Lineage() } }

    /// Gives a name a value; `origin` is the journal's entry that tells how it was made, `lineage` its statements.
    func define(_ name: String, _ value: Value, origin: Int? = nil, lineage: Lineage = Lineage()) {
        let facts = Facts(of: value, library: library)
        state.withLock { state in
            state.origins[name] = origin
            state.lineages[name] = lineage
            // What was restored has numbers already; later statements come behind it.
            state.statements = max(state.statements, lineage.steps.last?.number ?? 0)
            if state.values.updateValue(value, forKey: name) == nil { state.names.append(name) }
            state.scope.define(name, facts)
            state.dropUnheld()
        }
    }

    /// What a statement that reads some names makes of their lineages.
    func lineage(of statement: String, reading names: [String]) -> Lineage {
        state.withLock { state in
            state.statements += 1
            return Lineage(
                statement, number: state.statements, after: names.compactMap { state.lineages[$0] })
        }
    }

    /// Takes a name away.
    func forget(_ name: String) {
        state.withLock { state in
            state.values[name] = nil
            state.origins[name] = nil
            state.lineages[name] = nil
            state.names.removeAll { $0 == name }
            state.scope.forget(name)
            state.dropUnheld()
        }
    }

    /// What was measured of a model's explanations, if anything.
    func faithfulness(of model: TextModel) -> KnownFaithfulness? {
        state.withLock { $0.known }.first { $0.model == model }
    }

    /// Keeps what was measured of a model for as long as a name holds the model.
    func note(_ faithfulness: KnownFaithfulness) {
        state.withLock { state in
            state.known.removeAll { $0.model == faithfulness.model }
            state.known.append(faithfulness)
        }
    }

    /// Runs a cell to its end or to its first error.
    ///
    /// The whole cell is checked first; when an error is found nothing runs. Names that earlier statements defined stay
    /// when a later one fails. `number` is the one shown beside the cell; a silent cell isn't told of the kernel
    /// before.
    public func run(
        _ code: String, number: Int = 0, isSilent: Bool = false, to output: any SessionOutput,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) -> CellEnd {
        let tongue = settings.tongue
        if !isSilent, let report = recovery?.takeReport() {
            output.warn(tongue.speaking { report.lines(names: scope.restorable.count, by: output.renderer) })
        }
        let running = recovery?.begin(code, number: number)
        defer { running?.end() }
        let plan = tongue.speaking { Checker(scope).check(code) }
        let execution = Execution(
            session: self, source: plan.source, output: output, shouldStop: shouldStop, running: running)
        guard plan.isRunnable else {
            return plan.tongue(from: tongue).speaking { execution.end(with: plan.diagnostics) }
        }
        plan.tongue(from: tongue).speaking { execution.say(plan.diagnostics) }
        for (index, step) in plan.steps.enumerated() {
            // The tongue is asked for anew: a statement may change it.
            let end = settings.tongue.speaking { () -> CellEnd? in
                do throws(Failure) {
                    try execution.run(step, isLast: index == plan.steps.count - 1, said: plan.diagnostics)
                    return nil
                } catch { return execution.end(with: error.diagnostics) }
            }
            if let end { return end }
        }
        return .done
    }
}

extension Session {
    /// Checks a cell without running it: the lines of everything that is wrong with it.
    public func check(_ code: String) -> (lines: [String], hasErrors: Bool) {
        let plan = settings.tongue.speaking { Checker(scope).check(code) }
        guard !plan.diagnostics.isEmpty else { return ([], false) }
        let renderer = DiagnosticRenderer(tongue: plan.tongue(from: settings.tongue))
        let lines = renderer.render(plan.diagnostics, in: plan.source).split(
            separator: "\n", omittingEmptySubsequences: false)
        return (lines.map(String.init), !plan.isRunnable)
    }
}
