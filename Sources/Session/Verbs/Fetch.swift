import Language
import Phrases
import TextModels

extension Invocation {
    /// `fetch NAME`: gets an encoder or a data set, by this very program in a process of its own.
    func fetch() throws(Failure) -> Execution.Outcome {
        let argument = try operand(0)
        let name = argument.value.text ?? spelling(argument)
        let reporter = ProgressReporter(output: output)
        let outcome = FetchProcess.run(
            session.program, name, home: session.library.home, onProgress: reporter.report,
            shouldStop: shouldStop)
        reporter.finish()
        switch outcome {
        case .stopped:
            let last = reporter.last
            throw Failure(.interrupted(step: "fetch", done: last?.done, total: last?.total), at: span)
        case .failed(let fault, let details):
            throw Failure(.notFetched(name: name, fault, details: details), at: argument.span)
        case .done: output.print(Self.use(of: name))
        }
        return .nothing
    }

    /// How to go on with what is there now.
    private static func use(of name: String) -> String {
        if let list = Segmentation.allCases.first(where: { $0.package == name }) {
            return phrase(
                "\(name) is here; use it with  tfidf(segment: \(list.rawValue))\n",
                zh: "\(name) 已在本机，用法： tfidf(segment: \(list.rawValue))\n")
        }
        let isEncoder = Catalogue.encoders.contains { $0.name == name }
        let next = isEncoder ? "encoder(\(name))" : "load \"\(name).tsv\""
        return phrase("\(name) is here; use it with  \(next)\n", zh: "\(name) 已在本机，用法： \(next)\n")
    }
}
