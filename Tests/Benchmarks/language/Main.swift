import Language

/// How long the front end waits for the language: checking, completing and inspecting, in milliseconds.
///
/// `swift run -c release language-benchmark [ROUNDS [WORDS]]`; WORDS measures only what has them in its name.
@main
struct LanguageBenchmark {
    static func main() {
        let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 300
        let scope = Lesson.wideScope
        let cell = Lesson.longCell
        precondition(Checker(scope).check(cell).diagnostics.isEmpty, "the lesson must be free of mistakes")
        print("least, median and 95th percentile of \(rounds) rounds, in ms")
        measure("check a cell of 200 lines", rounds) { _ = Checker(scope).check(cell) }
        measure("check one line", rounds) { _ = Checker(scope).check("report model on test") }
        for (name, typed) in Lesson.halfTyped {
            let cursor = typed.unicodeScalars.count
            measure("complete " + name, rounds) { _ = scope.completion(of: typed, at: cursor) }
        }
        let end = cell.unicodeScalars.count
        measure("complete behind 200 lines", rounds) {
            _ = scope.completion(of: cell + "report ", at: end + 7)
        }
        measure("inspect behind 200 lines", rounds) {
            _ = scope.inspection(of: cell + "report model", at: end + 9)
        }
        measure("is a cell of 200 lines complete", rounds) { _ = Completeness.of(cell) }
    }

    private static func measure(_ name: String, _ rounds: Int, _ body: () -> Void) {
        if let wanted = CommandLine.arguments.dropFirst(2).first, !name.contains(wanted) { return }
        let clock = ContinuousClock()
        var times: [Double] = []
        for round in 0..<(rounds + 10) {
            let time = clock.measure(body).components
            if round >= 10 { times.append(Double(time.attoseconds) / 1e15 + Double(time.seconds) * 1000) }
        }
        times.sort()
        let (median, late) = (times[times.count / 2], times[min(times.count - 1, times.count * 95 / 100)])
        print("\(pad(name))  \(rounded(times[0]))  \(rounded(median))  \(rounded(late))")
    }

    private static func pad(_ name: String) -> String {
        name + String(repeating: " ", count: max(0, 44 - name.count))
    }

    private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
