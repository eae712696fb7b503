import ArgumentParser
import Foundation
import Language
import Phrases

/// `loupe reference`: writes the reference as a notebook.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Write the reference as a notebook.",
        discussion: "Its cells have not run: open it in Jupyter and choose Run All.")

    @Flag(help: "In Chinese.")
    var chinese = false

    @ArgumentParser.Argument(help: "The file; - writes to the standard output.")
    var file = "-"

    func run() throws {
        let tongue: Tongue = chinese ? .chinese : .english
        let data = try Self.notebook(tongue.speaking { Reference.notebook })
        guard file != "-" else { return FileHandle.standardOutput.write(data) }
        do { try data.write(to: URL(fileURLWithPath: file), options: .atomic) } catch {
            Terminal.complain("loupe: \(file) can't be written\n")
            throw ExitCode(2)
        }
    }

    /// A notebook that has not run, in Jupyter's format 4.5.
    private static func notebook(_ cells: [Reference.Cell]) throws -> Data {
        let kernel = ["display_name": "Loupe", "language": "loupe", "name": "loupe"]
        let notebook: [String: Any] = [
            "cells": cells.map(object), "metadata": ["kernelspec": kernel], "nbformat": 4,
            "nbformat_minor": 5,
        ]
        let options: JSONSerialization.WritingOptions = [
            .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
        ]
        return try JSONSerialization.data(withJSONObject: notebook, options: options) + Data("\n".utf8)
    }

    private static func object(_ cell: Reference.Cell) -> [String: Any] {
        let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        var object: [String: Any] = [
            "cell_type": cell.kind.rawValue, "id": cell.id,
            "metadata": cell.tags.isEmpty ? [:] : ["tags": cell.tags],
            "source": lines.dropLast().map { $0 + "\n" } + lines.suffix(1).map(String.init),
        ]
        if cell.kind == .code { object.merge(["outputs": [Any](), "execution_count": NSNull()]) { $1 } }
        return object
    }
}
