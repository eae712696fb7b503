import FoundationEssentials
import Glibc
import Language

/// What a dead kernel left in its crash record.
struct CrashReport: Sendable, Equatable {
    /// A cell that was running.
    struct Cell: Sendable, Equatable {
        /// The number shown beside it.
        let number: Int
        /// The thread that ran it.
        let thread: UInt
        /// When it began, in seconds since 1970.
        let began: Int
        /// `MachineState.memoryKills` at that time.
        let memoryKills: Int?
        /// The line on which the running statement begins, from 1.
        let line: Int
        /// The beginning of that statement.
        let statement: String
    }

    /// The kernel that died.
    let identity: KernelIdentity
    /// Why, as far as it can be told.
    let cause: DeathCause
    /// The cells that were running; when the faulty thread is known, only its own.
    let cells: [Cell]

    /// Reads a record; nil when it is empty or not one, or when it tells of an orderly end.
    init?(descriptor: Int32) {
        let size = CrashRecord.pageSize + CrashRecord.slotCount * CrashRecord.slotSize
        var bytes = [UInt8](repeating: 0, count: size)
        guard pread(descriptor, &bytes, size, 0) == size else { return nil }
        let page = bytes[..<CrashRecord.noteOffset].prefix { $0 != 0 }
        guard let owner = try? JSONDecoder().decode(CrashRecord.Owner.self, from: Data(page)) else {
            return nil
        }
        let (signal, thread) = bytes.withUnsafeBytes { raw in
            (
                Int(raw.loadUnaligned(fromByteOffset: CrashRecord.noteOffset, as: UInt32.self)),
                raw.loadUnaligned(fromByteOffset: CrashRecord.noteOffset + 8, as: UInt.self)
            )
        }
        guard !FatalSignals.wishes.contains(where: { Int($0) == signal }) else { return nil }
        var cells = (0..<CrashRecord.slotCount).compactMap { slot in
            let start = CrashRecord.pageSize + slot * CrashRecord.slotSize
            return Cell(bytes[start..<start + CrashRecord.slotSize].prefix { $0 != 0 })
        }
        if signal != 0, let faulty = cells.first(where: { $0.thread == thread }) { cells = [faulty] }
        guard !cells.isEmpty else { return nil }
        identity = owner.identity
        cause = Self.cause(signal, owner, cells)
        self.cells = cells
    }

    private static func cause(_ signal: Int, _ owner: CrashRecord.Owner, _ cells: [Cell]) -> DeathCause {
        if signal != 0 { return .signal(signal) }
        guard owner.boot == MachineState.boot else { return .machineStopped }
        guard let now = MachineState.memoryKills, let then = cells.compactMap(\.memoryKills).min() else {
            return .perhapsOutOfMemory
        }
        return now > then ? .outOfMemory : .killed
    }

    /// The lines to show, each cell's with its statement; `names` can be restored.
    func lines(names: Int, by renderer: DiagnosticRenderer) -> String {
        cells.map { cell in
            let start = max(0, cell.line - 1)
            let source = SourceText(String(repeating: "\n", count: start) + cell.statement)
            let problem = WarningProblem.kernelDied(
                cell: cell.number, cause: cause, time: Self.clock(cell.began), names: names)
            let end = cell.statement.utf8.prefix { $0 != 0x0A }.count
            let diagnostic = Diagnostic(.warning(problem), at: SourceSpan(start, start + end))
            return renderer.render([diagnostic], in: source)
        }.joined(separator: "\n\n") + "\n"
    }

    /// The local time, as `2026-11-23 22:14`.
    static func clock(_ seconds: Int) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        localtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension CrashReport.Cell {
    /// Reads a slot; nil when it is empty or not in order.
    fileprivate init?(_ bytes: ArraySlice<UInt8>) {
        let parts = bytes.split(separator: 0x0A, maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return nil }
        let thread = UInt(String(decoding: parts[1], as: UTF8.self))
        let figures = parts[..<5].map { Int(String(decoding: $0, as: UTF8.self)) }
        guard let number = figures[0], let thread, let began = figures[2], let kills = figures[3],
            let line = figures[4], (1...1_000_000).contains(line)
        else { return nil }
        self.init(
            number: number, thread: thread, began: began, memoryKills: kills < 0 ? nil : kills, line: line,
            statement: String(decoding: parts[5], as: UTF8.self))
    }
}
