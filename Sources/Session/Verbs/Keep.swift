import Datasets
import Display
import FoundationEssentials
import Language
import Phrases
import Tensors
import TextModels

// Verbs that write and read files.
extension Invocation {
    /// `write X to "file"`: rows as CSV, TSV or JSON Lines; anything shown as HTML, SVG or text, by the file's ending.
    func write() throws(Failure) -> Execution.Outcome {
        let value = try execution.value(of: try operand(0))
        let target = try required("to")
        let written = try text(target)
        let path = session.files.writing(written)
        if case .dataset(let dataset) = value {
            try reading { () throws(DataError) in try dataset.write(to: path, shouldStop: shouldStop) }
            output.print(
                phrase(
                    "\(NumberFormat.count(dataset.count)) rows written to \(written)\n",
                    zh: "已将 \(NumberFormat.count(dataset.count)) 行写入 \(written)\n"))
            return .nothing
        }
        if case .vectors(let vectors) = value {
            let dataset = try reading { () throws(DataError) in try vectors.dataset() }
            try reading { () throws(DataError) in try dataset.write(to: path, shouldStop: shouldStop) }
            output.print(
                phrase(
                    "\(NumberFormat.count(dataset.count)) vectors written to \(written)\n",
                    zh: "已将 \(NumberFormat.count(dataset.count)) 个向量写入 \(written)\n"))
            return .nothing
        }
        let view = ValueView.display(value, session: session)
        guard let contents = Self.contents(of: view, path: path) else {
            throw Failure(.unknownFormat(path: written, formats: ["html", "svg", "txt"]), at: target.span)
        }
        do { try contents.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw Failure(.fileUnwritable(path: written, reason: SystemReason.of(error)), at: target.span)
        }
        output.print(phrase("written to \(written)\n", zh: "已写入 \(written)\n"))
        return .nothing
    }

    private static func contents(of view: any Displayable, path: String) -> String? {
        switch path.split(separator: ".").last {
        case "html":
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body style=\"font-family: sans-serif\">"
                + view.html + "</body></html>\n"
        case "svg": view.svg
        case "txt", "md": view.plainText + "\n"
        default: nil
        }
    }

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
            return .value(.model(try TextModel(contentsOf: session.files.reading(written))))
        } catch { throw failure(error, at: source.span) }
    }

    /// A failure that points at an argument rather than at the verb.
    private func failure(_ error: TextModelError, at span: SourceSpan) -> Failure {
        Failure(failure(error).diagnostics.map { Diagnostic($0.problem, at: span) })
    }
}

extension Vectors {
    /// The vectors as rows of numbers beside their texts.
    fileprivate func dataset() throws(DataError) -> Dataset {
        var columns = [try Column(name: "text", values: texts)]
        for column in 0..<matrix.columns {
            columns.append(
                try Column(name: "x\(column + 1)", values: texts.indices.map { "\(matrix[$0, column])" }))
        }
        return try Dataset(columns: columns)
    }
}
