import Glibc

/// Which BLAS is behind `cblas.h`, and how many threads it may use.
public enum BLAS {
    /// Whether an optimised library is loaded.
    ///
    /// The reference BLAS is some forty times slower.
    public static let isOptimised =
        symbol("openblas_get_config") != nil || symbol("MKL_Get_Max_Threads") != nil

    /// Keeps OpenBLAS to one thread.
    ///
    /// Loupe runs its products block by block on threads of its own, so that results don't depend on their
    /// number; a second pool underneath would only get in the way.
    public static func useOneThread() {
        guard let symbol = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(1)
    }

    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(nil, name) }
}
