internal import CKernels

/// The instruction set that all layers use.
enum Kernels {
    /// The best of this processor.
    static let level = kernel_best_level()
}
