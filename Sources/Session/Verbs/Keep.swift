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
    /// `save M to "file"`, `save ENCODER to "folder"`.
    func save() throws(Failure) -> Execution.Outcome {
        let operand = try operand(0)
        let target = try required("to")
        let written = try text(target)
        let path = session.files.writing(written)
        let bytes: Int
        if case .encoder(let reference) = try execution.value(of: operand) {
            bytes = try export(reference, to: path, written, at: target.span)
        } else {
            let model = try model(operand)
            do throws(TextModelError) { bytes = try model.write(to: path) } catch {
                throw failure(error, at: target.span)
            }
        }
        let size = NumberFormat.bytes.text(Double(bytes))
        output.print(phrase("\(size) written to \(written)\n", zh: "已将 \(size) 写入 \(written)\n"))
        return .nothing
    }

    /// Writes an encoder as a folder for other programs, which must not be there; gives the bytes of its weights.
    private func export(
        _ reference: EncoderReference, to path: String, _ written: String, at span: SourceSpan
    ) throws(Failure) -> Int {
        guard !FileManager.default.fileExists(atPath: path) else {
            let reason = phrase("something of that name is there already", zh: "已经有同名的文件或文件夹")
            throw Failure(.fileUnwritable(path: written, reason: reason), at: span)
        }
        do throws(TextModelError) {
            return try session.library.export(reference, to: path, shouldStop: shouldStop)
        } catch { throw failure(error, at: span) }
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
