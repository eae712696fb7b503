import Foundation
import Phrases
import Testing

@testable import Language

@Suite("The reference as a notebook")
struct ReferenceNotebookTests {
    static let files = [
        (Tongue.english, "reference.ipynb", "loupe reference"),
        (.chinese, "reference_zh.ipynb", "loupe reference --chinese"),
    ]

    @Test("The notebooks in notebooks/ hold what the signature table says", arguments: files)
    func isUpToDate(tongue: Tongue, name: String, command: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = root.appending(path: "notebooks/\(name)")
        struct Stored: Decodable {
            struct Cell: Decodable, Equatable {
                let type: String
                let id: String
                let source: [String]

                enum CodingKeys: String, CodingKey { case type = "cell_type", id, source }
            }
            let cells: [Cell]
        }
        let stored = try JSONDecoder().decode(Stored.self, from: Data(contentsOf: file)).cells
        let made = tongue.speaking { Reference.notebook }
        let place = "notebooks/\(name)"
        let hint: Comment = "renew it: \(command) \(place) && bash Tests/Notebooks/store \(place)"
        #expect(stored.map(\.id) == made.map(\.id), hint)
        for (kept, cell) in zip(stored, made) {
            #expect(kept.source.joined() == cell.source, hint)
            #expect(kept.type == cell.kind.rawValue, hint)
        }
    }

    @Test("It holds every verb, component, clause and code once", arguments: Tongue.allCases)
    func isWhole(tongue: Tongue) {
        let cells = tongue.speaking { Reference.notebook }
        #expect(Set(cells.map(\.id)).count == cells.count)
        for signature in SignatureTable.all {
            let example = tongue.speaking { signature.example }
            #expect(cells.contains { $0.id == "example-\(signature.name)" && $0.source == example })
            let page = cells.first { $0.id == "about-\(signature.name)" }?.source ?? ""
            for clause in signature.clauses { #expect(page.contains("| `\(clause.name)` |")) }
        }
        let codes = cells.first { $0.id == "codes" }?.source ?? ""
        for code in Code.allCases { #expect(codes.contains("`\(code.rawValue)")) }
    }
}
