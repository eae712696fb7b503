import Testing

@testable import Jupyter

/// The kernels that the 27 checks are put to.
enum Testbed: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// The wire alone, with the tests' own language.
    case inProcess = "in process"
    /// The built executable with the real language.
    case executable

    var testDescription: String { rawValue }

    /// What to send for each check.
    struct Snippets {
        let hello: String
        let warning: String
        let error: String
        let display: String
        /// Shows something and changes it later.
        let update: String
        /// Its result is `11`.
        let result: String
        /// Its result has more than plain text.
        let rich: String
        /// Asks for a line and shows it as its result.
        let ask: String
        /// Runs until it is interrupted.
        let long: String
        let completion: (code: String, match: String)
        let inspection: String
        let incomplete: String
    }

    var snippets: Snippets {
        switch self {
        case .inProcess:
            Snippets(
                hello: "print hello, world", warning: "warn careful", error: "fail here",
                display: "display a",
                update: "display a\nchange b", result: "echo 11", rich: "echo 11", ask: "ask name?",
                long: "wait", completion: ("al", "alpha"), inspection: "known", incomplete: "open")
        case .executable:
            Snippets(
                hello: #"say "hello, world""#,
                warning: "d = load sample reviews\nkeep d where rating > 3;",
                error: "frobnicate x", display: "d = load sample reviews\ndescribe d\nshow d limit 3",
                update: Self.comparison, result: "11", rich: "names", ask: #"ask "name?""#,
                long: Self.fits,
                completion: ("repo", "report"), inspection: "report", incomplete: "say [1, 2")
        }
    }

    /// Runs until it is interrupted, for all that a test can tell.
    private static let fits =
        "d = load sample reviews\n"
        + String(repeating: "m = fit characters(ngrams: 1..8) | logistic(C: 1000) on d\n", count: 1000)

    /// Long enough for its progress to be shown, and updated at each fold.
    private static let comparison =
        "d = load sample reviews\ncompare "
        + Array(repeating: "characters(ngrams: 1..8) | logistic(C: 1000)", count: 40).joined(separator: ", ")
        + " on d\n"

    /// Runs `body` with a kernel of its own, and stops the kernel afterwards, unless `body` does so itself.
    func run(stops: Bool = false, _ body: (Client, Snippets) throws -> Void) throws {
        switch self {
        case .inProcess:
            let kernel = try LiveKernel()
            let client = try Client(kernel.connection)
            try body(client, snippets)
            if !stops { try client.send("shutdown_request", ["restart": false], on: .control) }
            #expect(try kernel.end() == .shutdown)
        case .executable:
            let kernel = try KernelProcess(file: LiveKernel.connectionText())
            let client = try Client(#require(kernel.connection))
            try body(client, snippets)
            if !stops { try client.send("shutdown_request", ["restart": false], on: .control) }
            #expect(kernel.end() == 0)
        }
    }
}

extension JSON {
    /// The values of an array, in order.
    var elements: [JSON]? { if case .array(let values) = self { values } else { nil } }
}
