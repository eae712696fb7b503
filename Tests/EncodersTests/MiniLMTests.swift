import Encoders
import Synchronization
import Tensors
import Testing
import Tokenizers

@Suite struct MiniLMTests {
    let golden: Reference.MiniLM

    init() throws { golden = try Reference.read("minilm.json", as: Reference.MiniLM.self) }

    @Test func tokensAreTheReferences() throws {
        guard let encoder = try Downloaded.miniLM() else { return }
        #expect(golden.texts.count >= 100)
        for (text, expected) in zip(golden.texts, golden.tokens) {
            let found = encoder.tokenize(text).tokens.map {
                [Int($0.id), $0.range.lowerBound, $0.range.upperBound]
            }
            #expect(found == expected, "\(text.debugDescription)")
        }
    }

    @Test func vectorsAreTheReferences() throws {
        guard let encoder = try Downloaded.miniLM() else { return }
        let vectors = try encoder.embed(golden.texts)
        var worst: (distance: Float, cosine: Double) = (0, 1)
        for (row, expected) in golden.vectors.enumerated() {
            let expected = try Reference.floats(expected)
            worst.distance = max(worst.distance, Reference.distance(vectors.row(row), expected))
            worst.cosine = min(worst.cosine, Reference.cosine(vectors.row(row), expected))
        }
        print("MiniLM vectors: max abs difference \(worst.distance), least cosine \(worst.cosine)")
        #expect(worst.distance <= 2e-6)
        #expect(worst.cosine >= 0.999999)
    }

    @Test func hiddenStatesAndAttentionAreTheReferences() throws {
        guard let encoder = try Downloaded.miniLM() else { return }
        var worst: (hidden: Float, attention: Float) = (0, 0)
        for look in golden.looks {
            let text = golden.texts[look.text]
            if let head = look.head {
                let found = try encoder.attention(text, layer: look.layer)[head - 1].row(look.row)
                worst.attention = max(
                    worst.attention, Reference.distance(found, try Reference.floats(look.attention)))
            } else {
                let found = try encoder.hiddenStates(text, layer: look.layer).row(look.row)
                worst.hidden = max(worst.hidden, Reference.distance(found, try Reference.floats(look.hidden)))
            }
        }
        print("MiniLM states: max abs difference hidden \(worst.hidden), attention \(worst.attention)")
        #expect(worst.hidden <= 2e-5)
        #expect(worst.attention <= 1e-5)
    }

    @Test func anInterruptKeepsWhatIsDone() throws {
        guard let encoder = try Downloaded.miniLM() else { return }
        let texts = Array(repeating: golden.texts[golden.texts.count - 4], count: 12)
        let calls = Mutex(0)
        var rows: [Range<Int>] = []
        #expect(throws: EncoderError.interrupted) {
            _ = try encoder.embed(
                texts, threads: 1,
                shouldStop: {
                    calls.withLock { count in
                        count += 1
                        return count > 6 + 3
                    }
                }, onBatch: { batch, _ in rows.append(batch) })
        }
        #expect(rows == [0..<1])
    }
}

extension Matrix {
    /// One row, copied.
    func row(_ row: Int) -> [Float] { withRow(row) { Array($0) } }
}
