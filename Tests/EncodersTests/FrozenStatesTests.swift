import Foundation
import Tensors
import Testing
import Tokenizers

@testable import Encoders

/// States below the trained layers, wherever they are kept.
@Suite struct FrozenStatesTests {
    private let stack: TrainableStack
    private let ids: [[Int32]]
    private let pool = ThreadPool(threads: 2)

    init() throws {
        let encoder = try Encoder(folder: Reference.folder + "/tiny")
        stack = try TrainableStack(encoder, layers: 1, method: .full, seed: 1)
        ids = TuningTests.texts(60).texts.map { text in encoder.tokenize(text).tokens.map(\.id) }
    }

    private func states(_ batch: TrainingBatch) -> [UInt32] {
        (0..<batch.states.count).map { batch.states.pointer[$0].bitPattern }
    }

    @Test func bitsAreThoseOfComputingThemAnew() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let all = StopLatch { false }
        let memory = try #require(FrozenStates(stack, ids: ids, folder: folder, pool, all))
        let file = try #require(FrozenStates(stack, ids: ids, folder: folder, memoryLimit: 0, pool, all))
        let nowhere = try #require(
            FrozenStates(stack, ids: ids, folder: folder + "/none", memoryLimit: 0, pool, all))
        #expect([memory.place, file.place, nowhere.place] == [.memory, .file, .nowhere])
        var random = SeededRandom(seed: 2)
        for _ in 0..<10 {
            let rows = (0..<8).map { _ in Int(random.next() % 60) }
            let expected = stack.frozenStates(rows.map { ids[$0] })
            for kept in [memory, file, nowhere] {
                let found = kept.batch(rows, pool)
                #expect(found.starts == expected.starts)
                #expect(states(found) == states(expected))
            }
            let changed: [Int32] = [2, 9, 9, 3]
            let other = stack.frozenStates(rows.indices.map { $0 == 3 ? changed : ids[rows[$0]] })
            #expect(states(memory.batch(rows, changed: [3: changed], pool)) == states(other))
        }
    }

    @Test func aStopGivesNothing() {
        let folder = FileManager.default.temporaryDirectory.path
        #expect(FrozenStates(stack, ids: ids, folder: folder, pool, StopLatch { true }) == nil)
    }

    @Test func aPassGivesTheSameTwice() throws {
        let batch = stack.frozenStates(Array(ids.prefix(8)))
        func vectors() -> [UInt32] {
            let pass = TrainingPass(stack, batch, dropout: Dropout(rate: 0.1, seed: 3), pool)
            let gradient = FloatBuffer(count: pass.vectors.count)
            gradient.pointer.update(repeating: 0.5, count: gradient.count)
            for parameter in stack.parameters { parameter.clearGradient() }
            pass.backward(gradient)
            return ([pass.vectors] + stack.parameters.map(\.gradient)).flatMap { buffer in
                (0..<buffer.count).map { buffer.pointer[$0].bitPattern }
            }
        }
        let first = vectors()
        for _ in 0..<20 { #expect(vectors() == first) }
    }
}
