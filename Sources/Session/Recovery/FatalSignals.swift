import Glibc
import Synchronization

/// Notes the signal that ends the process, in the crash record, and then lets it end as it would have.
///
/// The handlers use nothing but `pwrite`, `sigaction` and `raise`, and memory made before.
enum FatalSignals {
    /// Where a note goes in the file: signal and thread, 8 bytes each, in the machine's order.
    static let noteSize = 16

    /// A fault in the process itself.
    private static let faults = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT]
    /// A wish from outside, which is no crash.
    static let wishes = [SIGTERM, SIGHUP]

    private static let descriptor = Atomic<Int32>(-1)
    private static let offset = Atomic<Int>(0)
    /// What was done on each signal before, by its number.
    nonisolated(unsafe) private static let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    /// A note for each signal, by its number.
    nonisolated(unsafe) private static let notes = UnsafeMutablePointer<UInt>.allocate(capacity: 2 * 65)

    /// Sends the notes to a file, from now on.
    static func install(on descriptor: Int32, at offset: Int) {
        previous.initialize(repeating: sigaction(), count: 65)
        notes.initialize(repeating: 0, count: 2 * 65)
        Self.offset.store(offset, ordering: .sequentiallyConsistent)
        Self.descriptor.store(descriptor, ordering: .sequentiallyConsistent)
        for signal in faults + wishes {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { FatalSignals.note($0) }
            action.sa_flags = Int32(SA_ONSTACK)
            sigemptyset(&action.sa_mask)
            notes[2 * Int(signal)] = UInt(signal)
            guard sigaction(signal, nil, previous + Int(signal)) == 0 else { continue }
            // A signal that someone ignores or handles already is theirs, unless it is a fault.
            let isFree = previous[Int(signal)].__sigaction_handler.sa_handler == nil
            if isFree || faults.contains(signal) { sigaction(signal, &action, nil) }
        }
        prepareThread()
    }

    /// Sends the notes nowhere any more.
    static func uninstall() { descriptor.store(-1, ordering: .sequentiallyConsistent) }

    /// Gives the calling thread a second stack, so that even a fault for want of stack can be noted.
    ///
    /// It lives as long as the process: a thread that runs cells does, nearly.
    static func prepareThread() {
        var current = stack_t()
        guard sigaltstack(nil, &current) == 0, Int(current.ss_flags) & Int(SS_DISABLE) != 0 else { return }
        let size = 1 << 16
        var stack = stack_t(ss_sp: malloc(size), ss_flags: 0, ss_size: size)
        if stack.ss_sp != nil { sigaltstack(&stack, nil) }
    }

    private static func note(_ signal: Int32) {
        let file = descriptor.load(ordering: .relaxed)
        if file >= 0 {
            let note = notes + 2 * Int(signal)
            note[1] = pthread_self()
            pwrite(file, note, noteSize, offset.load(ordering: .relaxed))
        }
        sigaction(signal, previous + Int(signal), nil)
        raise(signal)
    }
}
