import Encoders
import Foundation
import Tensors
import Testing
import Tokenizers

/// multilingual-e5-small, as `loupe fetch e5` unpacks it.
@Suite struct MultilingualTests {
    private struct Golden: Decodable {
        let text: String
        let ids: [Int32]
        let vector: String
    }

    private static let pairs: [[String]] = {
        let text = (try? String(contentsOfFile: Reference.folder + "/pairs.tsv", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }()

    @Test func idsAndVectorsAreTheReferences() throws {
        guard let encoder = try Downloaded.e5() else { return }
        let golden = try Reference.read("e5.json", as: [Golden].self)
        #expect(golden.count >= 20)
        let vectors = try encoder.embed(golden.map(\.text))
        var least = 1.0
        for (row, expected) in golden.enumerated() {
            #expect(encoder.tokenize(expected.text).ids == expected.ids, "\(expected.text.debugDescription)")
            least = min(least, Reference.cosine(vectors.row(row), try Reference.floats(expected.vector)))
        }
        print("e5 vectors: least cosine \(least)")
        #expect(least >= 0.999999)
    }

    /// The sentences were written before any encoder had seen them.
    @Test func sentencesAreNextToTheirTranslations() throws {
        guard let encoder = try Downloaded.e5() else { return }
        let pairs = Self.pairs
        try #require(pairs.count == 200 && pairs.allSatisfy { $0.count == 2 })
        let (english, chinese) = (
            try encoder.embed(pairs.map { $0[0] }), try encoder.embed(pairs.map { $0[1] })
        )
        func nearest(_ row: Int, of left: Matrix, in right: Matrix) -> Int {
            let cosines = pairs.indices.map { Reference.cosine(left.row(row), right.row($0)) }
            return pairs.indices.max { cosines[$0] < cosines[$1] } ?? -1
        }
        let lost = pairs.indices.filter {
            nearest($0, of: english, in: chinese) != $0 || nearest($0, of: chinese, in: english) != $0
        }
        for row in lost { print("e5 has something nearer than \(pairs[row])") }
        print("e5: \(pairs.count - lost.count) of \(pairs.count) pairs are each other's nearest")
        #expect(lost.count <= 10)
    }
}
