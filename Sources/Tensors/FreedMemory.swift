internal import CSystem

/// Memory that was freed and that the allocator may still hold.
package enum FreedMemory {
    /// Gives it back to the system, so that it doesn't add to what comes next; takes some milliseconds.
    package static func release() { loupe_trim_memory() }
}
