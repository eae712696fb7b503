internal import Glibc

/// Notices when the process that launched the kernel is gone, so that no orphan stays behind.
///
/// Under systemd or a sub-reaper an orphan's new parent is not process 1, so any change counts.
struct ParentWatch {
    /// How often to look, in milliseconds.
    static let interval = 500

    private let launcher: pid_t
    private let parent = getppid()

    /// Watches the process `launcher`.
    init(launcher: Int32) { self.launcher = launcher }

    /// Watches the process that `JPY_PARENT_PID` names; nil if it names none.
    init?() {
        guard let text = getenv("JPY_PARENT_PID"), let launcher = Int32(String(cString: text)), launcher > 1
        else { return nil }
        self.init(launcher: launcher)
    }

    /// Whether this process has a new parent, or the launcher, if it is not the parent, has ended.
    var isGone: Bool { getppid() != parent || (kill(launcher, 0) != 0 && errno == ESRCH) }
}
