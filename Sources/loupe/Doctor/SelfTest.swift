import Encoders
import Foundation
import Tensors
import TextModels

/// The work itself, in small: encode sentences, and let a kernel run a cell over the wire.
struct SelfTest {
    let home: Home

    func findings() -> [Finding] { [encoding(), cell()] }

    /// Two sentences about the same thing must lie closer than two about different ones.
    private func encoding() -> Finding {
        let texts = [
            "The battery died after a week.", "This phone won't hold a charge.", "We had soup for lunch.",
        ]
        do {
            let start = Date()
            let folder = try EncoderLibrary(home: home).folder(of: "minilm")
            let vectors = try Encoder(folder: folder).embed(texts, threads: 1)
            let rows = (0..<texts.count).map { row in vectors.withRow(row) { Array($0) } }
            let product = { (a: [Float], b: [Float]) in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
            let (near, far) = (product(rows[0], rows[1]), product(rows[0], rows[2]))
            guard near > far + 0.1, abs(product(rows[0], rows[0]) - 1) < 0.01 else {
                return .problem(
                    "encoding", "vectors are wrong: similarity \(near) of near and \(far) of far sentences",
                    cure: "check the encoder above; if it is right, report this with the processor's name")
            }
            let figures = String(format: "similarity %.2f of near, %.2f of far", near, far)
            return .good("encoding", "three sentences in \(milliseconds(since: start)) ms, \(figures)")
        } catch TextModelError.encoderNotFetched {
            return .problem("encoding", "not tried without an encoder", cure: "see encoder above")
        } catch {
            return .problem("encoding", "no sentence could be encoded: \(error)", cure: "see encoder above")
        }
    }

    private func cell() -> Finding {
        let code = """
            reviews = load sample reviews
            model = fit tfidf() | logistic(C: 1) on reviews
            say "all well"
            """
        let start = Date()
        do throws(ProbeFault) {
            let printed = try KernelProbe(home: home).run(code)
            guard printed.contains("all well") else { throw .wrongAnswer(printed) }
            return .good(
                "cell", "a kernel started, fitted a model and ended in \(milliseconds(since: start)) ms")
        } catch {
            return .problem(
                "cell", error.description,
                cure: "run loupe kernel by hand, or see what the front end's log says of it")
        }
    }

    private func milliseconds(since start: Date) -> Int { Int(Date().timeIntervalSince(start) * 1000) }
}
