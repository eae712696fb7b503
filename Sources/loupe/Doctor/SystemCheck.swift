import CKernels
import CZeroMQ
import Foundation
import Tensors

/// The program, its libraries and the processor.
enum SystemCheck {
    static func findings() -> [Finding] {
        [.good("program", "Loupe \(Version.text), \(Program.path)"), zeroMQ(), sqlite(), blas(), processor()]
    }

    private static func zeroMQ() -> Finding {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        zmq_version(&major, &minor, &patch)
        let fact = "ZeroMQ \(major).\(minor).\(patch)" + place("libzmq")
        guard zmq_has("curve") == 1 else {
            return .problem(
                "wire", fact + " without CURVE: connections can't be encrypted",
                cure: "install a libzmq built with libsodium (Debian's and Ubuntu's libzmq5 is)")
        }
        return .good("wire", fact + ", encryption possible")
    }

    private static func sqlite() -> Finding {
        guard let symbol = dlsym(nil, "sqlite3_libversion") else {
            return .problem("database", "SQLite is not there", cure: "apt-get install libsqlite3-0")
        }
        let version = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<CChar>?).self)()
        return .good(
            "database", "SQLite " + (version.map { String(cString: $0) } ?? "?") + place("libsqlite3"))
    }

    private static func blas() -> Finding {
        guard BLAS.isOptimised else {
            return .problem(
                "algebra", "the reference BLAS, some forty times slower" + place("libblas"),
                cure: "apt-get install libopenblas0, then choose it: update-alternatives --config "
                    + "libblas.so.3-\(architecture)-linux-gnu")
        }
        let name = SharedLibrary.loaded("libopenblas") != nil ? "OpenBLAS" : "an optimised BLAS"
        return .good("algebra", name + place("libopenblas") + ", one thread; Loupe's own threads do the rest")
    }

    private static func processor() -> Finding {
        let level = kernel_best_level()
        let path =
            level == KERNEL_AVX512
            ? "AVX-512" : level == KERNEL_AVX2 ? "AVX2" : "portable loops (no AVX2: slow, but right)"
        let count = ThreadPool.processorCount
        return .good("processor", "\(path), \(count) \(count == 1 ? "thread" : "threads")")
    }

    private static func place(_ library: String) -> String {
        SharedLibrary.loaded(library).map { " (\($0.path))" } ?? ""
    }

    private static var architecture: String {
        var name = utsname()
        uname(&name)
        return withUnsafeBytes(of: name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
