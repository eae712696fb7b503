import FoundationEssentials
import Synchronization
import TextModels

/// A home in a temporary folder, with the tiny encoders of the encoder's tests in it as `tiny` and `gpt2`.
final class TinyHome: Sendable {
    let home: Home

    /// The library of an empty home, for what needs none.
    static let library = EncoderLibrary(home: Home(path: "/nonexistent"))

    init() throws {
        let path = FileManager.default.temporaryDirectory.path + "/loupe-tests-" + UUID().uuidString
        home = Home(path: path)
        try FileManager.default.createDirectory(atPath: home.models, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: home.models + "/tiny", withDestinationPath: Self.encoder)
        try FileManager.default.createSymbolicLink(
            atPath: home.models + "/gpt2", withDestinationPath: Self.goldens + "/architectures/gpt2")
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }

    /// The folder of the tiny encoder, found from this file's own place.
    static var encoder: String { goldens + "/tiny" }

    private static var goldens: String {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/\(tests)/EncodersTests/Goldens"
    }

    /// Work that counts what had to be encoded; it keeps the home alive.
    func work(
        counting counter: Counter = Counter(), shouldStop: @escaping @Sendable () -> Bool = { false }
    ) -> Work {
        Work(library: EncoderLibrary(home: home), shouldStop: shouldStop) { [self] progress in
            withExtendedLifetime(self) { counter.raise(to: progress.done) }
        }
    }

    /// Short texts of few words, the same for the same number.
    static func texts(_ count: Int) -> [String] {
        let words = ["good", "bad", "the", "battery", "screen", "not", "very", "lovely", "died", "fine"]
        return (0..<count).map { row in
            (0..<(3 + row % 5)).map { words[(row * 7 + $0 * 3 + row / 10) % words.count] }.joined(
                separator: " ")
        }
    }
}

/// A number that callbacks may raise.
final class Counter: Sendable {
    private let total = Mutex(0)
    var value: Int { total.withLock { $0 } }
    func raise(to number: Int) { total.withLock { $0 = max($0, number) } }
}
