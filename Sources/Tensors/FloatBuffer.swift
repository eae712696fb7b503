/// A fixed block of floats that begins on a cache line: packed weights and activations.
///
/// It is not initialised. Unchecked `Sendable`: who shares one writes to it only before, or to parts of his own.
public final class FloatBuffer: @unchecked Sendable {
    /// The number of floats.
    public let count: Int
    /// The first float; good as long as the buffer lives.
    public let pointer: UnsafeMutablePointer<Float>

    /// A buffer of `count` floats.
    public init(count: Int) {
        self.count = max(0, count)
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, self.count) * MemoryLayout<Float>.stride, alignment: 64)
        pointer = bytes.bindMemory(to: Float.self, capacity: self.count)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
