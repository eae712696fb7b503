import Datasets
import Display
import Encoders
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
        if let found = try encoder(in: written, at: source.span) { return .value(.encoder(found)) }
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

    /// The encoder of a run, or of a folder; nil when the path is neither.
    private func encoder(in path: String, at span: SourceSpan) throws(Failure) -> EncoderReference? {
        let place = session.files.reading(path)
        let found: EncoderReference
        if Files.isFolder(place) {
            found = EncoderReference(name: place)
        } else if !session.files.exists(path), let run = TuningRuns(home: session.library.home).run(path) {
            found = run.reference
        } else {
            return nil
        }
        do throws(TextModelError) { _ = try session.library.encoder(found) } catch {
            throw failure(error, at: span)
        }
        return found
    }

    /// A failure that points at an argument rather than at the verb.
    private func failure(_ error: TextModelError, at span: SourceSpan) -> Failure {
        Failure(failure(error).diagnostics.map { Diagnostic($0.problem, at: span) })
    }
}
