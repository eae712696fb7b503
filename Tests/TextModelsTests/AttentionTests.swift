import Encoders
import Explanations
import FoundationEssentials
import Tensors
import Testing

@Suite("Attention from the input to a layer agrees with a reference")
struct AttentionTests {
    private struct Golden: Decodable {
        let text: String
        let rollout, rolloutOfOne, flow: [[Double]]

        static func read() throws -> Golden {
            let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
            let data = try Data(contentsOf: URL(filePath: "/\(folder)/Goldens/attention.json"))
            return try JSONDecoder().decode(Golden.self, from: data)
        }
    }

    private func expect(_ matrix: DoubleMatrix, _ reference: [[Double]], _ what: String) {
        #expect(matrix.rows == reference.count)
        for (row, values) in reference.enumerated() {
            for (column, value) in values.enumerated() {
                #expect(abs(matrix[row, column] - value) < 2e-6, "\(what) \(row) \(column)")
            }
        }
    }

    @Test("Rollout and flow")
    func reference() throws {
        let golden = try Golden.read()
        let maps = try Encoder(folder: TinyHome.encoder).attentions(golden.text)
        let summary = try AttentionSummary(maps)
        expect(try summary.rollout(), golden.rollout, "rollout")
        expect(try summary.rollout(depth: 1), golden.rolloutOfOne, "rollout of one layer")
        let flow = try AttentionFlow.through(summary.layers, pool: ThreadPool(threads: 2))
        expect(flow, golden.flow, "flow")
        // A single path can carry no more than all of them.
        for from in 0..<flow.rows { for to in 0..<flow.columns { #expect(flow[from, to] <= 1 + 1e-9) } }
        #expect(throws: ExplanationError.self) {
            try AttentionFlow.through(summary.layers, pool: .machine, shouldStop: { true })
        }
        #expect(throws: ExplanationError.self) {
            try AttentionFlow.through([Matrix(rows: 2, columns: 3)], pool: .machine)
        }
        #expect(try AttentionFlow.through([], pool: .machine).rows == 0)
    }

    @Test("A head's entropy, distance and strongest pair; the maximum of heads")
    func heads() throws {
        let even = try Matrix(rows: 2, columns: 2, values: [0.5, 0.5, 0.5, 0.5])
        let sharp = try Matrix(rows: 2, columns: 2, values: [0, 1, 1, 0])
        #expect(abs(AttentionHead(even).entropy - 0.6931471805599453) < 1e-12)
        #expect(AttentionHead(even).distance == 0.5)
        #expect(AttentionHead(sharp).entropy == 0 && AttentionHead(sharp).distance == 1)
        #expect(AttentionHead(sharp).strongest == (0, 1))
        #expect(AttentionSummary.maximum([even, sharp]).values == [0.5, 1, 1, 0.5])
        #expect(AttentionSummary.maximum([]).rows == 0)
    }
}
