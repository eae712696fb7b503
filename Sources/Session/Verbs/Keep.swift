import Datasets
import Display
import FoundationEssentials
import Language
import Phrases
import Tensors
import TextModels

// Verbs that write and read files.
extension Invocation {
    /// `save M to "file"`.
    func save() throws(Failure) -> Execution.Outcome {
        let model = try model(try operand(0))
        let target = try required("to")
        let written = try text(target)
        let path = session.files.writing(written)
        do throws(TextModelError) {
            let bytes = try model.write(to: path)
            let size = NumberFormat.bytes.text(Double(bytes))
            output.print(phrase("\(size) written to \(written)\n", zh: "已将 \(size) 写入 \(written)\n"))
        } catch { throw failure(error, at: target.span) }
        return .nothing
    }

    /// `open "file"`: a model that was saved.
    func open() throws(Failure) -> Execution.Outcome {
        let source = try operand(0)
        let written = try text(source)
        guard session.files.exists(written) else {
            throw Failure(
                .fileNotFound(path: written, near: session.files.neighbours(of: written)), at: source.span)
        }
        do throws(TextModelError) {
            let model = try TextModel(
                contentsOf: session.files.reading(written), library: session.library)
            if !isHidden {
                output.print(ModelCheck(model, in: session, shouldStop: shouldStop).line)
            }
            return .value(.model(model))
        } catch { throw failure(error, at: source.span) }
    }

    /// A failure that points at an argument rather than at the verb.
    private func failure(_ error: TextModelError, at span: SourceSpan) -> Failure {
        Failure(failure(error).diagnostics.map { Diagnostic($0.problem, at: span) })
    }
}
