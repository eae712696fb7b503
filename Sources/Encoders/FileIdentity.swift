package import Glibc

/// What tells whether a file is still the one that it was, without reading it.
package struct FileIdentity: Sendable, Equatable {
    /// Device, inode and size.
    package let device, inode, size: UInt64
    /// When its contents and when its entry last changed, in nanoseconds since 1970.
    package let modified, changed: Int64

    package init(_ status: stat) {
        (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        size = UInt64(clamping: status.st_size)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// Whether it changed so shortly before `now` that a further change might carry the same time.
    package func isFresh(now: timespec) -> Bool {
        Self.nanoseconds(now) &- max(modified, changed) < 2_000_000_000
    }

    /// The fields in a fixed order, for a line of text.
    package var fields: String { "\(device) \(inode) \(size) \(modified) \(changed)" }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
