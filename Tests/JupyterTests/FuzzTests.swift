import Glibc
import Testing

@testable import Jupyter

/// Millions of mutated frames and messages.
///
/// The test run has short series with fixed seeds. The long ones, which print their figures, take some minutes:
///
///     LOUPE_FUZZ_FRAMES=10000000 LOUPE_FUZZ_MESSAGES=200000 bash Tests/Wire/run release --filter FuzzTests
///
/// `LOUPE_FUZZ_SEED` gives them another seed.
@Suite(.serialized) struct FuzzTests {
    private static let seeds: [UInt64] =
        number("LOUPE_FUZZ_SEED").map { [UInt64($0)] } ?? [11, 20_260_801, 4_294_967_291]
    private static let signer = Signer(key: Array("secret".utf8), scheme: .sha256)

    @Test(arguments: seeds)
    func `mutated frames are refused or decoded, never more`(seed: UInt64) throws {
        let wanted = (Self.number("LOUPE_FUZZ_FRAMES") ?? 60_000) / Self.seeds.count
        var messages = MutatedMessages(seed: seed, signer: Self.signer)
        var decoder = MessageDecoder(signer: Self.signer)
        var (frames, sent, decoded, refused) = (0, 0, 0, [String: Int]())
        let (start, memory) = (Clock.milliseconds(), Self.residentKilobytes())
        while frames < wanted {
            let message = messages.next()
            frames += message.count
            sent += 1
            let whole: Message
            do { whole = try decoder.decode(message) } catch {
                refused[error.kind, default: 0] += 1
                continue
            }
            decoded += 1
            // What was taken can be written and read again.
            #expect(try JSON(parsing: whole.content.serialized) == whole.content)
        }
        #expect(decoded > sent * 2 / 5)
        for kind in ["noDelimiter", "tooFewFrames", "badSignature", "badJSON", "notAnObject", "missing"] {
            #expect(refused[kind] ?? 0 > 0, "\(kind)")
        }
        let growth = Self.residentKilobytes() - memory
        #expect(growth < Self.growthLimit)
        Self.report(
            "seed \(seed): \(frames) frames, \(decoded) of \(sent) messages decoded, refused \(refused.sorted { $0.key < $1.key }), +\(growth) kB",
            frames, start)
    }

    @Test(arguments: seeds)
    func `mutated messages neither stop the kernel nor its heartbeat`(seed: UInt64) throws {
        let wanted = (Self.number("LOUPE_FUZZ_MESSAGES") ?? 3000) / Self.seeds.count
        try withKernel { kernel, client in
            var messages = MutatedMessages(seed: seed, signer: Self.signer)
            let start = Clock.milliseconds()
            var (memory, slowest, beats) = (0, 0, 0)
            for sent in 0..<wanted {
                try client.send(
                    messages.next(), on: [.shell, .shell, .control, .stdin][messages.random.below(4)])
                guard sent.isMultiple(of: 100) else { continue }
                let beat = Clock.milliseconds()
                try client.send([[], [UInt8(sent & 0xFF)]], on: .heartbeat)
                #expect(try client.receiveFrames(.heartbeat) == [[], [UInt8(sent & 0xFF)]])
                slowest = max(slowest, Clock.milliseconds() - beat)
                beats += 1
                try Self.catchUp(client)
                if sent < wanted / 4 { memory = Self.residentKilobytes() }
            }
            try Self.catchUp(client)
            let growth = Self.residentKilobytes() - memory
            #expect(growth < Self.growthLimit)
            Self.report(
                "seed \(seed): \(wanted) messages, \(beats) beats, slowest \(slowest) ms, +\(growth) kB since a quarter",
                wanted, start)
            let last = try Client(kernel.connection)
            _ = try last.run("")  // ends after the cells that still wait, whose errors may abort it
            try last.expectAlive()
        }
    }

    /// Reads all that the kernel has sent, up to the answers to two requests of ours.
    private static func catchUp(_ client: Client) throws {
        for channel in [ConnectionFile.Channel.shell, .control] {
            let id = try client.send("kernel_info_request", on: channel)
            while try client.receive(channel).parentID != id {}
            _ = try client.outputs(of: id)
        }
    }

    /// Kilobytes by which the process may grow; in a short run other suites, which share the process, grow too.
    private static var growthLimit: Int {
        number("LOUPE_FUZZ_FRAMES") != nil || number("LOUPE_FUZZ_MESSAGES") != nil ? 50_000 : 500_000
    }

    private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

    private static func report(_ text: String, _ count: Int, _ start: Int) {
        guard number("LOUPE_FUZZ_FRAMES") != nil || number("LOUPE_FUZZ_MESSAGES") != nil else { return }
        let seconds = Double(max(1, Clock.milliseconds() - start)) / 1000
        print("\(text); \(Int(Double(count) / seconds)) a second")
    }

    private static func residentKilobytes() -> Int {
        let lines = (try? readFile("/proc/self/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = lines.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}

extension MessageError {
    /// The case's name.
    fileprivate var kind: String { String("\(self)".prefix { $0 != "(" }) }
}
