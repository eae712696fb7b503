internal import Glibc

/// Elements in pages of their own, which the system has back as soon as nobody holds them.
///
/// An allocator may keep what it is given back, so large intermediate results would add up with what comes after them.
package final class Pages<Element: BitwiseCopyable>: Sendable {
    /// The elements; good as long as the pages are held.
    package nonisolated(unsafe) let elements: UnsafeBufferPointer<Element>
    /// Nil where the system gave no pages, and the allocator had to.
    private nonisolated(unsafe) let mapping: UnsafeMutableRawPointer?

    /// A copy of `source`.
    package init(copying source: UnsafeBufferPointer<Element>) {
        let size = max(1, source.count) * MemoryLayout<Element>.stride
        let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        mapping = mapped == MAP_FAILED ? nil : mapped
        let room =
            mapping?.bindMemory(to: Element.self, capacity: max(1, source.count))
            ?? UnsafeMutablePointer<Element>.allocate(capacity: max(1, source.count))
        if let first = source.baseAddress { room.initialize(from: first, count: source.count) }
        elements = UnsafeBufferPointer(start: room, count: source.count)
    }

    deinit {
        if let mapping {
            munmap(mapping, max(1, elements.count) * MemoryLayout<Element>.stride)
        } else {
            elements.baseAddress?.deallocate()
        }
    }
}
