internal import Glibc
internal import Synchronization
internal import Tensors

/// The states of texts below the trained layers, which stay the same through a run: computed once.
///
/// Small ones are kept in memory, larger ones in a file without a name that goes with the run; where the disk has no
/// room they are computed again for each batch. Bits are the same each way.
final class FrozenStates: Sendable {
    /// Beyond so many bytes they go to the disk.
    static let memoryLimit = 64 << 20

    /// Where the states are.
    enum Place: Sendable, Equatable { case memory, file, nowhere }

    private enum Store: Sendable {
        case memory(FloatBuffer)
        case file(UnlinkedFile)
        case nowhere
    }

    let ids: [[Int32]]
    private let stack: TrainableStack
    private let store: Store
    /// The first row of each text, and at last the number of rows.
    private let starts: [Int]

    var place: Place {
        switch store {
        case .memory: .memory
        case .file: .file
        case .nowhere: .nowhere
        }
    }

    /// Runs all texts through the frozen layers; nil when the run was stopped.
    init?(
        _ stack: TrainableStack, ids: [[Int32]], folder: String, memoryLimit: Int = FrozenStates.memoryLimit,
        _ pool: ThreadPool, _ stop: StopLatch
    ) {
        self.stack = stack
        self.ids = ids
        var starts = [0]
        for text in ids { starts.append(starts[starts.count - 1] + text.count) }
        self.starts = starts
        let count = starts[ids.count] * stack.size
        // word vectors are read as fast as they would be copied
        guard stack.cut > 0 else {
            store = .nowhere
            return
        }
        let bytes = count * MemoryLayout<Float>.stride
        let store: Store =
            if bytes <= memoryLimit {
                .memory(FloatBuffer(count: count))
            } else if let file = UnlinkedFile(folder: folder, bytes: bytes) {
                .file(file)
            } else {
                .nowhere
            }
        switch Self.fill(store, stack, ids, starts, pool, stop) {
        case .stopped: return nil
        case .broken: self.store = .nowhere
        case .done: self.store = store
        }
    }

    private enum Filling { case done, stopped, broken }

    /// Computes all states; broken when the disk filled up meanwhile.
    private static func fill(
        _ store: Store, _ stack: TrainableStack, _ ids: [[Int32]], _ starts: [Int], _ pool: ThreadPool,
        _ stop: StopLatch
    ) -> Filling {
        if case .nowhere = store { return .done }
        let parts = BatchPlan.batches(ids.map(\.count))
        let isBroken = Atomic(false)
        pool.forEach(parts.count) { number in
            guard !stop.asks() else { return }
            let part = parts[number]
            let states = stack.frozenStates(Array(ids[part])).states
            let first = starts[part.lowerBound] * stack.size
            let count = starts[part.upperBound] * stack.size - first
            switch store {
            case .memory(let all): (all.pointer + first).update(from: states.pointer, count: count)
            case .file(let file):
                if !file.write(states.pointer, count: count, at: first) {
                    isBroken.store(true, ordering: .relaxed)
                }
            case .nowhere: break
            }
        }
        if stop.wasSet { return .stopped }
        return isBroken.load(ordering: .relaxed) ? .broken : .done
    }

    /// The states of some texts, one after another; `changed` replaces the tokens of some of them, whose states are
    /// then computed.
    func batch(_ texts: [Int], changed: [Int: [Int32]] = [:], _ pool: ThreadPool) -> TrainingBatch {
        let tokens = texts.indices.map { changed[$0] ?? ids[texts[$0]] }
        guard stack.embeddings == nil else { return stack.frozenStates(tokens) }
        var starts = [0]
        for text in tokens { starts.append(starts[starts.count - 1] + text.count) }
        let states = FloatBuffer(count: starts[texts.count] * stack.size)
        let (size, first) = (stack.size, starts)
        pool.forEach(texts.count) { place in
            let to = states.pointer + first[place] * size
            let count = tokens[place].count * size
            if changed[place] != nil || !read(texts[place], to, count) {
                let found = stack.frozenStates([tokens[place]]).states
                withExtendedLifetime(found) { to.update(from: found.pointer, count: count) }
            }
        }
        return TrainingBatch(states: states, starts: starts)
    }

    /// Copies the states of a text that are kept; false when there are none.
    private func read(_ text: Int, _ to: UnsafeMutablePointer<Float>, _ count: Int) -> Bool {
        switch store {
        case .memory(let all):
            to.update(from: all.pointer + starts[text] * stack.size, count: count)
            return true
        case .file(let file): return file.read(to, count: count, at: starts[text] * stack.size)
        case .nowhere: return false
        }
    }
}
